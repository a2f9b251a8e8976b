// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Measurements;
import dev.dcmrig.api.RequirementNotMet;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** From measurements to verdicts: by the run's rule, and about what the step speaks for. */
public final class Judging {
  private static final String OWED = "what the DCM owes before the step is over";
  private static final String REACHED = "reached";

  private final Measurements record;
  private final boolean virtualTime;
  private final List<String> requirements;

  /**
   * @param record where measurements are taken down
   * @param virtualTime whether stamps are exact
   * @param requirements ids of the scenario; that of its rule is the first
   */
  public Judging(Measurements record, boolean virtualTime, List<String> requirements) {
    this.record = record;
    this.virtualTime = virtualTime;
    this.requirements = List.copyOf(requirements);
  }

  /** All are taken down; those that are not met end the scenario, each for what it speaks for. */
  public void judge(Subject subject, List<Measurement> measurements) {
    Set<String> failed = new LinkedHashSet<>();
    List<String> sentences = new ArrayList<>();
    for (Measurement measurement : measurements) {
      Check check = Asked.about(measurement.quantity()).check();
      List<String> about = spokenFor(check);
      Decision decision = record.rule().decide(measurement, uncertainty(check, measurement));
      record.take(subject, about, decision);
      if (!decision.met()) {
        failed.addAll(about);
        sentences.add(decision.sentence());
      }
    }
    if (!sentences.isEmpty()) {
      throw new RequirementNotMet(subject, List.copyOf(failed), String.join("; ", sentences));
    }
  }

  /**
   * What the DCM owes before the situation of the scenario is there, and did not do: it has failed
   * what says so.
   *
   * @param named ids; none: that of the scenario's rule
   * @param seen what there was instead
   */
  public void owed(List<String> named, String seen) {
    List<String> about = named.isEmpty() ? requirements.stream().limit(1).toList() : named;
    LimitSource source =
        about.isEmpty() ? LimitSource.step("a step") : LimitSource.requirement(about.get(0));
    Measurement measurement = Measurement.word(OWED, seen, Limit.is(REACHED, source), List.of());
    Decision decision = record.rule().decide(measurement, 0);
    record.take(Subject.DCM, about, decision);
    throw new RequirementNotMet(Subject.DCM, about, decision.sentence());
  }

  /** On virtual time nothing lies between an event and its stamp. */
  private double uncertainty(Check check, Measurement measurement) {
    if (virtualTime || measurement.unit() != check.unit()) {
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
