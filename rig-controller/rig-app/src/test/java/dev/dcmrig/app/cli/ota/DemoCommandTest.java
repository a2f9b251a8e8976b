// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir private Path folder;

  private static Rig demo(Path out, String... more) {
    String[] all = new String[4 + more.length];
    all[0] = "ota";
    all[1] = "demo";
    all[2] = "--out";
    all[3] = out.toString();
    System.arraycopy(more, 0, all, 4, more.length);
    return Rig.run(all);
  }

  @Test
  void aRolloutIsPausedResumedTriedAgainAndDrawn() throws IOException {
    Path picture = folder.resolve("demo.html");
    Rig run = demo(picture, "--targets", "30", "--waves", "3", "--failing", "10", "--seed", "7");
    assertEquals(ExitCode.PASSED, run.code(), run::toString);
    String said = run.out();
    assertTrue(said.contains("30 DCMs, 3 waves, 3 fail by design, seed 7"), said);
    assertTrue(said.contains("wave 3 is offered to 10 DCMs"), said);
    assertTrue(said.contains("PAUSED: wave "), said);
    assertTrue(said.contains("resumed by the operator"), said);
    assertTrue(said.contains("has all 3 asked again"), said);
    assertTrue(said.contains("seen to run in the DCMs     28 succeeded,    2 failed"), said);
    assertTrue(said.contains("picture: " + picture.toAbsolutePath()), said);
    assertFalse(said.contains("\u001B") || said.contains("\r"), "no escapes without a terminal");
    String drawn = Files.readString(picture);
    assertTrue(drawn.contains("<svg") && drawn.contains("wave 3") && drawn.contains("pause 1"));
    assertTrue(drawn.contains("class=\"resume\""), "resumes are marked");
    assertFalse(drawn.contains("http"), "it needs nothing from anywhere");
    assertEquals(said, again(picture), "the same seed, the same run");
  }

  private static String again(Path picture) {
    return demo(picture, "--targets", "30", "--waves", "3", "--failing", "10", "--seed", "7").out();
  }

  @Test
  void wrongOptionsAreWrongUsage() {
    Path out = folder.resolve("demo.html");
    for (String[] wrong :
        new String[][] {
          {"--targets", "0"}, {"--waves", "2000"}, {"--failing", "101"}, {"--threshold", "-1"}
        }) {
      assertEquals(ExitCode.USAGE, demo(out, wrong).code(), String.join(" ", wrong));
    }
    assertFalse(Files.exists(out));
  }

  @Test
  void aPictureThatCanNotBeWrittenIsSaid() {
    Rig run = demo(folder.resolve("none").resolve("demo.html"), "--targets", "2", "--waves", "1");
    assertEquals(ExitCode.USAGE, run.code(), run::toString);
    assertTrue(run.err().contains("name another --out"), run::toString);
  }
}
