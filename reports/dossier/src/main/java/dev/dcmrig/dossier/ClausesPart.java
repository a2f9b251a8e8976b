// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import java.util.List;
import java.util.Map;

/** The clauses of other documents: what shows each, for a product and about the rig. */
final class ClausesPart {
  /** The catalogue itself is shown as results. */
  private static final String CATALOGUE = "CATALOGUE";

  private final Frame frame;
  private final Dossier dossier;
  private final Words words;

  ClausesPart(Frame frame, Dossier dossier) {
    this.frame = frame;
    this.dossier = dossier;
    this.words = frame.words();
  }

  void write(Html out) {
    frame.heading(out, "clauses", false);
    out.element("p", words.get("clauses.text"));
    for (Dossier.SetPart set : dossier.sets()) {
      if (!set.id().equals(CATALOGUE)) {
        set(out, set);
      }
    }
  }

  private void set(Html out, Dossier.SetPart set) {
    out.element("h3", set.id() + ": " + set.title());
    out.element("p", set.document() + ". " + set.note(), "class", "soft");
    frame.table(
        out,
        List.of(17, 33, 26, 12, 12),
        "clause",
        "statement",
        "shownBy",
        "forProduct",
        "aboutRig");
    for (Dossier.ClauseRow clause : set.clauses()) {
      out.open("tr", "id", "cl-" + clause.id()).open("td").text(clause.clause());
      if (!clause.confirmed()) {
        out.empty("br").element("span", words.get("unconfirmed"), "class", "open");
      }
      out.close();
      out.element("td", clause.statement());
      out.open("td");
      if (clause.shownBy().isEmpty()) {
        out.element("span", words.get("notShown", clause.notShown()), "class", "soft");
      }
      for (String id : clause.shownBy()) {
        out.element("a", id, "href", "#req-" + id).text(" ");
      }
      if (!clause.limits().isEmpty()) {
        out.element("span", words.get("inPart", clause.limits()), "class", "soft");
      }
      out.close();
      verdicts(out, clause.verdicts(), clause.shownBy().isEmpty());
      verdicts(out, clause.aboutTheRig(), clause.shownBy().isEmpty());
      out.close();
    }
    frame.endTable(out);
  }

  private void verdicts(Html out, Map<String, String> verdicts, boolean notShown) {
    out.open("td");
    if (notShown) {
      out.text("\u2013");
    } else if (verdicts.isEmpty()) {
      frame.verdict(out, "not verified");
    }
    verdicts.forEach(
        (subject, verdict) -> {
          out.text(subject + ": ");
          frame.verdict(out, verdict);
          out.text(" ");
        });
    out.close();
  }
}
