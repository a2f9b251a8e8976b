// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * What the scenarios of a run say about one requirement.
 *
 * @param scenarios those tagged with its id, in feature order
 * @param standIn whether only the rig's own stand-in produced the evidence
 */
public record RequirementOutcome(
    Requirement requirement, Verdict verdict, List<ScenarioResult> scenarios, boolean standIn) {

  /** One outcome for each entry of the catalogue, in its order. */
  public static List<RequirementOutcome> of(
      List<Requirement> catalogue, List<ScenarioResult> results, boolean serviceIsStandIn) {
    List<RequirementOutcome> outcomes = new ArrayList<>();
    for (Requirement requirement : catalogue) {
      List<ScenarioResult> own =
          results.stream().filter(r -> r.tags().contains("@" + requirement.id())).toList();
      boolean standIn = requirement.subject() == Subject.SERVICE && serviceIsStandIn;
      outcomes.add(new RequirementOutcome(requirement, verdict(requirement, own), own, standIn));
    }
    return outcomes;
  }

  /** The first of these that any scenario gives: one that shows nothing is no pass. */
  private static Verdict verdict(Requirement requirement, List<ScenarioResult> scenarios) {
    List<Verdict> about = scenarios.stream().map(r -> about(requirement, r)).toList();
    for (Verdict verdict :
        List.of(
            Verdict.FAILED,
            Verdict.ERROR,
            Verdict.INCONCLUSIVE,
            Verdict.NOT_VERIFIED,
            Verdict.PASSED)) {
      if (about.contains(verdict)) {
        return verdict;
      }
    }
    return Verdict.NOT_VERIFIED;
  }

  /** A scenario that failed by somebody else's fault did not get to what the requirement asks. */
  private static Verdict about(Requirement requirement, ScenarioResult result) {
    if (result.verdict() != Verdict.FAILED || result.subject() == requirement.subject()) {
      return result.verdict();
    }
    return result.subject() == Subject.DCM || result.subject() == Subject.SERVICE
        ? Verdict.INCONCLUSIVE
        : Verdict.ERROR;
  }
}
