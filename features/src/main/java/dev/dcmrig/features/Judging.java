// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.RequirementNotMet;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import java.util.List;

/** From measurements to verdicts: by the run's rule, and about what the step speaks for. */
final class Judging {
  private final Bench bench;
  private final List<String> requirements;

  /**
   * @param requirements ids of the scenario; that of its rule is the first
   */
  Judging(Bench bench, List<String> requirements) {
    this.bench = bench;
    this.requirements = List.copyOf(requirements);
  }

  /** All are taken down; the first one that is not met ends the scenario. */
  void judge(Subject subject, List<Measurement> measurements) {
    RequirementNotMet unmet = null;
    for (Measurement measurement : measurements) {
      Check check = Asked.about(measurement.quantity()).check();
      List<String> about = spokenFor(check);
      Decision decision =
          bench.measurements().rule().decide(measurement, uncertainty(check, measurement));
      bench.measurements().take(subject, about, decision);
      if (unmet == null && !decision.met()) {
        unmet = new RequirementNotMet(subject, about, decision.sentence());
      }
    }
    if (unmet != null) {
      throw unmet;
    }
  }

  /** On virtual time nothing lies between an event and its stamp. */
  private double uncertainty(Check check, Measurement measurement) {
    if (bench.time().isVirtual() || measurement.unit() != check.unit()) {
      return 0;
    }
    if (!check.uncertainty().isEmpty()) {
      return Declared.amount(check.uncertainty(), check.unit());
    }
    return check.unit() == Unit.SECOND ? check.source().timeUncertaintySeconds() : 0;
  }

  /** Of the scenario's requirements those that the check speaks for; else that of its rule. */
  private List<String> spokenFor(Check check) {
    List<String> declared = List.of(check.speaksFor());
    List<String> own = requirements.stream().filter(declared::contains).toList();
    return own.isEmpty() ? requirements.stream().limit(1).toList() : own;
  }

  /** What a limit comes from that the requirement itself says. */
  LimitSource required() {
    List<String> about = spokenFor(Asked.first().check());
    return about.isEmpty()
        ? LimitSource.step("the step's own words")
        : LimitSource.requirement(about.get(0));
  }
}
