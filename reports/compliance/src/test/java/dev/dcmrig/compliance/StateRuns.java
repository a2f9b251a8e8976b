// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import dev.dcmrig.evidence.PlannedScenario;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.ScenarioEvidence;
import dev.dcmrig.evidence.StateTable;
import dev.dcmrig.evidence.StateTable.Cell;
import dev.dcmrig.evidence.StateTable.Word;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A synthetic run of a machine of states: one transition of each fate. */
final class StateRuns {
  static final StateTable DOOR =
      new StateTable(
          "door",
          "A door of the car",
          "states/door.feature",
          List.of(
              new Word("closed", "It is shut."),
              new Word("open", "It is ajar."),
              new Word("locked", "It is shut, and the key is turned.")),
          List.of(new Word("push", "Somebody pushes."), new Word("key", "The key is turned.")),
          List.of(
              new Cell("closed", "push", "open", "SOS-01", ""),
              new Cell("closed", "key", "locked", "SOS-01", ""),
              new Cell("open", "push", "open", "SVT-01", ""),
              new Cell("open", "key", "", "", "The bolt has nothing to meet."),
              new Cell("locked", "push", "locked", "SOS-01", ""),
              new Cell("locked", "key", "closed", "SVT-01", "")));

  private StateRuns() {}

  /**
   * Closed: a push is passed, the key is failed. Open: a push could not be tried. Locked: a push
   * was not in the plan, the key left no evidence.
   */
  static Path run(Path folder) throws IOException {
    Path path = folder.resolve("states");
    try (RunFolder run = RunFolder.create(path, ReportRuns.options("states"))) {
      run.requirements(
          List.of(
              new Requirement("SOS-01", "A call", "A press calls.", "CS", Subject.DCM),
              new Requirement("SVT-01", "Tracking", "Somewhere.", "CS", Subject.DCM)));
      run.machines(List.of(DOOR));
      run.plan(
          List.of(
              planned(1, "closed: push", "SOS-01"),
              planned(2, "closed: key", "SOS-01"),
              planned(3, "open: push", "SVT-01"),
              planned(4, "locked: key", "SVT-01")));
      play(run, 1, "closed", "push", "open", Verdict.PASSED);
      play(run, 2, "closed", "key", "locked", Verdict.FAILED);
      play(run, 3, "", "", "", Verdict.INCONCLUSIVE);
      play(run, 4, "", "", "", Verdict.PASSED);
      RunResult result = run.finish();
      ReportWriter.write(path);
      run.seal(result);
    }
    return path.resolve("report.html");
  }

  private static PlannedScenario planned(int line, String name, String requirement) {
    return new PlannedScenario(
        "states/door:" + line,
        "states/door.feature:" + line,
        "door, " + name,
        List.of("@" + requirement),
        List.of(requirement));
  }

  private static void play(
      RunFolder run, int line, String state, String event, String next, Verdict verdict) {
    ScenarioEvidence scenario = run.scenario("states/door:" + line, ReportRuns.EPOCH);
    if (!state.isEmpty()) {
      scenario.observation(
          1_000L, Subject.RIG, StateCoverage.REACHED, Map.of("machine", "door", "state", state));
      scenario.observation(
          2_000L,
          Subject.RIG,
          StateCoverage.TRANSITION,
          Map.of("machine", "door", "state", state, "event", event, "next", next));
    }
    if (!state.isEmpty() && verdict == Verdict.PASSED) {
      scenario.observation(
          3_000L, Subject.RIG, StateCoverage.REACHED, Map.of("machine", "door", "state", next));
    }
    boolean failed = verdict == Verdict.FAILED;
    scenario.conclude(
        4_000L,
        verdict,
        failed ? Subject.DCM : null,
        List.of(),
        verdict == Verdict.PASSED ? "" : "it was not so",
        true);
    scenario.close();
  }
}
