// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The frame of the report: one page of HTML that its styles and scripts are put into, a file for
 * each noun. What a browser opens is one file that asks for nothing else.
 */
final class ReportPage {
  private static final String FOLDER = "report/";
  private static final String STYLE = "/*STYLE*/";
  private static final String DATA = "/*DATA*/";
  private static final String SCRIPT = "/*SCRIPT*/";
  private static final String IDENTIFIER = "/*IDENTIFIER*/";

  private static final List<String> STYLES =
      List.of(
          "base.css",
          "contents.css",
          "requirements.css",
          "states.css",
          "pictures.css",
          "print.css");

  /** In the order in which they run; the last one draws. */
  private static final List<String> SCRIPTS =
      List.of(
          "dom.js",
          "run.js",
          "header.js",
          "measurements.js",
          "axis.js",
          "evidence.js",
          "pictures.js",
          "ladder.js",
          "lamp.js",
          "call.js",
          "place.js",
          "voltage.js",
          "update.js",
          "timeline.js",
          "zoom.js",
          "story.js",
          "messages.js",
          "failures.js",
          "requirements.js",
          "qualification.js",
          "fault-matrix.js",
          "sweep.js",
          "states.js",
          "scenarios.js",
          "identification.js",
          "contents.js",
          "filter.js",
          "start.js");

  /** What a block takes besides its data, at most. */
  static final int BLOCK_BYTES = 80;

  /** The kinds of block that the page's script reads. */
  enum Kind {
    JSON("application/json"),
    /** JSON, packed by zlib (RFC 1950), in base64. */
    PACKED("application/zlib");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  private final String before;
  private final String after;

  private ReportPage(String before, String after) {
    this.before = before;
    this.after = after;
  }

  /**
   * @param identifier of the report, which each printed sheet carries
   * @throws IOException when this build lacks a part of the page
   */
  static ReportPage read(String identifier) throws IOException {
    String styles = parts(STYLES).replace(IDENTIFIER, cssText(identifier));
    String page = part("page.html").replace(STYLE, styles).replace(SCRIPT, parts(SCRIPTS));
    int at = page.indexOf(DATA);
    return new ReportPage(page.substring(0, at), page.substring(at + DATA.length()));
  }

  /** What the page takes without any data. */
  int bytes() {
    return before.getBytes(StandardCharsets.UTF_8).length
        + after.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Everything before the data. */
  void begin(OutputStream out) throws IOException {
    out.write(before.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Another block of data.
   *
   * @param id of its element
   * @param data that can't end a script element
   */
  void block(String id, Kind kind, byte[] data, OutputStream out) throws IOException {
    String open = "</script>\n<script type=\"" + kind.type + "\" id=\"" + id + "\">";
    out.write(open.getBytes(StandardCharsets.UTF_8));
    out.write(data);
  }

  /** Everything after the data. */
  void end(OutputStream out) throws IOException {
    out.write(after.getBytes(StandardCharsets.UTF_8));
  }

  /** Text between the quotes of a style sheet: a run's name can't end it, nor the style element. */
  private static String cssText(String text) {
    StringBuilder css = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean plain = Character.isLetterOrDigit(c) || "-_/.: ".indexOf(c) >= 0;
              css.append(plain ? Character.toString(c) : "\\" + Integer.toHexString(c) + " ");
            });
    return css.toString();
  }

  private static String parts(List<String> names) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : names) {
      all.append(part(name));
    }
    return all.toString();
  }

  private static String part(String name) throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException(FOLDER + name + " is missing in this build; build it anew");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
