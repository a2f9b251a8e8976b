// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.evidence.KnownFailures;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.ScenarioTimes;
import dev.dcmrig.evidence.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * JUnit's XML as CI servers read it: Jenkins' xunit plugin (junit-10.xsd) and Maven's Surefire
 * (surefire-test-report.xsd) find each suite valid.
 *
 * <ul>
 *   <li>A suite is a feature file, a class is named {@code AREA.FILE}, so that servers group by
 *       area.
 *   <li>Flaky is {@code flakyFailure} of Surefire, and {@code skipped}. A second attempt that did
 *       not pass is {@code rerunFailure} or {@code rerunError}.
 *   <li>A failure that somebody knew of is {@code skipped}, with its ticket.
 *   <li>A name has no line number: it stays when lines move.
 *   <li>Failed is {@code failure}. Error, inconclusive and scenarios that never ran are {@code
 *       error}. Not verified is {@code skipped}.
 *   <li>{@code time} is what somebody waited, in seconds. Virtual time is a property of the suite,
 *       and of a case a line of its output: neither schema knows properties of a case.
 *   <li>A {@code file} attribute is known to one of the two only: it is a property, too.
 * </ul>
 */
final class JUnitReport {

  /** A measured value of a body; the report has all. */
  private static final int MAX_VALUES = 50;

  private final RunData run;

  /** Tickets of failures that somebody knew of, by the scenario's id. */
  private final Map<String, String> tickets = new TreeMap<>();

  private final StringBuilder xml = new StringBuilder(1 << 16);

  private JUnitReport(RunData run) throws IOException {
    this.run = run;
    List<KnownFailures.Outcome> known = run.known();
    Set<String> covered = KnownFailures.covered(known, run.scenarios(), run.requirements());
    for (KnownFailures.Outcome outcome : known) {
      outcome.scenarios().stream()
          .filter(covered::contains)
          .forEach(id -> tickets.merge(id, outcome.entry().ticket(), (a, b) -> a + ", " + b));
    }
  }

  static String of(RunData run) throws IOException {
    return new JUnitReport(run).write();
  }

  private String write() {
    Map<String, List<ScenarioResult>> suites = new LinkedHashMap<>();
    for (ScenarioResult scenario : run.scenarios()) {
      suites.computeIfAbsent(scenario.uri(), uri -> new ArrayList<>()).add(scenario);
    }
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    attribute("name", run.options().path("run").asText());
    counts(run.scenarios());
    xml.append(">\n");
    suites.forEach(this::suite);
    return xml.append("</testsuites>\n").toString();
  }

  private void suite(String uri, List<ScenarioResult> scenarios) {
    xml.append("  <testsuite");
    attribute("name", uri);
    counts(scenarios);
    attribute(
        "skipped",
        Long.toString(
            count(scenarios, Verdict.NOT_VERIFIED)
                + count(scenarios, Verdict.FLAKY)
                + known(scenarios)));
    xml.append(">\n    <properties>\n");
    Map<String, String> properties = new LinkedHashMap<>();
    JsonNode options = run.options();
    properties.put("file", "features/" + uri);
    properties.put("run", options.path("run").asText());
    properties.put("seed", options.path("seed").asText());
    properties.put("bench", options.path("bench").asText());
    properties.put("dut", options.path("dut").asText());
    properties.put("dutIsStandIn", options.path("dutIsStandIn").asText());
    properties.put("defects", words(options.path("defects")));
    properties.put("dutIdentity", run.dutIdentity());
    properties.put("toolVersion", options.path("toolVersion").asText());
    properties.put("commit", run.commit());
    properties.put("complete", Boolean.toString(run.complete()));
    properties.put("digest", run.digest());
    properties.put(
        "virtualTimeSeconds",
        seconds(scenarios.stream().mapToLong(ScenarioResult::endNanos).sum()));
    properties.forEach(
        (name, value) -> {
          xml.append("      <property");
          attribute("name", name);
          attribute("value", value);
          xml.append("/>\n");
        });
    xml.append("    </properties>\n");
    scenarios.forEach(this::testCase);
    xml.append("  </testsuite>\n");
  }

