// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import dev.dcmrig.ota.core.Wave;
import dev.dcmrig.ota.model.WaveCounts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A rollout as one HTML file without anything outside of it: a row a wave, time along x, targets by
 * their state up y, pauses as bands and resumes as lines. What colours say, words say, too.
 */
public final class RolloutPicture {
  private static final int WIDTH = 1000;
  private static final int LEFT = 120;
  private static final int RIGHT = 190;
  private static final int TOP = 40;
  private static final int ROW = 90;
  private static final int GAP = 14;
  private static final int MOST_TICKS = 10;

  /** What is drawn of a wave's counts, from the bottom up. */
  private enum Layer {
    SUCCEEDED("succeeded"),
    ERRORS("failed or silent"),
    OUT("cancelled or declined"),
    BUSY("at it"),
    RETRYING("asked again"),
    WAITING("waiting");

    private final String text;

    Layer(String text) {
      this.text = text;
    }

    int count(WaveCounts counts) {
      return switch (this) {
        case SUCCEEDED -> counts.succeeded();
        case ERRORS -> counts.errors();
        case OUT -> counts.cancelled() + counts.declined();
        case BUSY -> counts.active();
        case RETRYING -> counts.retrying();
        case WAITING -> counts.waiting();
      };
    }

    String style() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final RolloutFilm film;
  private final StringBuilder out = new StringBuilder();
  private final Duration begin;
  private final int waves;

  private RolloutPicture(RolloutFilm film) {
    this.film = film;
    this.begin = film.frames().get(0).at();
    this.waves = film.frames().get(0).status().waves().size();
  }

  /**
   * Draws.
   *
   * @param film of one frame or more
   * @param title for people
   * @param lines beneath the picture
   */
  public static String html(RolloutFilm film, String title, List<String> lines) {
    return new RolloutPicture(film).page(title, lines);
  }

  private String page(String title, List<String> lines) {
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    out.append(escaped(title)).append("</title>\n<style>").append(STYLE).append("</style></head>");
    out.append("<body>\n<h1>").append(escaped(title)).append("</h1>\n");
    legend();
    int height = TOP + waves * (ROW + GAP) + 30;
    out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"picture\">");
    out.append(
        filled("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"t\">", WIDTH, height));
    out.append("<title id=\"t\">Targets of each wave by state, along time</title>\n");
    out.append(
            "<defs><pattern id=\"hatch\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"")
        .append(" patternTransform=\"rotate(45)\"><rect width=\"3\" height=\"8\" class=\"hatch\"/>")
        .append("</pattern></defs>\n");
    for (int no = 0; no < waves; no++) {
      row(no);
    }
    axis(height);
    marks(height);
    out.append("</svg></div>\n");
    pauses();
    out.append("<ul>\n");
    lines.forEach(line -> out.append("<li>").append(escaped(line)).append("</li>\n"));
    return out.append("</ul>\n</body></html>\n").toString();
  }

  private void legend() {
    out.append("<p class=\"legend\">");
    for (Layer layer : Layer.values()) {
      out.append("<span><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\"><rect width=\"12\"")
          .append(" height=\"12\" class=\"")
          .append(layer.style())
          .append("\"/></svg> ")
          .append(layer.text)
          .append("</span> ");
    }
    out.append("<span><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\"><rect width=\"12\"")
        .append(" height=\"12\" fill=\"url(#hatch)\"/></svg> paused</span></p>\n");
  }

  private double x(Duration at) {
    double span = Math.max(1, film.end().minus(begin).toMillis());
    return LEFT + (WIDTH - LEFT - RIGHT) * at.minus(begin).toMillis() / span;
  }

  private void row(int no) {
    int bottom = TOP + no * (ROW + GAP) + ROW;
    for (Layer layer : Layer.values()) {
      layer(no, layer, bottom);
    }
    List<RolloutFilm.Frame> frames = film.frames();
    Wave last = frames.get(frames.size() - 1).status().waves().get(no);
    text(8, bottom - ROW / 2 - 4, "name", "wave " + last.no());
    text(8, bottom - ROW / 2 + 14, "small", last.counts().total() + " targets");
    WaveCounts end = last.counts();
    text(WIDTH - RIGHT + 10, bottom - ROW / 2 - 4, "name", end.succeeded() + " succeeded");
    text(
        WIDTH - RIGHT + 10,
        bottom - ROW / 2 + 14,
        "small",
        end.errors() + " failed, " + (end.total() - end.succeeded() - end.errors()) + " others");
  }

