// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rig dbc info}: what loaded, what was left out and why. */
class DbcInfoTest {
  private static final String UNSOUND =
      """
      VERSION "3"
      BU_: A B A
      BO_ 256 M: 8 A
       SG_ S : 0|8@1+ (0.1,-40) [0|99] "degC" B
       SG_ T : 60|8@1+ (1,0) [0|0] "" B
      VAL_ 256 S 1 "one" ;
      VAL_ 999 S 1 "one" ;
      """;

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("car.dbc"), text);
  }

  @Test
  void itSaysWhatLoadedAndWhatDidNot() throws IOException {
    Path file = file(UNSOUND);
    Rig run = Rig.run("dbc", "info", file.toString());
    assertEquals(ExitCode.PASSED, run.code());
    String text = run.out();
    assertTrue(text.startsWith(file + ": 1 message, 1 signal, 2 nodes, version 3"), text);
    assertTrue(text.contains("  100  [ 8]  M: 1 signal, from A"), text);
    assertTrue(text.contains("3 parts left out, 1 taken with a warning:"), text);
    assertTrue(text.contains(file + ":2: left out: node A stands twice"), text);
    assertTrue(text.contains(file + ":4: taken: signal S of message M can't represent"), text);
    assertTrue(text.contains(file + ":5: left out: signal T of message M does not fit"), text);
    assertTrue(text.contains(file + ":7: left out: there is no message 999"), text);
  }

  @Test
  void programsGetTheSame() throws IOException {
    Rig run = Rig.run("dbc", "info", "--json", file(UNSOUND).toString());
    JsonNode info = new ObjectMapper().readTree(run.out());
    assertEquals("100", info.at("/messages/0/id").asText());
    assertEquals("0.1", info.at("/messages/0/signals/0/factor").asText());
    assertEquals(4, info.get("findings").size());
    assertEquals("left out", info.at("/findings/0/kind").asText());
    assertEquals(2, info.at("/findings/0/line").asInt());
  }

  @Test
  void whatIsNoDbcFileIsWrongUsage() throws IOException {
    for (String text : new String[] {"", "# a note\n", "\u0000\u0001\u0002"}) {
      Rig run = Rig.run("dbc", "info", file(text).toString());
      assertEquals(ExitCode.USAGE, run.code(), run.err());
      assertTrue(run.err().contains("car.dbc:1: this is no DBC file"), run.err());
    }
    assertEquals(ExitCode.USAGE, Rig.run("dbc", "info", folder.toString()).code());
    assertEquals(ExitCode.USAGE, Rig.run("dbc", "info", folder + "/none.dbc").code());
    assertEquals(ExitCode.USAGE, Rig.run("dbc").code());
  }

  @Test
  void noEscapeSequenceOfAFileReachesTheTerminal() throws IOException {
    Path file =
        file("VERSION \"\33[31m\"\nBO_ 1 \33[2J: 1 A\nBO_ 2 M: 1 \33]0;x\n SG_ S : 0|8@1+\33 (1");
    Rig run = Rig.run("dbc", "info", file.toString());
    assertFalse(run.out().contains("\33") || run.err().contains("\33"), run.out() + run.err());
  }
}
