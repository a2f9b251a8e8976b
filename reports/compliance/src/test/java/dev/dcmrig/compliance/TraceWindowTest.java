// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frames around a time, and what decided there. */
class TraceWindowTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  private Path failed() throws IOException {
    Path report = ReportRuns.run(folder, Verdict.FAILED, "The one that failed");
    return report.resolveSibling("");
  }

  @Test
  void framesStandInTheWordsOfTheRunsOwnFileBesideWhatDecided() throws IOException {
    List<String> lines =
        TraceWindow.lines(
            failed(), "The one that FAILED", 3 * SECOND - 20_000_000L, 3 * SECOND, true);
    String all = String.join("\n", lines);
    assertTrue(lines.get(0).contains("sos/a.feature:9, failed"), all);
    assertTrue(all.contains("   2.980000  vehicle 050#9550  AirbagStatus CRC=149"), all);
    assertTrue(all.contains("Deployed=YES"), all);
    assertTrue(all.contains(">> 3.000000  counted  call attempts: attempt at 3.000 s"), all);
  }

  @Test
  void whatWasNotMetIsSaidAtTheItemThatDecided() throws IOException {
    String all =
        String.join("\n", TraceWindow.lines(failed(), "sos/a:9", 4 * SECOND, 4 * SECOND, false));
    assertTrue(all.contains("NOT MET  call attempts: 4, limit exactly 3"), all);
  }

  @Test
  void anUnknownScenarioIsRefusedWithNamesThatAreThere() throws IOException {
    Path run = failed();
    RunFolderException refused =
        assertThrows(
            RunFolderException.class, () -> TraceWindow.lines(run, "nothing", 0, SECOND, false));
    assertEquals(
        "no scenario of this run is called 'nothing'; name one by its id, for instance sos/a:3,"
            + " sos/a:9",
        refused.getMessage());
  }
}
