// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Writes well-formed XHTML that a browser reads as HTML, too. Text of others is inert: it is
 * escaped, and marks that turn the direction of writing are taken out.
 */
final class Html {
  /** As the report's page does it: a name must not show another one's verdict. */
  private static final Pattern DIRECTION =
      Pattern.compile("[\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\u061C]");

  private static final Pattern ILLEGAL =
      Pattern.compile(
          "[^\\x{9}\\x{A}\\x{D}\\x{20}-\\x{7E}\\x{A0}-\\x{D7FF}\\x{E000}-\\x{FFFD}"
              + "\\x{10000}-\\x{10FFFF}]");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are names and values in turn. */
  Html open(String element, String... attributes) {
    tag(element, attributes).append('>');
    open.push(element);
    return this;
  }

  /** An element without content. */
  Html empty(String element, String... attributes) {
    tag(element, attributes).append("/>");
    return this;
  }

  private StringBuilder tag(String element, String... attributes) {
    out.append('<').append(element);
    for (int index = 0; index + 1 < attributes.length; index += 2) {
      out.append(' ').append(attributes[index]).append("=\"");
      out.append(escaped(attributes[index + 1])).append('"');
    }
    return out;
  }

  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** What this project wrote itself: a style sheet. */
  Html raw(String text) {
    out.append(text);
    return this;
  }

  Html close() {
    out.append("</").append(open.pop()).append('>');
    String top = open.peek();
    if (top == null || "body section table tbody thead main ul".contains(top)) {
      out.append('\n');
    }
    return this;
  }

  /** An element that holds nothing but text. */
  Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  @Override
  public String toString() {
    return out.toString();
  }

  static String escaped(String text) {
    String plain =
        ILLEGAL.matcher(DIRECTION.matcher(text).replaceAll("\uFFFD")).replaceAll("\uFFFD");
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
