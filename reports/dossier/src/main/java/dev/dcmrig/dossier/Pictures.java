// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import dev.dcmrig.dossier.Picture.Look;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One picture for a requirement: what decided on its timeline where several things did – attempts,
 * messages of a call, a lamp –, else values against their limits. The deciding one stands out.
 */
final class Pictures {
  private static final double WIDTH = 470;
  private static final double LEFT = 8;
  private static final double RIGHT = WIDTH - 8;

  /** Things on one timeline that are still told apart. */
  private static final int MAX_MARKS = 24;

  /** Rows of values. */
  private static final int MAX_ROWS = 6;

  /** A label is as wide as this, so that none lies on another. */
  private static final double LABEL = 62;

  private final Words words;

  Pictures(Words words) {
    this.words = words;
  }

  Optional<Picture> of(Dossier.Row row) {
    Optional<Dossier.Value> told =
        row.values().stream()
            .filter(value -> value.decidedBy().size() >= 2 && span(value) > 0)
            .max(
                Comparator.<Dossier.Value>comparingInt(v -> v.met() < v.count() ? 1 : 0)
                    .thenComparingInt(v -> told(v, row.id()))
                    .thenComparingInt(v -> v.decidedBy().size()));
    if (told.isPresent()) {
      return Optional.of(timeline(told.get()));
    }
    List<Dossier.Value> numbers =
        row.values().stream()
            .filter(value -> value.margin() != null && value.least() != null)
            .filter(value -> value.met() < value.count() || hasRoom(value))
            .sorted(Comparator.comparing(value -> value.met() < value.count() ? 0 : 1))
            .limit(MAX_ROWS)
            .toList();
    return numbers.isEmpty() ? Optional.empty() : Optional.of(limits(numbers));
  }

  /** A number against a limit of the requirement itself tells more than a by-product. */
  private static int told(Dossier.Value value, String id) {
    boolean own =
        value.source().equals("requirement " + id) || value.source().startsWith("profile");
    return (own ? 2 : 0) + (value.margin() != null ? 1 : 0);
  }

  /** A count of nothing that must be nothing has no picture: the table says it. */
  private static boolean hasRoom(Dossier.Value value) {
    Double lower = value.lower();
    return lower == null || !lower.equals(value.upper()) || value.tolerance() > 0;
  }

  private static double span(Dossier.Value value) {
    List<Dossier.Item> items = value.decidedBy();
    double first = items.stream().mapToDouble(Dossier.Item::seconds).min().orElse(0);
    double last = items.stream().mapToDouble(Dossier.Item::seconds).max().orElse(0);
    return last - first;
  }

  /** The ladder of attempts, the messages of a call: each with its time, gaps between them. */
  private Picture timeline(Dossier.Value value) {
    List<Dossier.Item> items = new ArrayList<>(value.decidedBy());
    Dossier.Item deciding = items.get(items.size() - 1);
    items.sort(Comparator.comparingDouble(Dossier.Item::seconds));
    items = items.subList(0, Math.min(MAX_MARKS, items.size()));
    double first = items.get(0).seconds();
    double last = items.get(items.size() - 1).seconds();
    double scale = (RIGHT - LEFT - 6) / Math.max(last - first, 1e-9);
    Picture picture =
        new Picture(WIDTH, words.get("picture.timeline", value.quantity(), items.size()));
    picture.text(LEFT, 0, value.quantity() + ": " + value.limit(), Look.CONTEXT, "start");
    double axis = 44;
    picture.box(LEFT, axis, RIGHT - LEFT, 0.8, Look.CONTEXT);
    double free = Double.NEGATIVE_INFINITY;
    double before = Double.NaN;
    for (Dossier.Item item : items) {
      double x = LEFT + 3 + (item.seconds() - first) * scale;
      boolean decides = item.equals(deciding);
      boolean bad = decides && value.met() < value.count();
      Look look = bad ? Look.BAD : decides ? Look.DECIDING : Look.MARK;
      picture.box(
          x - (decides ? 2 : 1),
          axis - (decides ? 14 : 9),
          decides ? 4 : 2,
          decides ? 28 : 18,
          look);
      if (x - free >= LABEL || decides) {
        boolean room = x - free >= LABEL;
        String anchor = x < LEFT + LABEL / 2 ? "start" : x > RIGHT - LABEL / 2 ? "end" : "middle";
        picture.text(x, room ? axis + 15 : axis + 27, time(item.seconds()), look, anchor);
        free = room ? x : free;
      }
      if (!Double.isNaN(before) && (item.seconds() - before) * scale > LABEL) {
        double middle = LEFT + 3 + ((item.seconds() + before) / 2 - first) * scale;
        picture.text(middle, axis - 22, gap(item.seconds() - before), Look.CONTEXT, "middle");
      }
      before = item.seconds();
    }
    picture.text(
        LEFT,
        axis + 40,
        words.get("decided") + ": " + shortened(deciding.kind() + ", " + deciding.what(), 80),
        Look.DECIDING,
        "start");
    return picture;
  }

  private Picture limits(List<Dossier.Value> values) {
    Picture picture = new Picture(WIDTH, words.get("picture.limits", values.size()));
    double y = 0;
    for (Dossier.Value value : values) {
      double least = value.least() == null ? 0 : value.least();
      double greatest = value.greatest() == null ? least : value.greatest();
      Double lower = value.lower();
      Double upper = value.upper();
      double from = Math.min(least, lower == null ? Math.min(0, least) : lower - value.tolerance());
      double to = Math.max(greatest, upper == null ? greatest : upper + value.tolerance());
      double pad = (to - from) * 0.1 + (to > from ? 0 : Math.max(Math.abs(to) * 0.1, 1));
      from -= pad;
      to += pad;
      double scale = (RIGHT - LEFT) / (to - from);
      boolean bad = value.met() < value.count();
      picture.text(
          LEFT, y, shortened(value.quantity(), 60) + ": " + value.limit(), Look.CONTEXT, "start");
      double bar = y + 14;
      double low = lower == null ? from : lower - value.tolerance();
      double high = upper == null ? to : upper + value.tolerance();
      picture.box(LEFT, bar, RIGHT - LEFT, 10, Look.CONTEXT);
      picture.box(
          LEFT + (low - from) * scale, bar, Math.max((high - low) * scale, 1.5), 10, Look.LIMIT);
      picture.box(
          LEFT + (least - from) * scale - 1,
          bar + 3,
          Math.max((greatest - least) * scale, 2),
          4,
          Look.MARK);
      Double margin = value.margin();
      boolean atTop =
          upper != null
              && margin != null
              && Math.abs(upper + value.tolerance() - greatest - margin) < 1e-9;
      double deciding = atTop ? greatest : least;
      double x = LEFT + (deciding - from) * scale;
      picture.box(x - 1.5, bar - 2, 3, 14, bad ? Look.BAD : Look.DECIDING);
      String anchor = x < LEFT + LABEL ? "start" : x > RIGHT - LABEL ? "end" : "middle";
      picture.text(
          x,
          bar + 13,
          plain(deciding) + " " + value.unit(),
          bad ? Look.BAD : Look.DECIDING,
          anchor);
      y = bar + 30;
    }
    return picture;
  }

  static String plain(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String time(double seconds) {
    return seconds >= 7200
        ? String.format(Locale.ROOT, "%.2f h", seconds / 3600)
        : String.format(Locale.ROOT, "%.3f s", seconds);
  }

  private static String gap(double seconds) {
    return "+" + time(seconds);
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "\u2026";
  }
}
