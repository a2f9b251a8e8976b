// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.console.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose evidence needs more than it may. */
class EvidenceLimitTest {

  @TempDir Path folder;

  private Rig run(Path out, String most) {
    return Rig.run(
        "run",
        "--tags",
        "@IND-01",
        "--name",
        "^(Ignition on|The alternation)",
        "--order",
        "feature",
        "--max-evidence",
        most,
        "--out",
        out.toString());
  }

  @Test
  void itEndsAsErrorSaysWhatIsLostAndWhatIsThereVerifies() throws Exception {
    Path out = folder.resolve("run");
    Rig rig = run(out, "40kB");
    assertEquals(ExitCode.BENCH_BROKE, rig.code(), rig::toString);
    assertTrue(
        rig.err().contains("evidence can't be kept, the run ends here: the evidence of scenarios"),
        rig::toString);
    assertTrue(rig.err().contains("allow more with --max-evidence"), rig::toString);
    assertTrue(rig.out().contains("cut short: the report holds the "), rig::toString);
    assertTrue(rig.err().contains("indicator/indicator.feature:"), rig::toString);
    assertFalse(rig.out().contains("1 of 1 DCM requirements passed"), rig::toString);
    assertTrue(Files.readString(out.resolve("result.json")).contains("\"complete\" : false"));
    Rig verified = Rig.run("verify", out.toString());
    assertEquals(ExitCode.PASSED, verified.code(), verified::toString);
  }

  @Test
  void aSizeThatIsNoneIsRefused() {
    Rig rig = run(folder.resolve("run"), "many");
    assertEquals(ExitCode.USAGE, rig.code(), rig::toString);
    assertTrue(rig.err().contains("500MB or 2GB"), rig::toString);
  }
}
