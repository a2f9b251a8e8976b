// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BackendFaults;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.Measurements;
import dev.dcmrig.api.RequirementNotMet;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.measurement.DecisionRule;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Judging;
import dev.dcmrig.features.scene.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgingTest {
  private final List<String> taken = new ArrayList<>();

  private final Measurements record =
      new Measurements() {
        @Override
        public DecisionRule rule() {
          return DecisionRule.SIMPLE_ACCEPTANCE;
        }

        @Override
        public void take(Subject subject, List<String> requirements, Decision decision) {
          taken.add(requirements + " " + decision.met());
        }
      };

  private static Measurement of(String quantity, double value) {
    return Measurement.number(
        quantity, Unit.ONE, value, Limit.exactly(1, LimitSource.step("1")), List.of());
  }

  @Check(quantity = "calls", unit = Unit.ONE, source = Source.CENTRE, speaksFor = "SOS-14")
  @Check(quantity = "attempts", unit = Unit.ONE, source = Source.NETWORK, speaksFor = "SOS-04")
  @Check(quantity = "reports", unit = Unit.ONE, source = Source.NETWORK, speaksFor = "NET-01")
  private void judged(double calls, double attempts, double reports) {
    new Judging(record, true, List.of("SOS-01", "SOS-04", "SOS-14"))
        .judge(
            Subject.DCM,
            List.of(of("calls", calls), of("attempts", attempts), of("reports", reports)));
  }

  @Test
  void whatOneHookFindsKeepsNoOtherFromLookingAndAStepThatFailedDoes() {
    assertFalse(new Scene().isConductAsked(false), "without a bench");
    Scene passed = opened();
    assertTrue(passed.isConductAsked(false));
    assertTrue(passed.isConductAsked(true), "after a hook that failed");
    Scene failed = opened();
    assertFalse(failed.isConductAsked(true));
    assertFalse(failed.isConductAsked(true));
  }

  private Scene opened() {
    Scene scene = new Scene();
    scene.open(
        new EvidenceBench(new Evidence(), new SpecifiedProfile(), record), List.of("@SOS-01"));
    return scene;
  }

  @Test
  void whatIsMetEndsNothing() {
    judged(1, 1, 1);
    assertEquals(List.of("[SOS-14] true", "[SOS-04] true", "[SOS-01] true"), taken);
  }

  @Test
  void severalUnmetMeasurementsFailEachOfTheirRequirements() {
    RequirementNotMet failed = assertThrows(RequirementNotMet.class, () -> judged(2, 4, 1));
    assertEquals(List.of("SOS-14", "SOS-04"), failed.requirements());
    String said = String.valueOf(failed.getMessage());
    assertTrue(said.contains("calls") && said.contains("attempts"), said);
    assertEquals(3, taken.size(), "all are taken down");
  }

  @Test
  void whatTheDcmOwesFailsWhatSaysSoAndIsMeasured() {
    Judging judging = new Judging(record, true, List.of("SOS-04", "NET-01"));
    RequirementNotMet failed =
        assertThrows(
            RequirementNotMet.class, () -> judging.owed(List.of("IND-01"), "its lamps are dark"));
    assertEquals(List.of("IND-01"), failed.requirements());
    String said = String.valueOf(failed.getMessage());
    assertTrue(said.contains("its lamps are dark") && said.contains("IND-01"), said);
    RequirementNotMet ofTheRule =
        assertThrows(RequirementNotMet.class, () -> judging.owed(List.of(), "no configuration"));
    assertEquals(List.of("SOS-04"), ofTheRule.requirements());
    assertEquals(List.of("[IND-01] false", "[SOS-04] false"), taken);
  }

  @Test
  void whatSpeaksForNoneOfThemFailsTheRule() {
    RequirementNotMet failed = assertThrows(RequirementNotMet.class, () -> judged(1, 4, 0));
    assertEquals(List.of("SOS-04", "SOS-01"), failed.requirements());
  }

  /** The stand-in's answer and the port's word for it are one number. */
  @Test
  void theServiceAsksForTheWaitThatThePortNames() throws IOException {
    String faults =
        Files.readString(
            Path.of(System.getProperty("rig.root"), "hil-configs/wiremock/mappings/faults.json"));
    String asked = "\"Retry-After\": \"" + BackendFaults.RETRY_AFTER.toSeconds() + "\"";
    assertTrue(faults.contains(asked), asked + " is not in faults.json");
  }
}
