// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import dev.dcmrig.evidence.PlannedScenario;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunOptions;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.ScenarioEvidence;
import dev.dcmrig.evidence.StepVerdict;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.laboratory.Laboratory;
import dev.dcmrig.evidence.measurement.DecisionRule;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.evidence.requirement.Clause;
import dev.dcmrig.evidence.requirement.RequirementSet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small runs for tests of the dossier; nothing random. */
final class DossierRuns {
  static final String HOSTILE =
      "<script>alert(1)</script> \u202Edessap & \"quoted\" \uD83D\uDE97 \u6E2C";

  private DossierRuns() {}

  /** A run of a device of its own in real time, or of the emulated one. */
  static Path run(Path folder, String name, boolean product, Verdict verdict, int scenarios) {
    return run(folder, name, product, verdict, scenarios, true);
  }

  /** A run of one scenario that ended before it was sealed. */
  static Path unsealed(Path folder, String name) {
    return run(folder, name, true, Verdict.PASSED, 1, false);
  }

  private static Path run(
      Path folder, String name, boolean product, Verdict verdict, int scenarios, boolean sealed) {
    Path path = folder.resolve(name);
    RunOptions options =
        new RunOptions(
            name,
            "test",
            "rig run",
            7,
            "bench",
            "DUT",
            !product,
            "",
            "random",
            List.of(),
            1,
            List.of(new RunOptions.Channel("vehicle", "dbc/car.dbc")),
            !product,
            List.of());
    try (RunFolder run = RunFolder.create(path, options)) {
      run.requirements(
          List.of(
              new Requirement("SOS-04", "Three attempts", "No fourth.", "CS", Subject.DCM),
              new Requirement("SVT-01", "Tracking", "Not here.", "CS", Subject.SERVICE)));
      List<PlannedScenario> plan = new ArrayList<>();
      for (int n = 0; n < scenarios; n++) {
        plan.add(
            new PlannedScenario(
                "sos/a:" + n,
                "sos/a.feature:" + (n + 3),
                n == 0 ? HOSTILE : "Scenario " + n,
                List.of("@SOS-04"),
                List.of("SOS-04")));
      }
      run.plan(plan);
      Instant epoch =
          product ? Instant.parse("2026-11-30T01:00:00Z") : dev.dcmrig.sim.VirtualTimeline.EPOCH;
      for (PlannedScenario planned : plan) {
        play(run.scenario(planned.id(), epoch), verdict);
      }
      if (sealed) {
        RunResult result = run.finish();
        dev.dcmrig.compliance.ReportWriter.write(path);
        run.seal(result);
      }
    }
    return path;
  }

  private static void play(ScenarioEvidence scenario, Verdict verdict) {
    double gap = verdict == Verdict.FAILED ? 31 : 30;
    List<EvidenceItem> items =
        List.of(
            new EvidenceItem("attempt", 15_000_000_000L, "no INVITE"),
            new EvidenceItem("attempt", 15_000_000_000L + (long) (gap * 1e9), "no INVITE"));
    scenario.measurement(
        46_000_000_000L,
        Subject.DCM,
        List.of("SOS-04"),
        DecisionRule.SIMPLE_ACCEPTANCE.decide(
            Measurement.number(
                "gap between two attempts",
                Unit.SECOND,
                gap,
                Limit.nominal(30, 0.5, LimitSource.profile("sos.gap")),
                items),
            0.02));
    StepVerdict came =
        verdict == Verdict.PASSED
            ? StepVerdict.PASSED
            : new StepVerdict(verdict, Subject.DCM, List.of("SOS-04"), "gap too long");
    scenario.step(46_000_000_000L, "Then", "there are three attempts", came);
    boolean failed = verdict == Verdict.FAILED;
    scenario.conclude(
        47_000_000_000L,
        verdict,
        failed ? Subject.DCM : null,
        failed ? List.of("SOS-04") : List.of(),
        failed ? "gap too long" : "",
        true);
    scenario.close();
  }

  static Laboratory lab(String software, String due) {
    return new Laboratory(
        new Laboratory.Party("Example laboratory", "1 Example Street"),
        new Laboratory.Party("Example customer", "-"),
        "-",
        new Laboratory.Item("DCM", "-", "H3", software, "-", "-", "-", "-", "-", "-"),
        List.of(new Laboratory.Instrument("CAN adapter", "-", "-", "2020-01-01", due, "-")),
        List.of(),
        "-",
        "-",
        List.of("The cable was longer."),
        List.of("In our opinion it is fine."),
        List.of(new Laboratory.Signatory("N. N.", "head of the laboratory")));
  }

  static List<RequirementSet> sets() {
    return List.of(
        new RequirementSet(
            "SET",
            "A set",
            "1",
            "Document",
            "",
            List.of(
                clause("C-1", List.of("SOS-04"), ""),
                clause("C-2", List.of(), "needs a sled"),
                clause("C-3", List.of("SVT-01"), ""))));
  }

  private static Clause clause(String id, List<String> by, String not) {
    return new Clause(
        id,
        "t",
        "s " + id,
        new Clause.Source("Document", "1.2", false, "memory"),
        "dcm",
        "",
        "test",
        Map.of(),
        List.of(),
        by,
        "",
        not);
  }
}
