// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.evidence.KnownFailures.Entry;
import dev.dcmrig.evidence.KnownFailures.Outcome;
import dev.dcmrig.evidence.KnownFailures.State;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownFailuresTest {
  private static final List<Requirement> CATALOGUE =
      List.of(
          new Requirement("SOS-01", "t", "s", "D", Subject.DCM),
          new Requirement("SOS-02", "t", "s", "D", Subject.DCM));

  private static ScenarioResult scenario(String id, Verdict verdict, String... requirements) {
    boolean failed = verdict == Verdict.FAILED;
    return new ScenarioResult(
        id,
        "sos/a.feature:1",
        "n",
        List.of(requirements).stream().map(each -> "@" + each).toList(),
        verdict,
        failed ? Subject.DCM : null,
        List.of(),
        failed ? "why" : "",
        0,
        "d",
        id);
  }

  private static Entry entry(String id, String dut, String expires, boolean exists) {
    return new Entry(id, dut, "T-1", expires, exists);
  }

  private static List<Outcome> judged(Entry entry, ScenarioResult... scenarios) {
    List<ScenarioResult> results = List.of(scenarios);
    return new KnownFailures("2027-01-31", List.of(entry))
        .judge(results, RequirementOutcome.of(CATALOGUE, results, false), "dcm 2.1, profile tps");
  }

  private static Set<String> covered(List<Outcome> outcomes, ScenarioResult... scenarios) {
    List<ScenarioResult> results = List.of(scenarios);
    return KnownFailures.covered(
        outcomes, results, RequirementOutcome.of(CATALOGUE, results, false));
  }

  /** Its verdict, its entry, and what follows: the state, and whether the failure is covered. */
  @ParameterizedTest
  @CsvSource({
    "FAILED, SOS-01, dcm 2.1, 2027-01-31, true, KNOWN, true",
    "FAILED, s, dcm 2.1, 2027-01-31, true, KNOWN, true",
    "FAILED, SOS-01, dcm 2.1, 2027-01-30, true, EXPIRED, false",
    "FAILED, SOS-01, dcm 2.2, 2027-01-31, true, OTHER_DEVICE, false",
    "FAILED, SOS-09, dcm 2.1, 2027-01-31, false, NOTHING, false",
    "FAILED, SOS-02, dcm 2.1, 2027-01-31, true, NOT_SHOWN, false",
    "PASSED, SOS-01, dcm 2.1, 2027-01-31, true, PASSED, false",
    "PASSED, s, dcm 2.1, 2027-01-31, true, PASSED, false",
    "PASSED, SOS-01, dcm 2.2, 2027-01-31, true, OTHER_DEVICE, false",
    "PASSED, SOS-01, dcm 2.1, 2026-12-31, true, EXPIRED, false",
    "ERROR, SOS-01, dcm 2.1, 2027-01-31, true, NOT_SHOWN, false",
    "INCONCLUSIVE, s, dcm 2.1, 2027-01-31, true, NOT_SHOWN, false",
    "FLAKY, SOS-01, dcm 2.1, 2027-01-31, true, NOT_SHOWN, false",
    "NOT_VERIFIED, s, dcm 2.1, 2027-01-31, true, NOT_SHOWN, false"
  })
  void anEntryCoversAFailureOnlyWhileItHolds(
      Verdict verdict,
      String id,
      String dut,
      String expires,
      boolean exists,
      State state,
      boolean covered) {
    ScenarioResult scenario = scenario("s", verdict, "SOS-01");
    List<Outcome> outcomes = judged(entry(id, dut, expires, exists), scenario);
    assertEquals(state, outcomes.get(0).state());
    assertEquals(covered ? Set.of("s") : Set.of(), covered(outcomes, scenario));
  }

  @Test
  void aFailureOfTwoRequirementsNeedsBothToBeKnown() {
    ScenarioResult both = scenario("s", Verdict.FAILED, "SOS-01", "SOS-02");
    List<Outcome> one = judged(entry("SOS-01", "dcm", "2027-02-01", true), both);
    assertEquals(State.KNOWN, one.get(0).state());
    assertEquals(Set.of(), covered(one, both));
  }

  @Test
  void aRequirementThatFailsInOneScenarioHasNotPassedUnexpectedly() {
    List<Outcome> outcomes =
        judged(
            entry("SOS-01", "dcm", "2027-02-01", true),
            scenario("s", Verdict.FAILED, "SOS-01"),
            scenario("t", Verdict.PASSED, "SOS-01"));
    assertEquals(
        "SOS-01 (T-1, until 2027-02-01): known to fail, in 1 scenario", outcomes.get(0).sentence());
  }
}
