// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `rig report diff` says of two runs. */
class RunDiffTest {
  @TempDir private Path folder = Path.of("");

  private Path run(Verdict verdict) throws IOException {
    return ReportRuns.run(folder, verdict, "Second").resolveSibling("");
  }

  @Test
  void aRunAndItselfDoNotDiffer() throws IOException {
    Path one = run(Verdict.PASSED);
    assertTrue(RunDiff.of(one, one).isEmpty());
  }

  @Test
  void whatFailsNewlyAndWhatPassesNewlyIsNamed() throws IOException {
    Path good = run(Verdict.PASSED);
    Path bad = run(Verdict.FAILED);
    assertEquals(List.of("SOS-01: failed", "sos/a:9: failed"), RunDiff.of(good, bad).newlyFailed());
    assertEquals(
        List.of("SOS-01: failed before", "sos/a:9: failed before"),
        RunDiff.of(bad, good).newlyPassed());
  }

  @Test
  void whatFailsAndCouldNotBeJudgedBeforeFailsNewly() throws IOException {
    Path before = run(Verdict.INCONCLUSIVE);
    Path now = run(Verdict.FAILED);
    assertEquals(
        List.of("SOS-01: failed", "sos/a:9: failed"), RunDiff.of(before, now).newlyFailed());
  }

  @Test
  void aRequirementOfAnotherTextIsNamed() throws IOException {
    Path one = run(Verdict.PASSED);
    Path other = run(Verdict.FAILED);
    Path catalogue = other.resolve("catalogue.json");
    Files.writeString(
        catalogue, Files.readString(catalogue).replace("A press calls.", "Two presses call."));
    assertEquals(List.of("SOS-01"), RunDiff.of(one, other).changedRequirements());
  }
}