  /** The area between what lies below a layer and its own upper edge; steps, since counts jump. */
  private void layer(int no, Layer layer, int bottom) {
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    boolean seen = false;
    List<RolloutFilm.Frame> frames = film.frames();
    for (int index = 0; index < frames.size(); index++) {
      WaveCounts counts = frames.get(index).status().waves().get(no).counts();
      int below = 0;
      for (Layer under : Layer.values()) {
        if (under == layer) {
          break;
        }
        below += under.count(counts);
      }
      int own = layer.count(counts);
      seen |= own > 0;
      double from = x(frames.get(index).at());
      double to = x(index + 1 < frames.size() ? frames.get(index + 1).at() : film.end());
      double total = Math.max(1, counts.total());
      step(upper, from, to, bottom - ROW * (below + own) / total, true);
      step(lower, from, to, bottom - ROW * below / total, false);
    }
    if (seen) {
      out.append("<path class=\"")
          .append(layer.style())
          .append("\" d=\"M")
          .append(upper)
          .append('L')
          .append(lower)
          .append("Z\"><title>wave ")
          .append(no + 1)
          .append(": ")
          .append(layer.text)
          .append("</title></path>\n");
    }
  }

  private static void step(StringBuilder path, double from, double to, double y, boolean forth) {
    String step =
        forth
            ? filled("%.1f %.1f %.1f %.1f ", from, y, to, y)
            : filled("%.1f %.1f %.1f %.1f ", to, y, from, y);
    if (forth) {
      path.append(step);
    } else {
      path.insert(0, step);
    }
  }

  private void axis(int height) {
    long seconds = Math.max(1, film.end().minus(begin).toSeconds());
    long every = 60;
    while (seconds / every > MOST_TICKS) {
      every *= 2;
    }
    for (long tick = 0; tick <= seconds; tick += every) {
      double at = x(begin.plusSeconds(tick));
      out.append(
          filled(
              "<line class=\"tick\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
              at, TOP, at, height - 26));
      text(at, height - 10, "small middle", tick / 60 + " min");
    }
  }

  private void marks(int height) {
    int number = 0;
    for (RolloutFilm.Pause pause : film.pauses()) {
      double from = x(pause.from());
      double to = Math.max(from + 2, x(pause.until()));
      out.append(
              filled(
                  "<rect class=\"pause\" fill=\"url(#hatch)\" x=\"%.1f\" y=\"%d\" width=\"%.1f\""
                      + " height=\"%d\">",
                  from, TOP, to - from, height - TOP - 30))
          .append("<title>paused: ")
          .append(escaped(pause.reason()))
          .append("</title></rect>\n");
      text((from + to) / 2, TOP - 8, "small middle", "pause " + ++number);
      if (pause.resumed()) {
        out.append(
            filled(
                "<line class=\"resume\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\""
                    + " y2=\"%d\"><title>resumed</title></line>\n",
                to, TOP - 4, to, height - 30));
      }
    }
  }

  private void pauses() {
    if (film.pauses().isEmpty()) {
      return;
    }
    out.append(
        "<table><caption>Pauses</caption><tr><th>no<th>paused at<th>resumed at<th>why</tr>\n");
    int number = 0;
    for (RolloutFilm.Pause pause : film.pauses()) {
      out.append("<tr><td>")
          .append(++number)
          .append("<td>")
          .append(clock(pause.from()))
          .append("<td>")
          .append(pause.resumed() ? clock(pause.until()) : "not")
          .append("<td>")
          .append(escaped(pause.reason()))
          .append("</tr>\n");
    }
    out.append("</table>\n");
  }

  private String clock(Duration at) {
    Duration since = at.minus(begin);
    return filled("%d:%02d min", since.toMinutes(), since.toSecondsPart());
  }

  private void text(double x, double y, String style, String text) {
    out.append(filled("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", style, x, y))
        .append(escaped(text))
        .append("</text>\n");
  }

  /** With a point in numbers, whatever the machine's language is. */
  private static String filled(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static final String STYLE =
      """

      :root { color-scheme: light dark; --text: #1b1f24; --back: #ffffff; --grid: #c9ced6; --hatch: #6b3fa0 }
      @media (prefers-color-scheme: dark) {
        :root { --text: #e8eaed; --back: #16191d; --grid: #444b55; --hatch: #c9a6f5 }
      }
      body { font: 16px/1.45 system-ui, sans-serif; color: var(--text); background: var(--back); margin: 1.2rem; max-width: 70rem }
      h1 { font-size: 1.25rem }
      .scroll { overflow-x: auto }
      .scroll svg { width: 100%; min-width: 620px }
      .legend span { white-space: nowrap; margin-right: .9rem }
      .legend svg { width: .9em; height: .9em; vertical-align: -.1em }
      text { fill: var(--text); font-size: 15px }
      .small { font-size: 13px } .middle { text-anchor: middle }
      .succeeded { fill: #2e9e5b } .errors { fill: #d33a3a } .out { fill: #8d6e63 }
      .busy { fill: #3f7fd6 } .retrying { fill: #e0a021 } .waiting { fill: #9aa3ad; fill-opacity: .45 }
      .hatch { fill: var(--hatch) } .pause { opacity: .55 }
      .tick { stroke: var(--grid); stroke-width: .7 } .resume { stroke: var(--text); stroke-width: 2; stroke-dasharray: 5 3 }
      table { border-collapse: collapse; margin-top: 1rem } caption { text-align: left; font-weight: 600 }
      th, td { text-align: left; padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--grid) }
      """;
}
