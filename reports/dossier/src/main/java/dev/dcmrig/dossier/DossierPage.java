// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import dev.dcmrig.evidence.laboratory.Laboratory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dossier for people: on a screen and on paper from the same data, in the same order. */
final class DossierPage {
  /** Scenarios of one requirement that are listed; the others are in traceability.json. */
  private static final int MAX_LINKS = 60;

  /** A requirement without values, and with no more scenarios, is not torn by a page's end. */
  private static final int FEW_LINKS = 12;

  private static final List<String> NOT_SHOWN =
      List.of("failed", "flaky", "error", "inconclusive", "not verified");

  private final Dossier dossier;
  private final Map<String, Laboratory> labs;
  private final List<Qualified> qualified;
  private final Frame frame;
  private final Words words;

  DossierPage(
      Dossier dossier, Map<String, Laboratory> labs, List<Qualified> qualified, Frame frame) {
    this.dossier = dossier;
    this.labs = labs;
    this.qualified = qualified;
    this.frame = frame;
    this.words = frame.words();
  }

  String write() throws IOException {
    String title = words.get("title") + " " + dossier.id();
    Html out = frame.begin(title, title + ", " + words.get("issued", dossier.issued()));
    out.element("h1", title);
    out.element("p", words.get("issued", dossier.issued()) + ", " + dossier.tool());
    out.element("p", words.get("item.only"));
    subjects(out);
    front(out);
    new LaboratoryPart(frame, dossier, labs).write(out);
    runs(out);
    method(out);
    frame.heading(out, "results", false);
    Pictures pictures = new Pictures(words);
    for (Dossier.Row row : dossier.requirements()) {
      requirement(out, row, pictures);
    }
    new ClausesPart(frame, dossier).write(out);
    coverage(out);
    back(out);
    new ClosingPart(frame, dossier, labs, qualified).write(out);
    frame.end(out);
    return out.toString();
  }

  private void subjects(Html out) {
    frame.heading(out, "subjects", true);
    frame.table(out, "subject", "name", "hardware", "software", "evidence", "runs");
    for (Dossier.Subject subject : dossier.subjects()) {
      out.open("tr").element("td", subject.key());
      frame.given(out, subject.name());
      frame.given(out, subject.hardware());
      frame.given(out, subject.software());
      out.element("td", words.get(subject.product() ? "product" : "rigOnly"));
      out.element("td", String.join(", ", subject.runs())).close();
    }
    frame.endTable(out);
  }

  /** What was not shown comes first. */
  private void front(Html out) {
    frame.heading(out, "front", true);
    if (dossier.subjects().stream().noneMatch(Dossier.Subject::product)) {
      out.element("p", words.get("front.noProduct"), "class", "warning");
    } else {
      for (Dossier.Subject subject : dossier.subjects()) {
        if (!subject.product()) {
          out.element("p", words.get("front.rigOnly", subject.key()), "class", "warning");
        }
      }
    }
    out.open("div", "class", "scroll").open("table").open("thead").open("tr");
    out.element("th", words.get("subject"), "scope", "col");
    List<String> all = new ArrayList<>(NOT_SHOWN);
    all.add("passed");
    all.forEach(word -> out.element("th", words.verdict(word), "scope", "col"));
    out.close().close().open("tbody");
    for (Dossier.Subject subject : dossier.subjects()) {
      out.open("tr").element("td", subject.key());
      for (String word : all) {
        out.element("td", Long.toString(withVerdict(subject, word).size()));
      }
      out.close();
    }
    frame.endTable(out);
    out.element("p", words.get("front.text"));
    boolean any = false;
    for (Dossier.Subject subject : dossier.subjects()) {
      for (String word : NOT_SHOWN) {
        List<Dossier.Row> rows = withVerdict(subject, word);
        any |= !rows.isEmpty();
        if (!rows.isEmpty()) {
          out.open("p").text(words.get("subject") + " " + subject.key() + ": ");
          frame.verdict(out, word);
          out.text(": ");
          for (int index = 0; index < rows.size(); index++) {
            out.text(index == 0 ? "" : ", ");
            out.element("a", rows.get(index).id(), "href", "#req-" + rows.get(index).id());
          }
          out.close();
        }
      }
    }
    if (!any) {
      out.element("p", words.get("front.all"));
    }
  }

  private List<Dossier.Row> withVerdict(Dossier.Subject subject, String word) {
    return dossier.requirements().stream()
        .filter(row -> word.equals(row.verdicts().get(subject.key())))
        .toList();
  }

