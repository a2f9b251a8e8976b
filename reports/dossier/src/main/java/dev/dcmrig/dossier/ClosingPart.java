// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import dev.dcmrig.evidence.laboratory.Laboratory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deviations, opinions, completion, confidence in the tool, signatories. */
final class ClosingPart {
  /** Items of standards, in own words, and the part of the dossier that answers. */
  private static final List<List<String>> STANDARDS =
      List.of(
          List.of("ISO/IEC 17025 7.8.2.1 a, d", "title, unique identification, end", "title"),
          List.of(
              "ISO/IEC 17025 7.8.2.1 b, c, e, k",
              "laboratory, place, customer, sampling",
              "laboratory"),
          List.of("ISO/IEC 17025 7.8.2.1 f", "method", "method"),
          List.of("ISO/IEC 17025 7.8.2.1 g, h", "item, condition, receipt", "laboratory"),
          List.of("ISO/IEC 17025 7.8.2.1 i", "dates of testing", "runs"),
          List.of("ISO/IEC 17025 7.8.2.1 j", "date of issue", "title"),
          List.of("ISO/IEC 17025 7.8.2.1 l", "results concern these items only", "title"),
          List.of("ISO/IEC 17025 7.8.2.1 m", "results with units", "results"),
          List.of("ISO/IEC 17025 7.8.2.1 n", "deviations from the method", "deviations"),
          List.of("ISO/IEC 17025 7.8.2.1 o", "who authorises", "signatures"),
          List.of("ISO/IEC 17025 7.8.2.1 p", "results of others marked", "clauses"),
          List.of("ISO/IEC 17025 7.8.6", "decision rule, uncertainty", "method"),
          List.of("ISO/IEC/IEEE 29119-3 7.4", "test completion", "completion"),
          List.of("ISO 26262-8 11", "confidence in the tool", "qualified"));

  private final Frame frame;
  private final Dossier dossier;
  private final Map<String, Laboratory> labs;
  private final List<Qualified> qualified;
  private final Words words;

  ClosingPart(
      Frame frame, Dossier dossier, Map<String, Laboratory> labs, List<Qualified> qualified) {
    this.frame = frame;
    this.dossier = dossier;
    this.labs = labs;
    this.qualified = qualified;
    this.words = frame.words();
  }

  void write(Html out) {
    frame.heading(out, "deviations", false);
    list(out, deviations(), "noDeviations");
    frame.heading(out, "opinions", true);
    out.element("p", words.get("opinions.text"));
    Set<String> opinions = new LinkedHashSet<>();
    labs.values().forEach(lab -> opinions.addAll(lab.opinions()));
    list(out, opinions, "noOpinions");
    completion(out);
    confidence(out);
    frame.heading(out, "standards", true);
    frame.table(out, "clause", "asks", "where");
    for (List<String> row : STANDARDS) {
      out.open("tr").element("td", row.get(0)).element("td", row.get(1)).open("td");
      String target = row.get(2).equals("title") ? "main" : row.get(2);
      out.element("a", words.get(row.get(2)), "href", "#" + target).close().close();
    }
    frame.endTable(out);
    signatures(out);
    out.element("p", words.get("end", dossier.id()));
  }

  private Set<String> deviations() {
    Set<String> all = new LinkedHashSet<>();
    for (Dossier.RunPart run : dossier.runs()) {
      run.deviations().forEach(deviation -> all.add(run.run() + ": " + deviation));
      for (String instrument : run.expired()) {
        all.add(run.run() + ": " + instrument + " \u2013 " + words.get("reason.calibration"));
      }
      Laboratory lab = labs.get(run.run());
      if (lab != null) {
        lab.deviations().forEach(deviation -> all.add(run.run() + ": " + deviation));
      }
    }
    return all;
  }

  private void list(Html out, Set<String> lines, String none) {
    if (lines.isEmpty()) {
      out.element("p", words.get(none));
      return;
    }
    out.open("ul");
    lines.forEach(line -> out.element("li", line));
    out.close();
  }

  private void completion(Html out) {
    frame.heading(out, "completion", true);
    long planned = dossier.scenarios().stream().mapToLong(it -> it.verdicts().size()).sum();
    long own =
        dossier.scenarios().stream()
            .flatMap(it -> it.verdicts().values().stream())
            .filter(verdict -> !verdict.equals("error"))
            .count();
    out.element("p", words.get("completion.planned", planned, own));
    out.element("p", words.get("completion.blocked"));
    out.element("p", words.get("completion.risks"));
  }

  private void confidence(Html out) {
    frame.heading(out, "qualified", true);
    if (qualified.isEmpty()) {
      out.element("p", words.get("qualified.none"), "class", "open");
    }
    for (Qualified it : qualified) {
      boolean same =
          !it.rig().isEmpty()
              && dossier.runs().stream().allMatch(run -> run.rig().equals(it.rig()));
      out.element(
          "p",
          words.get(
              same ? "qualified.same" : "qualified.other",
              it.of(),
              it.percent(),
              it.goal(),
              it.sample()),
          "class",
          same ? "soft" : "open");
    }
  }

  private void signatures(Html out) {
    frame.heading(out, "signatures", true);
    Set<Laboratory.Signatory> all = new LinkedHashSet<>();
    labs.values().forEach(lab -> all.addAll(lab.signatories()));
    out.open("table", "class", "signature").open("thead").open("tr");
    for (String column : List.of("name", "role", "signature")) {
      out.element("th", words.get(column), "scope", "col");
    }
    out.close().close().open("tbody");
    for (Laboratory.Signatory it : all) {
      out.open("tr").element("td", it.name());
      frame.given(out, it.role());
      out.element("td", "\u00A0").close();
    }
    if (all.isEmpty()) {
      out.open("tr");
      frame.given(out, "");
      frame.given(out, "");
      out.element("td", "\u00A0").close();
    }
    out.close().close();
  }
}
