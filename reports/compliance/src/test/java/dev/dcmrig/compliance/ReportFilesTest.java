// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.PlannedScenario;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunOptions;
import dev.dcmrig.evidence.ScenarioEvidence;
import dev.dcmrig.evidence.StepVerdict;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.ToolIdentity;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.measurement.DecisionRule;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** junit.xml and requirements.json, as other programs read them. */
class ReportFilesTest {
  private static final Instant EPOCH = Instant.parse("2026-06-01T08:00:00Z");
  private static final String AWKWARD = "\"<a> & b\"\n]]> \u0007 \u00fc";

  private static final Decision TWICE =
      DecisionRule.SIMPLE_ACCEPTANCE.decide(
          Measurement.number(
              "rings",
              Unit.ONE,
              2,
              Limit.exactly(1, LimitSource.interfaceSection("2.2")),
              List.of()),
          0);

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void write() throws Exception {
    run = folder.resolve("run");
    try (RunFolder made =
        RunFolder.create(
            run,
            new RunOptions(
                "run",
                "test",
                "rig run",
                7,
                "emulated",
                "DUT",
                true,
                "",
                "random",
                List.of(),
                1,
                List.of(new RunOptions.Channel("vehicle", "dbc/car.dbc")),
                true,
                List.of()))) {
      made.requirements(
          List.of(
              requirement("SOS-01", Subject.DCM),
              requirement("SOS-02", Subject.DCM),
              requirement("SOS-03", Subject.DCM),
              requirement("SOS-04", Subject.DCM),
              requirement("SUB-01", Subject.SERVICE)));
      made.tool(new ToolIdentity("test", "", false, "", List.of(), List.of()));
      made.inputs(List.of());
      made.plan(
          List.of(
              planned("sos/a:one", "sos/a.feature:3", AWKWARD, "@SOS-01"),
              planned("sos/a:two", "sos/a.feature:9", "second", "@SOS-01"),
              planned("sos/b:one", "sos/b.feature:3", "third", "@SOS-02"),
              planned("sos/b:two", "sos/b.feature:9", "fourth", "@SOS-03"),
              planned("sos/b:three", "sos/b.feature:15", "fifth", "@SOS-04"),
              planned("sos/b:never", "sos/b.feature:20", "sixth", "@SOS-02")));
      play(made, "sos/a:one", Verdict.PASSED);
      play(made, "sos/a:two", Verdict.FAILED);
      play(made, "sos/b:one", Verdict.ERROR);
      play(made, "sos/b:two", Verdict.INCONCLUSIVE);
      play(made, "sos/b:three", Verdict.PASSED);
      var result = made.finish();
      ReportWriter.write(run);
      made.seal(result);
    }
  }

  private static Requirement requirement(String id, Subject subject) {
    return new Requirement(id, id, "It does.", "CS", subject);
  }

  private static PlannedScenario planned(String id, String location, String name, String tag) {
    return new PlannedScenario(id, location, name, List.of(tag), List.of(tag.substring(1)));
  }

  private static void play(RunFolder run, String id, Verdict verdict) {
    try (ScenarioEvidence scenario = run.scenario(id, EPOCH)) {
      scenario.beside("wallNanos", "2250000000");
      scenario.beside("began", "2026-11-29T08:00:00Z");
      scenario.beside("stepsBeganNanos", "1200000000");
      scenario.beside("stepsEndedNanos", "2000000000");
      scenario.dut(id.startsWith("sos/a") ? "stranger 0.1" : "stranger 0.2");
      if (verdict == Verdict.FAILED) {
        scenario.step(
            1_000,
            "Then",
            "it rings once",
            new StepVerdict(Verdict.FAILED, Subject.DCM, List.of(), "it rang twice"));
        scenario.measurement(1_000, Subject.DCM, List.of("SOS-01"), TWICE);
      }
      scenario.conclude(
          1_500_000_000L,
          verdict,
          verdict == Verdict.FAILED ? Subject.DCM : null,
          List.of(),
          verdict == Verdict.PASSED ? "" : AWKWARD,
          true);
    }
  }

  /** A DCM may be another version from one scenario to the next: an update does that. */
  @Test
  void everyReportSaysWhatTheDutSaidThatItIs() throws Exception {
    String both = "stranger 0.1; stranger 0.2";
    assertEquals(
        both,
        new ObjectMapper()
            .readTree(run.resolve("requirements.json").toFile())
            .path("dutIdentity")
            .asText());
    assertEquals(
        "[\"stranger 0.1\",\"stranger 0.2\"]",
        new ObjectMapper()
            .readTree(run.resolve("run.json").toFile())
            .path("dutIdentities")
            .toString());
    String property = "<property name=\"dutIdentity\" value=\"" + both + "\"/>";
    assertTrue(Files.readString(run.resolve("junit.xml")).contains(property), property);
    assertTrue(
        Files.readString(run.resolve("report.html")).contains("\"dutIdentity\":\"" + both + "\""),
        "report.html");
  }

  /** A promise of the interface is no requirement's statement. */
  @Test
  void aLimitOfTheInterfaceSaysSoEverywhere() throws Exception {
    String json = Files.readString(run.resolve("requirements.json"));
    assertTrue(json.contains("\"from\" : \"interface\""), json);
    for (String file : List.of("measurements.csv", "report.html")) {
      String said = Files.readString(run.resolve(file));
      assertTrue(said.contains("interface docs/DCM-INTERFACE.md 2.2"), file);
    }
  }

