// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance.requirements;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Writes XML 1.0. Line ends in attributes are kept, which the JDK's own writer does not do. What
 * XML can't have becomes U+FFFD.
 */
final class Xml {
  private static final Pattern ILLEGAL =
      Pattern.compile(
          "[^\\x{9}\\x{A}\\x{D}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  private final Deque<String> open = new ArrayDeque<>();
  private boolean inTag;

  void open(String element) {
    endTag();
    out.append('\n').append(" ".repeat(open.size())).append('<').append(element);
    open.push(element);
    inTag = true;
  }

  /** An attribute of the element that was opened last. */
  void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
  }

  /** An element that holds nothing but text. */
  void text(String element, String text) {
    open(element);
    endTag();
    out.append(escaped(text)).append("</").append(open.pop()).append('>');
  }

  void close(int elements) {
    for (int count = 0; count < elements; count++) {
      if (inTag) {
        out.append("/>");
        inTag = false;
        open.pop();
      } else {
        String element = open.pop();
        out.append('\n').append(" ".repeat(open.size())).append("</").append(element).append('>');
      }
    }
  }

  /** All of it, ended by a line end. */
  String text() {
    close(open.size());
    return out + "\n";
  }

  private void endTag() {
    if (inTag) {
      out.append('>');
      inTag = false;
    }
  }

  private static String escaped(String text) {
    return ILLEGAL
        .matcher(text)
        .replaceAll("\uFFFD")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\n", "&#10;")
        .replace("\r", "&#13;")
        .replace("\t", "&#9;");
  }
}
