// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.measurement.DecisionRule;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A decision follows from its numbers, whoever has sealed the folder again. */
class MeasurementsVerifiedTest {
  private static final String PASSES = "scenarios/sos-a--passes/";
  private static final String FAILS = "scenarios/sos-a--fails/";

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void make() {
    run = folder.resolve("run");
    RunFolder made = SmallRun.begin(folder);
    ScenarioEvidence late = made.scenario("sos/a:fails", VirtualTimeline.EPOCH);
    Decision first = invited(3.5);
    late.measurement(2500, Subject.DCM, List.of(), first);
    // Another quantity of the same step is not met, and is about something else.
    late.measurement(2500, Subject.DCM, List.of("SOS-15"), invited(9.5));
    late.step(
        3000,
        "Then ",
        "it is so",
        new StepVerdict(Verdict.FAILED, Subject.DCM, List.of(), first.sentence()));
    late.conclude(3000, Verdict.FAILED, Subject.DCM, List.of(), first.sentence(), true);
    ScenarioEvidence timely = made.scenario("sos/a:passes", VirtualTimeline.EPOCH);
    timely.measurement(2500, Subject.DCM, List.of(), invited(1.5));
    timely.step(3000, "Then ", "it is so", StepVerdict.PASSED);
    timely.conclude(3000, Verdict.PASSED, null, List.of(), "", true);
    SmallRun.end(made);
  }

  private static Decision invited(double seconds) {
    return DecisionRule.SIMPLE_ACCEPTANCE.decide(
        Measurement.number(
            "time to the INVITE",
            Unit.SECOND,
            seconds,
            Limit.atMost(2, 0, LimitSource.step("2 s")),
            List.of(new EvidenceItem("sip", 2000, "INVITE"))),
        0);
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(run.resolve(file));
    assertTrue(text.contains(from), text);
    Files.writeString(run.resolve(file), text.replace(from, to));
  }

  /** The sentences, after somebody sealed the folder again. */
  private List<String> sealedAgain() throws IOException {
    RunForger.remake(run);
    return RunVerifier.verify(run).problems();
  }

  private static void has(List<String> problems, String part) {
    assertTrue(problems.stream().anyMatch(problem -> problem.contains(part)), problems::toString);
  }

  @Test
  void theFirstMeasurementThatIsNotMetDecides() {
    assertEquals(List.of(), RunVerifier.verify(run).problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"value\":1.5; \"value\":2.5",
        "\"upper\":2.0; \"upper\":1.0",
        "\"tolerance\":0.0; \"tolerance\":0.5",
        "\"margin\":0.5; \"margin\":0.6",
        "\"met\":true; \"met\":false",
        "GUARD; GUARD"
      })
  void aDecisionThatDoesNotFollowFromItsNumbersIsNoticed(String from, String to)
      throws IOException {
    if (from.equals("GUARD")) {
      edit(PASSES + "events.jsonl", "\"uncertainty\":0.0", "\"uncertainty\":0.6");
      edit(PASSES + "events.jsonl", "SIMPLE_ACCEPTANCE", "GUARD_BAND");
    } else {
      edit(PASSES + "events.jsonl", from, to);
    }
    has(sealedAgain(), "decided otherwise than its numbers do");
  }

  @Test
  void aMeasurementOutsideOfItsLimitDoesNotPass() throws IOException {
    edit(PASSES + "events.jsonl", "\"value\":1.5", "\"value\":2.5");
    has(sealedAgain(), "it is called passed, and one of its measurements is outside of its limit");
  }

  @Test
  void aFailureThatWasMadeAboutSomethingElseIsNoticed() throws IOException {
    edit(
        FAILS + "events.jsonl",
        "\"requirements\":[],\"decision\"",
        "\"requirements\":[\"SOS-04\"],\"decision\"");
    has(sealedAgain(), "fails other requirements than the measurement that decided");
  }
}
