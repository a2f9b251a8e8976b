// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the scenarios of a run say about one requirement.
 *
 * @param scenarios those tagged with its id, and those that failed it before they came to their own
 *     requirement, in feature order
 * @param failed ids of the scenarios that failed it; those that failed for what another requirement
 *     asks have not decided it
 * @param standIn whether only the rig's own stand-in produced the evidence
 */
public record RequirementOutcome(
    Requirement requirement,
    Verdict verdict,
    List<ScenarioResult> scenarios,
    Set<String> failed,
    boolean standIn) {

  /** One outcome for each entry of the catalogue, in its order. */
  public static List<RequirementOutcome> of(
      List<Requirement> catalogue, List<ScenarioResult> results, boolean serviceIsStandIn) {
    List<RequirementOutcome> outcomes = new ArrayList<>();
    Map<String, Subject> subjects = new HashMap<>();
    catalogue.forEach(requirement -> subjects.put(requirement.id(), requirement.subject()));
    for (Requirement requirement : catalogue) {
      List<ScenarioResult> own =
          results.stream()
              .filter(r -> r.tags().contains("@" + requirement.id()) || isNamedBy(r, requirement))
              .toList();
      boolean standIn = requirement.subject() == Subject.SERVICE && serviceIsStandIn;
      Set<String> failed =
          own.stream()
              .filter(r -> about(requirement, r, subjects) == Verdict.FAILED)
              .map(ScenarioResult::id)
              .collect(Collectors.toUnmodifiableSet());
      outcomes.add(
          new RequirementOutcome(
              requirement, verdict(requirement, own, subjects), own, failed, standIn));
    }
    return outcomes;
  }

  /** Whether it failed for what the device owes before the situation of the scenario is reached. */
  private static boolean isNamedBy(ScenarioResult result, Requirement requirement) {
    return (result.verdict() == Verdict.FAILED || result.verdict() == Verdict.FLAKY)
        && result.subject() == requirement.subject()
        && result.failedFor().contains(requirement.id());
  }

  /** Whether this scenario is a reason why the requirement failed. */
  public boolean failedIn(ScenarioResult scenario) {
    return failed.contains(scenario.id());
  }

  /** The first of these that any scenario gives: one that shows nothing is no pass. */
  private static Verdict verdict(
      Requirement requirement, List<ScenarioResult> scenarios, Map<String, Subject> subjects) {
    List<Verdict> about = scenarios.stream().map(r -> about(requirement, r, subjects)).toList();
    for (Verdict verdict :
        List.of(
            Verdict.FAILED,
            Verdict.ERROR,
            Verdict.INCONCLUSIVE,
            Verdict.FLAKY,
            Verdict.NOT_VERIFIED,
            Verdict.PASSED)) {
      if (about.contains(verdict)) {
        return verdict;
      }
    }
    return Verdict.NOT_VERIFIED;
  }

  /**
   * A scenario that failed by somebody else's fault, or by what another requirement asks, did not
   * decide this one.
   */
  private static Verdict about(
      Requirement requirement, ScenarioResult result, Map<String, Subject> subjects) {
    if (result.neverBegan()) {
      // The rig has not broken at it: nobody has looked.
      return Verdict.NOT_VERIFIED;
    }
    if (result.verdict() != Verdict.FAILED) {
      return result.verdict();
    }
    if (result.subject() == requirement.subject()) {
      return failedFor(result, subjects).contains(requirement.id())
          ? Verdict.FAILED
          : Verdict.INCONCLUSIVE;
    }
    return result.subject() == Subject.DCM || result.subject() == Subject.SERVICE
        ? Verdict.INCONCLUSIVE
        : Verdict.ERROR;
  }

  /**
   * What a failure is about: the ids that it names, as far as they are about the subject that
   * failed. Where it names only others, as of a device that resets in a scenario about the service,
   * it is about the first of the scenario's ids of that subject. Where that leaves none, or it
   * names none, every id of the scenario is: no failure is lost.
   */
  private static List<String> failedFor(ScenarioResult result, Map<String, Subject> subjects) {
    List<String> tagged = result.tags().stream().map(tag -> tag.substring(1)).toList();
    List<String> named = of(result, result.failedFor(), subjects);
    if (!named.isEmpty() || result.failedFor().isEmpty()) {
      return named.isEmpty() ? tagged : named;
    }
    List<String> own = of(result, tagged, subjects);
    return own.isEmpty() ? tagged : own.subList(0, 1);
  }

  private static List<String> of(
      ScenarioResult result, List<String> ids, Map<String, Subject> subjects) {
    return ids.stream().filter(id -> subjects.get(id) == result.subject()).toList();
  }
}
