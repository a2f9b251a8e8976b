// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.report;

import dev.dcmrig.qualify.run.Noticed;
import dev.dcmrig.qualify.run.Outcome;
import dev.dcmrig.qualify.run.UnreachedLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page: the figure, counts by area, what survived, and what noticed the rest. No script. */
final class QualificationPage {

  /** Unicode's marks of reading direction (UAX 9, section 2). */
  private static final Pattern DIRECTION =
      Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--line:#8884;--dim:#666;--bad:#b3261e;--good:#1b6b3a}
      @media(prefers-color-scheme:dark){:root{--dim:#aaa;--bad:#ff897d;--good:#7ddf9f}}
      body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}
      table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
      th,td{border-bottom:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}
      td.n,th.n{text-align:right;white-space:nowrap}code{font-size:.85em;overflow-wrap:anywhere}
      .figure{font-size:1.6rem;font-weight:600}.bad{color:var(--bad)}.good{color:var(--good)}
      .dim{color:var(--dim)}.scroll{overflow-x:auto}
      @media print{body{max-width:none;margin:0}details{display:block}}
      """;

  private QualificationPage() {}

  static String of(QualificationData data) {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .append("<title>Who notices: ")
        .append(text(data.of()))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body><main>\n<h1>Who notices: ")
        .append(text(data.of()))
        .append("</h1>\n");
    headline(page, data);
    counts(page, data);
    areas(page, data);
    page.append("<h2>What survived</h2>\n");
    outcomes(page, data.outcomes(), Noticed.Group.SURVIVED);
    unreached(page, data);
    page.append("<h2>Left out of the figure</h2>\n");
    outcomes(page, data.outcomes(), Noticed.Group.LEFT_OUT);
    page.append("<details><summary>What was noticed</summary>\n");
    outcomes(page, data.outcomes(), Noticed.Group.NOTICED);
    page.append("</details>\n</main></body></html>\n");
    return page.toString();
  }

  private static void headline(StringBuilder page, QualificationData data) {
    boolean reached = data.percent() >= data.goal();
    page.append("<p class=\"figure ")
        .append(reached ? "good" : "bad")
        .append("\">")
        .append(String.format(Locale.ROOT, "%.1f %% noticed", data.percent()))
        .append(String.format(Locale.ROOT, "; the goal is %.0f %%</p>\n", data.goal()))
        .append("<p>")
        .append(data.outcomes().size())
        .append(" of ")
        .append(data.faults())
        .append(" faults were tried, drawn with seed ")
        .append(data.seed())
        .append(", part ")
        .append(text(data.shard()))
        .append(". Each met at most ")
        .append(data.mostScenarios())
        .append(" of ")
        .append(data.scenarios())
        .append(" scenarios, of those that get to its place.</p>\n<p class=\"dim\">")
        .append(text(data.written()))
        .append(" · <code>")
        .append(text(data.command()))
        .append("</code></p>\n");
    if (!data.complete()) {
      page.append("<p class=\"bad\"><strong>Incomplete</strong>: of ")
          .append(data.sample())
          .append(" that were drawn. The same command goes on.</p>\n");
    }
  }

  private static void counts(StringBuilder page, QualificationData data) {
    page.append(
        "<table><thead><tr><th>outcome</th><th class=\"n\">faults</th></tr></thead><tbody>\n");
    for (Noticed noticed : Noticed.values()) {
      int count = data.counts().getOrDefault(QualificationData.key(noticed), 0);
      page.append("<tr><td>")
          .append(text(noticed.words()))
          .append("</td><td class=\"n\">")
          .append(count)
          .append("</td></tr>\n");
    }
    page.append("</tbody></table>\n");
  }

  private static void areas(StringBuilder page, QualificationData data) {
    page.append("<h2>By area</h2>\n<table><thead><tr><th>area</th><th class=\"n\">noticed</th>")
        .append("<th class=\"n\">survived</th><th class=\"n\">left out</th></tr></thead><tbody>\n");
    data.areas()
        .forEach(
            (area, counts) -> {
              page.append("<tr><td>").append(text(area.isEmpty() ? "no area" : area));
              for (Noticed.Group group : Noticed.Group.values()) {
                page.append("</td><td class=\"n\">").append(sum(counts, group));
              }
              page.append("</td></tr>\n");
            });
    page.append("</tbody></table>\n");
  }

  /** One row a class: its lines side by side. */
  private static void unreached(StringBuilder page, QualificationData data) {
    Map<String, List<UnreachedLine>> byType = new LinkedHashMap<>();
    data.unreached()
        .forEach(
            line ->
                byType
                    .computeIfAbsent(line.area() + "\n" + line.type(), key -> new ArrayList<>())
                    .add(line));
    int faults = data.unreached().stream().mapToInt(UnreachedLine::faults).sum();
    page.append("<h2>Lines that no scenario runs</h2>\n<p>")
        .append(faults)
        .append(" of all ")
        .append(data.faults())
        .append(" faults lie in them, drawn or not.</p>\n<table><thead><tr><th>area</th>")
        .append("<th>class</th><th>lines</th></tr></thead><tbody>\n");
    byType
        .values()
        .forEach(
            lines ->
                page.append("<tr><td>")
                    .append(text(lines.get(0).area()))
                    .append("</td><td><code>")
                    .append(text(lines.get(0).type()))
                    .append("</code></td><td>")
                    .append(
                        lines.stream()
                            .map(line -> Integer.toString(line.line()))
                            .collect(Collectors.joining(", ")))
                    .append("</td></tr>\n"));
    page.append("</tbody></table>\n");
  }

  private static int sum(Map<String, Integer> counts, Noticed.Group group) {
    int sum = 0;
    for (Noticed noticed : Noticed.values()) {
      if (noticed.group() == group) {
        sum += counts.getOrDefault(QualificationData.key(noticed), 0);
      }
    }
    return sum;
  }

  private static void outcomes(StringBuilder page, List<Outcome> outcomes, Noticed.Group group) {
    List<Outcome> chosen =
        outcomes.stream().filter(outcome -> outcome.noticed().group() == group).toList();
    if (chosen.isEmpty()) {
      page.append("<p>Nothing.</p>\n");
      return;
    }
    page.append("<div class=\"scroll\"><table><thead><tr><th>fault</th><th>what it is</th>")
        .append("<th>outcome</th><th>by</th></tr></thead><tbody>\n");
    for (Outcome outcome : chosen) {
      page.append("<tr><td><code>")
          .append(text(outcome.id()))
          .append("</code></td><td>")
          .append(text(outcome.what()))
          .append(" <span class=\"dim\">")
          .append(text(outcome.place()))
          .append("</span></td><td>")
          .append(text(outcome.noticed().words()))
          .append("</td><td>")
          .append(text(String.join(" ", outcome.requirements())))
          .append(' ')
          .append(text(outcome.scenario()))
          .append(" <span class=\"dim\">")
          .append(text(outcome.reason()))
          .append(changed(outcome))
          .append("</span></td></tr>\n");
    }
    page.append("</tbody></table></div>\n");
  }

  private static String changed(Outcome outcome) {
    if (outcome.noticed() != Noticed.SEEN) {
      return " " + outcome.tried() + " scenarios were run";
    }
    return " of "
        + outcome.tried()
        + " scenarios these left other evidence: "
        + text(String.join(", ", outcome.changed()));
  }

  /** For HTML; marks that turn the direction of reading don't come through. */
  private static String text(String raw) {
    return DIRECTION
        .matcher(raw)
        .replaceAll("\uFFFD")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
