// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.app.Child;
import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The emulated DCM in a process of its own, on virtual time: it is the DCM of the rig's process.
 */
@Tag("slow")
class ClockedSuiteTest {
  /** Of each area one or two: lamps, a reset by a tester, calls with voice, MQTT, an update. */
  private static final String SCENARIOS =
      "Ignition on: red and green alternate, then solid green"
          + "|A reset that a tester asks for: it alternates again"
          + "|After attempt 2 has connected there is no further one"
          + "|An attempt that breaks off 300 bytes into its INVITE has failed"
          + "|ACN, idle: reset"
          + "|position meets status 502"
          + "|Well signed and badly formed: an order with a further field starts nothing"
          + "|Software for another hardware is not written"
          + "|In place of a delta of another image the whole image is installed";

  @TempDir private Path folder;

  @Test
  void theEvidenceDigestIsTheSameInBothPlaces() throws IOException {
    String inside = digest("inside", List.of());
    String own = digest("own", List.of("--bench", bench().toString(), "--parallel", "2"));
    assertEquals(inside, own);
  }

  private String digest(String name, List<String> more) throws IOException {
    Path out = folder.resolve(name);
    List<String> arguments =
        new ArrayList<>(
            List.of("run", "--seed", "7", "--name", SCENARIOS, "--out", out.toString()));
    arguments.addAll(more);
    Rig run = Rig.run(arguments.toArray(String[]::new));
    assertEquals(ExitCode.PASSED, run.code(), run::toString);
    assertTrue(run.out().contains("\n9 scenarios: 9 passed"), run::toString);
    return run.digest();
  }

  private Path bench() throws IOException {
    Path of = RigHome.find().configs().resolve("benches/process-virtual.yaml");
    String command =
        new ObjectMapper().writeValueAsString(Child.command(List.of("-XX:+UseSerialGC"), "dcm"));
    String text = Files.readString(of);
    String changed = text.replaceFirst("command: .*", "command: " + command.replace("\\", "\\\\"));
    return Files.writeString(folder.resolve("own.yaml"), changed);
  }
}
