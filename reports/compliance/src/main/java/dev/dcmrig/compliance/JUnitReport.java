// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JUnit's XML as CI servers read it: a suite for each feature; failed is {@code failure}, error is
 * {@code error}, inconclusive and not verified are {@code skipped}. Scenarios that never ran are
 * errors. Names hang on the scenario's id, which stays when lines above it move. Times are those of
 * the scenario's own timeline.
 */
final class JUnitReport {
  private JUnitReport() {}

  static String of(RunData run) {
    Map<String, List<ScenarioResult>> suites = new LinkedHashMap<>();
    for (ScenarioResult scenario : run.scenarios()) {
      suites.computeIfAbsent(scenario.uri(), uri -> new ArrayList<>()).add(scenario);
    }
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites name=\"").append(escape(run.options().path("run").asText()));
    xml.append("\" ").append(counts(run.scenarios())).append(">\n");
    suites.forEach(
        (uri, scenarios) -> {
          xml.append("  <testsuite name=\"").append(escape(uri)).append("\" ");
          xml.append(counts(scenarios)).append(">\n");
          scenarios.forEach(scenario -> testCase(xml, scenario));
          xml.append("  </testsuite>\n");
        });
    return xml.append("</testsuites>\n").toString();
  }

  private static String counts(List<ScenarioResult> scenarios) {
    long nanos = scenarios.stream().mapToLong(ScenarioResult::endNanos).sum();
    return String.format(
        Locale.ROOT,
        "tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%.3f\"",
        scenarios.size(),
        count(scenarios, Verdict.FAILED),
        count(scenarios, Verdict.ERROR),
        scenarios.size()
            - count(scenarios, Verdict.FAILED)
            - count(scenarios, Verdict.ERROR)
            - count(scenarios, Verdict.PASSED),
        nanos / 1e9);
  }

  private static long count(List<ScenarioResult> scenarios, Verdict verdict) {
    return scenarios.stream().filter(s -> s.verdict() == verdict).count();
  }

  private static void testCase(StringBuilder xml, ScenarioResult scenario) {
    xml.append("    <testcase classname=\"").append(escape(scenario.uri()));
    xml.append("\" name=\"").append(escape(scenario.name() + " (" + scenario.id() + ")"));
    xml.append(String.format(Locale.ROOT, "\" time=\"%.3f\"", scenario.endNanos() / 1e9));
    String element =
        switch (scenario.verdict()) {
          case PASSED -> "";
          case FAILED -> "failure";
          case ERROR -> "error";
          case INCONCLUSIVE, NOT_VERIFIED -> "skipped";
        };
    if (element.isEmpty()) {
      xml.append("/>\n");
      return;
    }
    xml.append("><").append(element).append(" message=\"").append(escape(scenario.reason()));
    xml.append("\"/></testcase>\n");
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
