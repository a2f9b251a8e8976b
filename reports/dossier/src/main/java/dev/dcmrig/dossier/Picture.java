// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A picture of boxes and texts, in points: the page has it as SVG, the PDF as boxes of the page
 * itself, so that its text is text. Does not draw: slanted lines, curves.
 */
final class Picture {
  /** Who looks at it. */
  enum Look {
    CONTEXT,
    LIMIT,
    MARK,
    DECIDING,
    BAD
  }

  private record Box(double x, double y, double width, double height, Look look) {}

  private record Text(double x, double y, String text, Look look, String anchor) {}

  private final double width;
  private final String says;
  private final List<Box> boxes = new ArrayList<>();
  private final List<Text> texts = new ArrayList<>();
  private double height;

  /**
   * @param says what it shows, for whoever can't see it
   */
  Picture(double width, String says) {
    this.width = width;
    this.says = says;
  }

  void box(double x, double y, double w, double h, Look look) {
    boxes.add(new Box(x, y, Math.max(w, 0.8), h, look));
    height = Math.max(height, y + h + 2);
  }

  /**
   * A text.
   *
   * @param y of its upper edge
   * @param anchor {@code start}, {@code middle} or {@code end}
   */
  void text(double x, double y, String text, Look look, String anchor) {
    texts.add(new Text(x, y, text, look, anchor));
    height = Math.max(height, y + 12);
  }

  /** For a browser. */
  void svg(Html out) {
    out.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + number(width) + " " + number(height),
        "role",
        "img",
        "aria-label",
        says,
        "class",
        "picture");
    for (Box box : boxes) {
      out.empty(
          "rect",
          "x",
          number(box.x()),
          "y",
          number(box.y()),
          "width",
          number(box.width()),
          "height",
          number(box.height()),
          "class",
          box.look().name().toLowerCase(Locale.ROOT));
    }
    for (Text text : texts) {
      out.element(
          "text",
          text.text(),
          "x",
          number(text.x()),
          "y",
          number(text.y() + 8.5),
          "text-anchor",
          text.anchor(),
          "class",
          text.look().name().toLowerCase(Locale.ROOT));
    }
    out.close();
  }

  /** For paper: boxes at their places. */
  void boxes(Html out) {
    out.open(
        "div",
        "class",
        "picture",
        "style",
        "width:" + number(width) + "pt;height:" + number(height) + "pt");
    for (Box box : boxes) {
      out.open(
              "div",
              "class",
              box.look().name().toLowerCase(Locale.ROOT),
              "style",
              place(box.x(), box.y())
                  + "width:"
                  + number(box.width())
                  + "pt;height:"
                  + number(box.height())
                  + "pt")
          .close();
    }
    for (Text text : texts) {
      // A label is short; what begins at its place may use all that is left.
      double wide = text.anchor().equals("start") ? width - text.x() : 200;
      double left =
          switch (text.anchor()) {
            case "middle" -> text.x() - wide / 2;
            case "end" -> text.x() - wide;
            default -> text.x();
          };
      String align =
          switch (text.anchor()) {
            case "middle" -> "center";
            case "end" -> "right";
            default -> "left";
          };
      out.element(
          "div",
          text.text(),
          "class",
          "t " + text.look().name().toLowerCase(Locale.ROOT),
          "style",
          place(left, text.y()) + "width:" + number(wide) + "pt;text-align:" + align);
    }
    out.close();
  }

  private static String place(double x, double y) {
    return "left:" + number(x) + "pt;top:" + number(y) + "pt;";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
