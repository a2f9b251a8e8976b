// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.dossier.pdf.PdfFile;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rig qualify} found as a document of its own, page and PDF/A-2u: what ISO 26262-8
 * clause 11 asks for, as far as a rig can say it.
 */
public final class QualificationReport {
  public static final String HTML = "qualification-report.html";
  public static final String PDF = "qualification-report.pdf";

  /** From this share of faults noticed on, detection counts as high, and as medium. */
  private static final double HIGH = 99;

  private static final double MEDIUM = 90;

  /** Faults that are listed; the others stand in qualification.json. */
  private static final int MAX_LISTED = 500;

  private final Qualified found;
  private final Frame frame;
  private final Words words;

  private QualificationReport(Qualified found, Frame frame) {
    this.found = found;
    this.frame = frame;
    this.words = frame.words();
  }

  /**
   * Notes in a qualification's folder which rig was qualified: a dossier of another one says so.
   *
   * @param rig SHA-256 over it
   */
  public static void tie(Path folder, String tool, String rig) {
    try {
      Qualified.tie(folder, tool, rig);
    } catch (IOException e) {
      throw new RunFolderException("noting the rig in " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes it.
   *
   * @param folder of a qualification
   * @param template as of a dossier; null without
   * @throws RunFolderException when the folder holds none, or can't be written
   */
  public static void write(
      Path folder,
      Path out,
      String language,
      @Nullable Path template,
      Instant issued,
      String tool) {
    try {
      Qualified found = Qualified.read(folder);
      Words words = new Words(language, template);
      String date = issued.truncatedTo(ChronoUnit.SECONDS).toString();
      Files.createDirectories(out);
      AtomicFile.write(
          out.resolve(HTML),
          new QualificationReport(found, new Frame(words, false, template)).page(date, tool));
      String page =
          new QualificationReport(found, new Frame(words, true, template)).page(date, tool);
      AtomicFile.write(out.resolve(PDF), to -> PdfFile.write(page, tool, to));
    } catch (IOException e) {
      throw new RunFolderException("making the report of " + folder + ": " + e.getMessage(), e);
    }
  }

  private String page(String date, String tool) throws IOException {
    String title = words.get("q.title") + ": " + found.of();
    String rig = found.rig().isEmpty() ? words.get("q.noRig") : found.rig();
    Html out = frame.begin(title, title + ", " + words.get("issued", date));
    out.element("h1", title);
    out.element("p", words.get("issued", date) + ", " + tool);
    frame.heading(out, "q.environment", true);
    out.open("table").open("tbody");
    pair(out, "q.rig", rig);
    pair(out, "q.command", found.data().path("command").asText());
    pair(out, "seed", found.data().path("seed").asText());
    pair(out, "started", found.data().path("written").asText());
    pair(out, "scenarios", found.data().path("scenarios").asText());
    out.close().close();
    if (!found.data().path("complete").asBoolean()) {
      out.element("p", words.get("q.incomplete"), "class", "open");
    }
    frame.heading(out, "q.use", true);
    out.element("p", words.get("q.use.text"));
    frame.heading(out, "q.errors", true);
    out.open("table").open("tbody");
    for (int number = 1; number <= 5; number++) {
      out.open("tr").element("td", words.get("q.e" + number));
      out.element("td", words.get("q.m" + number)).close();
    }
    out.close().close();
    level(out);
    results(out);
    notNoticed(out);
    frame.end(out);
    return out.toString();
  }

  private void pair(Html out, String key, String value) {
    out.open("tr").element("th", words.get(key), "scope", "row");
    out.element("td", value, "class", "mono").close();
  }

  private void level(Html out) {
    frame.heading(out, "q.level", true);
    String level =
        found.percent() >= HIGH
            ? "TD1, TCL1"
            : found.percent() >= MEDIUM ? "TD2, TCL2" : "TD3, TCL3";
    out.element("p", words.get("q.level.text", found.percent() + " %", level));
  }

  private void results(Html out) {
    frame.heading(out, "q.results", true);
    Set<String> outcomes = new TreeSet<>();
    found.data().path("counts").fieldNames().forEachRemaining(outcomes::add);
    frame.table(out, "q.outcome", "q.count");
    for (String outcome : outcomes) {
      frame.row(out, List.of(outcome, found.data().path("counts").path(outcome).asText()));
    }
    frame.endTable(out);
    List<String> areas = new ArrayList<>();
    found.data().path("areas").fieldNames().forEachRemaining(areas::add);
    frame.table(out, "q.area", "q.outcome");
    for (String area : areas) {
      StringBuilder text = new StringBuilder();
      JsonNode counts = found.data().path("areas").path(area);
      counts
          .properties()
          .forEach(
              each -> text.append(each.getKey()).append(' ').append(each.getValue()).append("; "));
      frame.row(out, List.of(area, text.toString()));
    }
    frame.endTable(out);
  }

  private void notNoticed(Html out) {
    frame.heading(out, "q.notNoticed", true);
    out.element("p", words.get("q.unreached", found.data().path("unreached").size()));
    faults(out, List.of("seen", "unseen", "not-reached"));
    frame.heading(out, "q.equivalent", true);
    faults(out, List.of("equivalent"));
  }

  private void faults(Html out, List<String> kinds) {
    frame.table(out, List.of(70, 30), "q.survived", "q.outcome");
    int listed = 0;
    for (JsonNode outcome : found.data().path("outcomes")) {
      String kind = outcome.path("noticed").asText().toLowerCase(java.util.Locale.ROOT);
      if (kinds.contains(kind.replace('_', '-').replaceFirst("^survived-", ""))
          && listed++ < MAX_LISTED) {
        frame.row(out, List.of(outcome.path("id").asText(), kind + why(outcome)));
      }
    }
    frame.endTable(out);
    if (listed > MAX_LISTED) {
      out.element("p", words.get("more", listed - MAX_LISTED));
    }
  }

  private static String why(JsonNode outcome) {
    String why = outcome.path("reason").asText();
    return why.isEmpty() ? "" : ": " + why;
  }
}