  private void runs(Html out) {
    frame.heading(out, "runs", false);
    for (Dossier.RunPart run : dossier.runs()) {
      out.element("h3", run.run(), "id", "run-" + run.run());
      frame.pairs(out);
      pair(out, "subject", run.subject());
      pair(out, "id", run.identifier());
      pair(out, "bench", run.bench() + "; " + run.dut());
      pair(out, "identity", run.identity());
      pair(out, "time", words.get(run.virtualTime() ? "virtual" : "real"));
      pair(out, "seed", Long.toString(run.seed()));
      pair(out, "started", run.started());
      pair(out, "ended", run.complete() ? run.ended() : words.get("cutOff") + " " + run.ended());
      pair(out, "tool", run.tool());
      pair(out, "digest", run.digest());
      pair(out, "seal", run.seal().isEmpty() ? words.get("unsealed") : run.seal());
      StringBuilder inputs = new StringBuilder();
      run.inputs()
          .forEach(
              (name, hash) ->
                  inputs.append(name).append(' ').append(Frame.digits(hash)).append("; "));
      pair(out, "inputs", inputs.toString());
      frame.endTable(out);
    }
  }

  private void pair(Html out, String key, String value) {
    String name = key.equals("id") ? words.get("run") : words.get(key);
    out.open("tr")
        .element("th", name, "scope", "row")
        .element("td", value, "class", "mono")
        .close();
  }

  private void method(Html out) {
    frame.heading(out, "method", false);
    out.element("p", words.get("method.text"));
    String rules =
        String.join(
            ", ",
            dossier.runs().stream()
                .map(Dossier.RunPart::rule)
                .filter(rule -> !rule.isEmpty())
                .distinct()
                .toList());
    out.element("p", words.get("method.rule", rules.isEmpty() ? "-" : rules));
    out.element("p", words.get("method.uncertainty"));
    out.element("p", words.get("method.expired"));
  }

  private void requirement(Html out, Dossier.Row row, Pictures pictures) {
    boolean whole = row.values().isEmpty() && row.scenarios().size() <= FEW_LINKS;
    out.open("section", "id", "req-" + row.id(), "class", whole ? "whole" : "long");
    out.element("h3", row.id() + " " + row.title());
    out.open("p");
    for (Dossier.Subject subject : dossier.subjects()) {
      out.text(subject.key() + (subject.product() ? ": " : " (" + words.get("rigOnly") + "): "));
      frame.verdict(out, row.verdicts().getOrDefault(subject.key(), "not verified"));
      String reason = row.reasons().get(subject.key());
      out.text(reason == null ? " " : " \u2013 " + words.get("reason." + reason) + " ");
    }
    out.close();
    out.element("p", row.statement());
    out.element(
        "p",
        words.get("hash")
            + " "
            + Frame.digits(row.hash())
            + (row.changed() ? "; " + words.get("changed") : ""),
        "class",
        row.changed() ? "open" : "soft");
    if (row.scenarios().isEmpty()) {
      out.element("p", words.get("noScenario"), "class", "not-verified");
      out.close();
      return;
    }
    Optional<Picture> picture = pictures.of(row);
    picture.ifPresent(it -> draw(out, it));
    if (row.values().isEmpty()) {
      out.element("p", words.get("noValue"), "class", "soft");
    } else {
      values(out, row.values());
    }
    links(out, row);
    out.close();
  }

  private void draw(Html out, Picture picture) {
    if (frame.isPaper()) {
      picture.boxes(out);
    } else {
      picture.svg(out);
    }
  }

  private void values(Html out, List<Dossier.Value> values) {
    frame.table(
        out,
        List.of(17, 12, 18, 13, 8, 7, 25),
        "quantity",
        "measured",
        "limit",
        "uncertainty",
        "margin",
        "times",
        "decided");
    for (Dossier.Value value : values) {
      out.open("tr").element("td", value.subject() + ": " + value.quantity());
      out.element("td", seen(value), "class", value.met() < value.count() ? "failed" : "value");
      out.element("td", value.limit() + " (" + value.source() + ")");
      out.element("td", number(value.uncertainty(), value.unit()));
      Double margin = value.margin();
      out.element("td", margin == null ? "" : number(margin, value.unit()));
      out.element("td", value.met() + "/" + value.count());
      out.open("td");
      out.element("a", value.scenario(), "href", "#sc-" + anchor(value.scenario()));
      out.text(decided(value)).close().close();
    }
    frame.endTable(out);
  }