  @Test
  void junitCountsWhatItLists() throws Exception {
    Element all =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(run.resolve("junit.xml").toFile())
            .getDocumentElement();
    assertEquals("testsuites", all.getTagName());
    counts(all, 6, 1, 3);
    NodeList suites = all.getElementsByTagName("testsuite");
    assertEquals(2, suites.getLength());
    counts((Element) suites.item(0), 2, 1, 0);
    // One of these errors never began.
    counts((Element) suites.item(1), 4, 0, 3);
    NodeList cases = all.getElementsByTagName("testcase");
    assertEquals(6, cases.getLength());
    Element first = (Element) cases.item(0);
    // XML 1.0 has no U+0007: it is replaced, the rest survives.
    assertEquals("\"<a> & b\"\n]]> \ufffd \u00fc", first.getAttribute("name"));
    assertEquals("sos.a", first.getAttribute("classname"));
    assertEquals("2.250", first.getAttribute("time"));
    Element failure = (Element) all.getElementsByTagName("failure").item(0);
    assertEquals("failed-dcm", failure.getAttribute("type"));
    assertTrue(
        failure
            .getTextContent()
            .contains(
                "step: Then it rings once: it rang twice\nnot met: rings: 2, limit exactly 1"),
        failure::getTextContent);
    assertTrue(first.getTextContent().contains("virtual time: 1.500 s"), first::getTextContent);
    assertEquals(1, all.getElementsByTagName("failure").getLength());
    assertEquals(3, all.getElementsByTagName("error").getLength());
    assertEquals(0, all.getElementsByTagName("skipped").getLength());
  }

  /**
   * Facts of junit-10.xsd (Jenkins' xunit plugin) and of surefire-test-report.xsd, both at once.
   */
  @Test
  void junitIsWhatJenkinsAndSurefireBothCallValid() throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(ReportFilesTest.class.getResource("junit-of-both.xsd"))
        .newValidator()
        .validate(new StreamSource(run.resolve("junit.xml").toFile()));
  }

  @Test
  void aSuiteSaysWhatRanOnWhat() throws Exception {
    String junit = Files.readString(run.resolve("junit.xml"));
    for (String property :
        List.of(
            "\"file\" value=\"features/sos/a.feature\"",
            "\"seed\" value=\"7\"",
            "\"bench\" value=\"emulated\"",
            "\"dut\" value=\"DUT\"",
            "\"commit\" value=\"\"",
            "\"virtualTimeSeconds\" value=\"3.000\"")) {
      assertTrue(junit.contains("<property name=" + property + "/>"), property);
    }
  }

  private static void counts(Element element, int tests, int failures, int errors) {
    assertEquals(
        List.of(tests, failures, errors),
        List.of("tests", "failures", "errors").stream()
            .map(name -> Integer.valueOf(element.getAttribute(name)))
            .toList());
  }

  @Test
  void requirementsHaveEveryIdWithTheWorstOfItsScenarios() throws Exception {
    JsonNode json = new ObjectMapper().readTree(run.resolve("requirements.json").toFile());
    assertEquals(7, json.path("seed").asInt());
    assertEquals("emulated", json.path("bench").asText());
    assertFalse(json.path("complete").asBoolean(true), "the run was cut short");
    Map<String, String> verdicts = new TreeMap<>();
    for (JsonNode requirement : json.path("requirements")) {
      verdicts.put(
          requirement.path("id").asText(),
          requirement.path("subject").asText() + " " + requirement.path("verdict").asText());
    }
    assertEquals(
        Map.of(
            "SOS-01", "dcm failed",
            "SOS-02", "dcm error",
            "SOS-03", "dcm inconclusive",
            "SOS-04", "dcm passed",
            "SUB-01", "service not verified"),
        verdicts);
    assertTrue(json.path("requirements").get(0).path("scenarios").toString().contains("sos/a:two"));
  }

  @Test
  void allureGetsAResultForEachScenarioAndAContainerForEachFeature() throws Exception {
    Path into = folder.resolve("allure");
    AllureResults.write(run, into);
    AllureResults.write(run, into);
    List<JsonNode> results = files(into, "-result.json");
    assertEquals(2, files(into, "-container.json").size());
    Map<String, String> statuses = new TreeMap<>();
    for (JsonNode result : results) {
      statuses.put(result.path("fullName").asText(), result.path("status").asText());
      for (JsonNode attachment : result.path("attachments")) {
        Path source = into.resolve(attachment.path("source").asText());
        assertTrue(Files.isRegularFile(source), source::toString);
      }
    }
    assertEquals(
        "{sos/a:one=passed, sos/a:two=failed, sos/b:never=broken, sos/b:one=broken,"
            + " sos/b:three=passed, sos/b:two=broken}",
        statuses.toString());
    JsonNode failed =
        results.stream()
            .filter(result -> result.path("status").asText().equals("failed"))
            .findFirst()
            .orElseThrow();
    assertEquals("Then it rings once", failed.path("steps").get(0).path("name").asText());
    long start = failed.path("start").asLong();
    assertEquals(2_250, failed.path("stop").asLong() - start);
    assertEquals(1_200, failed.path("steps").get(0).path("start").asLong() - start);
    assertEquals(2_000, failed.path("steps").get(0).path("stop").asLong() - start);
    assertTrue(failed.path("labels").toString().contains("SOS-01"), failed::toString);
  }

  private static List<JsonNode> files(Path folder, String suffix) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(suffix)).toList()) {
        found.add(new ObjectMapper().readTree(file.toFile()));
      }
    }
    return found;
  }
}
