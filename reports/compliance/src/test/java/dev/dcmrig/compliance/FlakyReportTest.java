// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.PlannedScenario;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunOptions;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.ScenarioEvidence;
import dev.dcmrig.evidence.StepVerdict;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.sim.VirtualTimeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reports say of scenarios that failed, and were run once more. */
class FlakyReportTest {
  private static final StepVerdict NOT_MET =
      new StepVerdict(Verdict.FAILED, Subject.DCM, List.of("SOS-01"), "it rang twice");
  private static final StepVerdict BROKEN =
      new StepVerdict(Verdict.ERROR, null, List.of(), "the bench broke");

  @TempDir Path folder;

  private static PlannedScenario planned(String name, int line) {
    return new PlannedScenario(
        "sos/a:" + name, "sos/a.feature:" + line, name, List.of("@SOS-01"), List.of("SOS-01"));
  }

  private static void play(ScenarioEvidence scenario, StepVerdict came) {
    scenario.step(1000, "Then ", "it rings once", came);
    scenario.conclude(
        1000, came.verdict(), came.subject(), came.requirements(), came.reason(), true);
  }

  private RunResult run() {
    RunFolder run =
        RunFolder.create(
            folder.resolve("run"),
            new RunOptions(
                "r", "0.1", "rig run", 7, "vcan", "DUT", true, "", "random", List.of(), 1,
                List.of(), true, List.of()));
    run.plan(List.of(planned("flaky", 1), planned("twice", 2), planned("broken", 3)));
    run.requirements(List.of(new Requirement("SOS-01", "t", "s", "source", Subject.DCM)));
    run.machines(List.of());
    for (String name : List.of("flaky", "twice", "broken")) {
      play(run.scenario("sos/a:" + name, VirtualTimeline.EPOCH), NOT_MET);
    }
    play(run.retry("sos/a:flaky", VirtualTimeline.EPOCH), StepVerdict.PASSED);
    play(run.retry("sos/a:twice", VirtualTimeline.EPOCH), NOT_MET);
    play(run.retry("sos/a:broken", VirtualTimeline.EPOCH), BROKEN);
    RunResult result = run.finish();
    ReportWriter.write(run.path());
    return result;
  }

  @Test
  void onlyWhatPassesTheSecondTimeIsFlaky() {
    RunResult result = run();
    assertEquals(
        List.of(Verdict.FLAKY, Verdict.FAILED, Verdict.FAILED),
        result.scenarios().stream().map(scenario -> scenario.verdict()).toList());
    assertEquals(Verdict.FAILED, result.requirements().get(0).verdict());
    assertEquals(
        "it rang twice; run once more: error, the bench broke", result.scenarios().get(2).reason());
  }

  @Test
  void junitSaysSoAndJenkinsAndSurefireBothCallItValid() throws Exception {
    run();
    Path file = folder.resolve("run/junit.xml");
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(FlakyReportTest.class.getResource("junit-of-both.xsd"))
        .newValidator()
        .validate(new StreamSource(file.toFile()));
    String junit = Files.readString(file);
    for (String part :
        List.of(
            "<flakyFailure type=\"failed-dcm\" message=\"it rang twice; it passed when",
            "<rerunFailure type=\"failed\" message=\"it rang twice\"><stackTrace>it rang twice<",
            "<rerunError type=\"error\" message=\"the bench broke\"><stackTrace>the bench",
            "tests=\"3\" failures=\"2\" errors=\"0\"",
            "skipped=\"1\"")) {
      assertTrue(junit.contains(part), part + " is not in " + junit);
    }
  }
}
