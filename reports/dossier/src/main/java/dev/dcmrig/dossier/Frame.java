// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a document, on a screen or on paper: head, style, identification. A template's
 * folder may have {@code screen.css}, {@code paper.css}, {@code logo.png} and words of its own.
 */
final class Frame {
  /** A logo is small. */
  private static final long MAX_LOGO_BYTES = 500_000;

  /** Digits of a hash that people compare. */
  private static final int HASH_DIGITS = 12;

  private final Words words;
  private final boolean paper;
  private final @Nullable Path template;

  Frame(Words words, boolean paper, @Nullable Path template) {
    this.words = words;
    this.paper = paper;
    this.template = template;
  }

  boolean isPaper() {
    return paper;
  }

  Words words() {
    return words;
  }

  /**
   * Begins a document; {@link #end} closes what is open.
   *
   * @param identification stands on each page of the PDF
   */
  Html begin(String title, String identification) throws IOException {
    Html out = new Html();
    if (!paper) {
      out.raw("<!DOCTYPE html>\n");
    }
    out.open("html", "lang", words.language());
    out.open("head");
    if (!paper) {
      out.empty("meta", "charset", "UTF-8");
      out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    }
    out.element("title", title);
    out.open("style").raw(style(identification)).close();
    out.close();
    out.open("body");
    out.element("a", words.get("results"), "href", "#results", "class", "skip");
    out.open("main", "id", "main");
    logo(out);
    return out;
  }

  void end(Html out) {
    out.close().close().close();
  }

  private String style(String identification) throws IOException {
    String sheet = resource(paper ? "paper.css" : "screen.css");
    if (!paper) {
      return sheet.replace("<", "");
    }
    String id = identification.replaceAll("[^\\p{L}\\p{N} .,:;/_-]", " ");
    return sheet.replace("<", "")
        + "@page{@top-left{content:'"
        + id
        + "';font-family:'DejaVu Sans';font-size:7pt;color:#555}@bottom-right{content:'"
        + words.get("pageOf")
        + " ' counter(page) ' "
        + words.get("of")
        + " ' counter(pages);font-family:'DejaVu Sans';font-size:7pt;color:#555}}";
  }

  private void logo(Html out) throws IOException {
    Path logo = template == null ? null : template.resolve("logo.png");
    if (logo != null && Files.isRegularFile(logo) && Files.size(logo) <= MAX_LOGO_BYTES) {
      String data = Base64.getEncoder().encodeToString(Files.readAllBytes(logo));
      out.empty("img", "class", "logo", "alt", "logo", "src", "data:image/png;base64," + data);
    }
  }

  private String resource(String name) throws IOException {
    Path own = template == null ? null : template.resolve(name);
    if (own != null && Files.isRegularFile(own)) {
      return Files.readString(own);
    }
    try (InputStream in = Frame.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing in this rig");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A heading of a part. */
  void heading(Html out, String id, boolean first) {
    out.element("h2", words.get(id), "id", id, "class", first ? "first" : "part");
  }

  /** Begins a table; its columns are words. */
  void table(Html out, String... columns) {
    table(out, List.of(), columns);
  }

  /**
   * Begins a table.
   *
   * @param percent widths of the columns; none: all the same
   */
  void table(Html out, List<Integer> percent, String... columns) {
    out.open("div", "class", "scroll").open("table");
    if (!percent.isEmpty()) {
      out.open("colgroup");
      percent.forEach(width -> out.empty("col", "style", "width:" + width + "%"));
      out.close();
    }
    out.open("thead").open("tr");
    for (String column : columns) {
      out.element("th", words.get(column), "scope", "col");
    }
    out.close().close().open("tbody");
  }

  /** Begins a table of names and what they are. */
  void pairs(Html out) {
    out.open("div", "class", "scroll").open("table", "class", "pairs").open("colgroup");
    out.empty("col", "style", "width:25%").empty("col", "style", "width:75%").close();
    out.open("tbody");
  }

  void endTable(Html out) {
    out.close().close().close();
  }

  /** A row of plain cells. */
  void row(Html out, List<String> cells) {
    out.open("tr");
    cells.forEach(cell -> out.element("td", cell));
    out.close();
  }

  /** A cell of what somebody should have given. */
  void given(Html out, String text) {
    if (text.isEmpty() || text.equals("-")) {
      out.element("td", words.get("open"), "class", "open");
    } else {
      out.element("td", text);
    }
  }

  static String digits(String hash) {
    return hash.substring(0, Math.min(HASH_DIGITS, hash.length()));
  }

  void verdict(Html out, String word) {
    out.element("span", words.verdict(word), "class", word.replace(' ', '-'));
  }
}
