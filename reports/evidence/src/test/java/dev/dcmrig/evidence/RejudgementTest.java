// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** What follows when measurements are decided again. */
class RejudgementTest {
  private static final String PASSES = "scenarios/sos-a--passes/events.jsonl";
  private static final String FAILS = "scenarios/sos-a--fails/events.jsonl";

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void make() {
    run = folder.resolve("run");
    RunFolder made = SmallRun.begin(folder);
    play(made.scenario("sos/a:fails", VirtualTimeline.EPOCH), 2.4, false);
    play(made.scenario("sos/a:passes", VirtualTimeline.EPOCH), 1.9, true);
    SmallRun.end(made);
    made.close();
  }

  private static void play(ScenarioEvidence scenario, double seconds, boolean passes) {
    var decision =
        DecisionRule.SIMPLE_ACCEPTANCE.decide(
            Measurement.number(
                "time to the INVITE",
                Unit.SECOND,
                seconds,
                Limit.atMost(2, 0, LimitSource.step("2 s")),
                List.of(new EvidenceItem("sip", 2000, "INVITE"))),
            0.2);
    scenario.measurement(2500, Subject.DCM, List.of(), decision);
    String why = passes ? "" : decision.sentence();
    scenario.step(
        3000,
        "Then ",
        "it is so",
        passes ? StepVerdict.PASSED : new StepVerdict(Verdict.FAILED, Subject.DCM, List.of(), why));
    scenario.conclude(
        3000,
        passes ? Verdict.PASSED : Verdict.FAILED,
        passes ? null : Subject.DCM,
        List.of(),
        why,
        true);
  }

  @Test
  void theSameRuleComesToTheSame() throws IOException {
    Rejudgement anew = Rejudgement.of(run, null);
    assertEquals(List.of(), anew.changes());
    assertEquals(2, anew.measurements());
    assertEquals(2, anew.scenarios());
  }

  @Test
  void aGuardBandFailsWhatIsTooNear() throws IOException {
    List<String> changes = Rejudgement.of(run, DecisionRule.GUARD_BAND).changes();
    assertTrue(changes.get(0).startsWith("sos/a:passes: was met, and is not by guard band"));
    assertEquals("sos/a:passes: was passed, is failed", changes.get(1));
    assertEquals(2, changes.size());
  }

  @Test
  void whatWasDecidedWronglyIsMetNowAndShowsNothingOfTheRest() throws IOException {
    Path events = run.resolve(FAILS);
    Files.writeString(events, Files.readString(events).replace("\"value\":2.4", "\"value\":1.4"));
    List<String> changes = Rejudgement.of(run, null).changes();
    assertTrue(changes.get(0).startsWith("sos/a:fails: was not met, and is"), changes::toString);
    assertEquals("sos/a:fails: was failed, is inconclusive", changes.get(1));
  }

  @Test
  void aLimitThatIsNotMetAnyMoreFails() throws IOException {
    Path events = run.resolve(PASSES);
    Files.writeString(events, Files.readString(events).replace("\"upper\":2.0", "\"upper\":1.0"));
    assertTrue(Rejudgement.of(run, null).changes().contains("sos/a:passes: was passed, is failed"));
  }

  @Test
  void twoRunsOfOneSeedAreTheSameAndTheFirstRecordThatDiffersIsNamed() throws IOException {
    Path one = PackVerifierTest.played(folder.resolve("one"), 6);
    assertEquals(
        List.of(),
        RunComparison.differences(one, PackVerifierTest.played(folder.resolve("two"), 6), 5));
    Path other = PackVerifierTest.played(folder.resolve("three"), 7);
    List<String> differences = RunComparison.differences(one, other, 5);
    assertEquals(2, differences.size());
    assertTrue(
        differences.get(0).startsWith("sos/a:fails: events.jsonl differs first at record 6: was"),
        differences::toString);
  }
}
