// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A DCM in Python that was written from docs/DCM-INTERFACE.md: on virtual time it passes what it
 * claims.
 */
@Tag("slow")
class StrangerDcmTest {
  private static final int MOST_LINES = 400;

  private static final String CLAIMED =
      String.join(
          "|",
          "Ignition on: red and green alternate, then solid green",
          "The ignition turned off in the midst of it: dark, and from the beginning again",
          "A fault of the speaker alone, and its end",
          "A press with the ignition on places a voice call",
          "The call brings the position, in (Sydney|Lima|Taveuni)",
          "The ignition at START counts as on",
          "A call that nobody answers is given up in time",
          "SOS, waiting 2: gap ends");

  @TempDir private Path folder;

  private static Path program() throws URISyntaxException {
    return Path.of(StrangerDcmTest.class.getResource("stranger_dcm.py").toURI());
  }

  @Test
  void itIsShort() throws IOException, URISyntaxException {
    assertTrue(Files.readAllLines(program()).size() <= MOST_LINES);
  }

  @Test
  void itPassesWhatItClaims() throws IOException, URISyntaxException {
    assumeTrue(isPythonThere(), "left out: there is no python3 here");
    Path of = RigHome.find().configs().resolve("benches/process-virtual.yaml");
    String command = "command: [\"python3\", \"" + program() + "\"]";
    Path bench =
        Files.writeString(
            folder.resolve("stranger.yaml"),
            Files.readString(of).replaceFirst("command: .*", command));
    Rig run =
        Rig.run(
            List.of(
                    "run",
                    "--bench",
                    bench.toString(),
                    "--seed",
                    "7",
                    "--name",
                    CLAIMED,
                    "--out",
                    folder.resolve("run").toString())
                .toArray(String[]::new));
    assertEquals(ExitCode.PASSED, run.code(), run::toString);
    assertTrue(run.out().contains("\n10 scenarios: 10 passed"), run::toString);
  }

  private static boolean isPythonThere() {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place).resolve("python3")));
    assertTrue(
        there || !"true".equals(System.getenv("CI")), "python3 is missing: .ci/install-tools");
    return there;
  }
}