  private static String words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return String.join(" ", words);
  }

  private void counts(List<ScenarioResult> scenarios) {
    attribute("tests", Integer.toString(scenarios.size()));
    attribute("failures", Long.toString(count(scenarios, Verdict.FAILED) - known(scenarios)));
    attribute(
        "errors",
        Long.toString(count(scenarios, Verdict.ERROR) + count(scenarios, Verdict.INCONCLUSIVE)));
    attribute("time", seconds(scenarios.stream().mapToLong(this::wallNanos).sum()));
  }

  private long known(List<ScenarioResult> scenarios) {
    return scenarios.stream().filter(s -> tickets.containsKey(s.id())).count();
  }

  private static long count(List<ScenarioResult> scenarios, Verdict verdict) {
    return scenarios.stream().filter(s -> s.verdict() == verdict).count();
  }

  private long wallNanos(ScenarioResult scenario) {
    return run.verdictFile(scenario).path("beside").path(ScenarioTimes.WALL).asLong();
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
  }

  private void testCase(ScenarioResult scenario) {
    xml.append("    <testcase");
    attribute("classname", className(scenario.uri()));
    attribute("name", name(scenario));
    attribute("time", seconds(wallNanos(scenario)));
    xml.append(">");
    switch (scenario.verdict()) {
      case PASSED -> {}
      case FAILED -> {
        if (tickets.containsKey(scenario.id())) {
          skipped("known, " + tickets.get(scenario.id()) + ": " + scenario.reason());
          break;
        }
        problem("failure", failed(scenario), scenario);
        if (!run.retryFile(scenario).isEmpty()) {
          rerun(scenario);
        }
      }
      case FLAKY -> {
        problem("flakyFailure", failed(scenario), scenario);
        // Skipped, too: a server that does not know the element above must not call it passed.
        skipped("flaky: " + scenario.reason());
      }
      case ERROR -> problem("error", "error", scenario);
      case INCONCLUSIVE -> problem("error", "inconclusive", scenario);
      case NOT_VERIFIED -> skipped(scenario.reason());
    }
    xml.append("\n      <system-out>id: ").append(escape(scenario.id()));
    xml.append("\nplace: features/").append(escape(scenario.location()));
    xml.append("\ntags: ").append(escape(String.join(" ", scenario.tags())));
    xml.append("\nvirtual time: ").append(seconds(scenario.endNanos())).append(" s");
    xml.append("</system-out>\n    </testcase>\n");
  }

  private void skipped(String message) {
    xml.append("\n      <skipped");
    attribute("message", message);
    xml.append("/>");
  }

  private static String failed(ScenarioResult scenario) {
    return "failed-" + String.valueOf(scenario.subject()).toLowerCase(Locale.ROOT);
  }

  /** A second attempt that did not pass. */
  private void rerun(ScenarioResult scenario) {
    String verdict = run.retryFile(scenario).path("verdict").asText();
    String reason = run.retryFile(scenario).path("reason").asText();
    String element = verdict.equals("FAILED") ? "rerunFailure" : "rerunError";
    xml.append("\n      <").append(element);
    attribute("type", verdict.toLowerCase(Locale.ROOT));
    attribute("message", reason);
    xml.append("><stackTrace>").append(escape(reason)).append("</stackTrace></");
    xml.append(element).append('>');
  }

  /** {@code sos/attempts.feature} is {@code sos.attempts}. */
  private static String className(String uri) {
    return uri.replaceAll("\\.feature$", "").replace('.', '_').replace('/', '.');
  }

  /**
   * The scenario's name; of an outline's row, and where a tag gives the id, with what tells apart.
   */
  private static String name(ScenarioResult scenario) {
    String[] parts = scenario.id().split(":", 3);
    boolean named = scenario.tags().stream().anyMatch(tag -> tag.startsWith("@id-"));
    String apart = parts.length > 2 ? parts[2] : "";
    if (named && parts.length > 1) {
      apart = parts[1] + (apart.isEmpty() ? "" : ":" + apart);
    }
    return scenario.name() + (apart.isEmpty() ? "" : " (" + apart + ")");
  }

  private void problem(String element, String type, ScenarioResult scenario) {
    xml.append("\n      <").append(element);
    attribute("type", type);
    attribute("message", scenario.reason());
    xml.append('>');
    List<String> lines = new ArrayList<>();
    run.verdictFile(scenario).path("errors").forEach(step -> lines.add("step: " + step.asText()));
    if (lines.isEmpty()) {
      lines.add(scenario.reason());
    }
    List<Measured> values = run.measurements().getOrDefault(scenario.id(), List.of());
    values.stream()
        .filter(value -> !value.decision().met())
        .limit(MAX_VALUES)
        .forEach(value -> lines.add("not met: " + value.decision().sentence()));
    values.stream()
        .filter(value -> value.decision().met())
        .limit(MAX_VALUES)
        .forEach(value -> lines.add("met: " + value.decision().sentence()));
    boolean inner = element.startsWith("flaky");
    xml.append(inner ? "<stackTrace>" : "").append(escape(String.join("\n", lines)));
    xml.append(inner ? "</stackTrace>" : "").append("</").append(element).append('>');
  }

  private void attribute(String name, String value) {
    xml.append(' ').append(name).append("=\"").append(escape(value)).append('"');
  }

  /** Escapes, and leaves out what XML 1.0 can't hold. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n', '\r', '\t' -> out.append("&#").append(c).append(';');
                default -> {
                  boolean allowed = c >= 0x20 && c != 0xFFFE && c != 0xFFFF;
                  boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
                  out.appendCodePoint(allowed && !surrogate ? c : 0xFFFD);
                }
              }
            });
    return out.toString();
  }
}