  private static String decided(Dossier.Value value) {
    StringBuilder text = new StringBuilder(", " + value.run());
    if (!value.decidedBy().isEmpty()) {
      Dossier.Item item = value.decidedBy().get(value.decidedBy().size() - 1);
      text.append(", ").append(item.kind()).append(' ');
      text.append(Pictures.plain(item.seconds())).append(" s: ").append(item.what());
    } else {
      text.append(", ").append(Pictures.plain(value.seconds())).append(" s");
    }
    return text.toString();
  }

  private static String seen(Dossier.Value value) {
    Double least = value.least();
    Double greatest = value.greatest();
    if (least == null || greatest == null) {
      return value.seen();
    }
    String text = Pictures.plain(least);
    String range =
        (least.equals(greatest) ? text : text + " \u2026 " + Pictures.plain(greatest))
            + unit(value.unit());
    return value.margin() == null && value.met() < value.count()
        ? value.seen() + "; " + range
        : range;
  }

  private static String number(double value, String unit) {
    return value == 0 ? "0" : Pictures.plain(value) + unit(unit);
  }

  private static String unit(String unit) {
    return unit.isEmpty() ? "" : " " + unit;
  }

  private void links(Html out, Dossier.Row row) {
    Map<String, String> names = names();
    out.open("p").text(words.get("scenarios") + " (" + row.scenarios().size() + "): ");
    int shown = 0;
    List<Dossier.Link> sorted = new ArrayList<>(row.scenarios());
    sorted.sort(java.util.Comparator.comparing(link -> link.verdict().equals("passed") ? 1 : 0));
    for (Dossier.Link link : sorted) {
      if (shown++ == MAX_LINKS) {
        out.text(words.get("more", row.scenarios().size() - MAX_LINKS));
        break;
      }
      out.element(
          "a",
          names.getOrDefault(link.scenario(), link.scenario()),
          "href",
          "#sc-" + anchor(link.scenario()));
      if (!link.verdict().equals("passed")) {
        out.text(" ");
        frame.verdict(out, link.verdict());
        out.text(link.reason().isEmpty() ? "" : ": " + link.reason());
      }
      out.text("; ");
    }
    out.close();
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    dossier.scenarios().forEach(scenario -> names.put(scenario.id(), scenario.name()));
    return names;
  }

  private void coverage(Html out) {
    frame.heading(out, "coverage", false);
    out.element("h3", words.get("states"));
    frame.table(out, List.of(14, 20, 16, 50), "run", "machine", "judged", "notReached");
    for (Dossier.Machine machine : dossier.machines()) {
      frame.row(
          out,
          List.of(
              machine.run(),
              machine.machine(),
              machine.judged() + "/" + machine.transitions(),
              String.join(", ", machine.notReached())));
    }
    frame.endTable(out);
    out.element("h3", words.get("boundaries"));
    frame.table(
        out,
        List.of(8, 30, 28, 16, 10, 8),
        "subject",
        "limit",
        "quantity",
        "measured",
        "margin",
        "times");
    for (Dossier.Boundary it : dossier.boundaries()) {
      Double least = it.least();
      Double greatest = it.greatest();
      Double margin = it.margin();
      frame.row(
          out,
          List.of(
              it.subject(),
              it.limit() + " (" + it.source() + ")",
              it.quantity(),
              least == null || greatest == null
                  ? ""
                  : Pictures.plain(least) + " \u2026 " + Pictures.plain(greatest) + unit(it.unit()),
              margin == null ? "" : Pictures.plain(margin) + unit(it.unit()),
              Integer.toString(it.count())));
    }
    frame.endTable(out);
  }

  private void back(Html out) {
    frame.heading(out, "back", false);
    frame.table(out, List.of(52, 16, 18, 14), "scenario", "requirement", "verdict", "hash");
    for (Dossier.ScenarioRow row : dossier.scenarios()) {
      out.open("tr").open("td", "id", "sc-" + anchor(row.id()));
      out.text(row.name())
          .empty("br")
          .element("span", row.location(), "class", "soft mono")
          .close();
      out.open("td");
      for (String id : row.requirements()) {
        out.element("a", id, "href", "#req-" + id).text(" ");
      }
      out.close().open("td");
      row.verdicts()
          .forEach(
              (run, verdict) -> {
                out.open("div").text(dossier.runs().size() > 1 ? run + ": " : "");
                frame.verdict(out, verdict);
                out.close();
              });
      out.close();
      String hash = Frame.digits(row.hash());
      out.element("td", row.changed() ? hash + " " + words.get("changed") : hash, "class", "mono");
      out.close();
    }
    frame.endTable(out);
  }

  /** A scenario's id as an anchor. */
  static String anchor(String id) {
    return id.replaceAll("[^A-Za-z0-9_-]", "-");
  }
}
