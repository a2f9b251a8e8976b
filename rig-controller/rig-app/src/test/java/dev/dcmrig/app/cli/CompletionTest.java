// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dcmrig.app.Rig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion script in a real bash. */
class CompletionTest {

  @TempDir Path folder;

  @Test
  void bashCompletesCommandsTheirOptionsAndTheirWords() throws Exception {
    Path bash = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(bash), "left out: there is no /bin/bash here");
    Path script = Files.writeString(folder.resolve("rig.bash"), Rig.run("completion").out());
    assertEquals("list", complete(script, "li"));
    assertEquals("--seed", complete(script, "run", "--se"));
    assertEquals("@SOS-04", complete(script, "run", "--tags", "@SOS-04"));
    assertEquals("vcan vcan-process", complete(script, "run", "--bench", "vc"));
    assertEquals(
        "sos-one-retry-too-many", complete(script, "run", "--defect", "sos-one-retry-too-m"));
    assertEquals("benches requirements steps defects", complete(script, "list", ""));
  }

  private static String complete(Path script, String... words) throws Exception {
    String line = "rig " + String.join(" ", words);
    String asked =
        "source '"
            + script
            + "'; COMP_WORDS=("
            + line.replaceAll(" $", " ''")
            + "); COMP_CWORD="
            + words.length
            + "; _complete_rig 2>/dev/null; echo \"${COMPREPLY[*]}\"";
    Process process = new ProcessBuilder("/bin/bash", "-c", asked).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.strip();
  }
}
