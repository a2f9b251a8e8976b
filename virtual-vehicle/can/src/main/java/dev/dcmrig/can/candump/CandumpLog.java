// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.candump;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.log.LoggedFrame;

/**
 * The compact log format of can-utils, which {@code candump -l} writes and {@code canplayer},
 * {@code log2asc} and python-can read.
 *
 * <pre>
 *   (1436509052.249713) can0 123#DEADBEEF
 *    seconds . microseconds  interface, frame; newer tools may add R (received) or T (sent)
 * </pre>
 */
public final class CandumpLog {
  private static final long MICROS = 1_000_000;
  private static final int FRACTION_DIGITS = 6;
  private static final int SECONDS_DIGITS = 10;

  private static final int MAX_SHOWN = 200;

  private CandumpLog() {}

  /** Adds one line with its line feed; makes no objects. */
  public static void append(StringBuilder text, long epochMicros, String channel, Frame frame) {
    text.append('(');
    appendSeconds(text, epochMicros, SECONDS_DIGITS);
    text.append(") ").append(channel).append(' ');
    FrameText.appendLog(text, frame);
    text.append('\n');
  }

  /** Adds seconds with their six decimals, the whole ones with at least so many digits. */
  public static void appendSeconds(StringBuilder text, long micros, int digits) {
    appendNumber(text, micros / MICROS, digits);
    text.append('.');
    appendNumber(text, micros % MICROS, FRACTION_DIGITS);
  }

  private static void appendNumber(StringBuilder text, long number, int digits) {
    long limit = 10;
    int present = 1;
    while (present < digits && number >= limit) {
      present++;
      limit *= 10;
    }
    for (int missing = digits - present; missing > 0; missing--) {
      text.append('0');
    }
    text.append(number);
  }

  /**
   * Reads one line.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  public static LoggedFrame parse(String line) {
    int close = line.indexOf(')');
    if (!line.startsWith("(") || close < 0) {
      throw wrong(line, "a line begins with the time in brackets");
    }
    long micros = micros(line, line.substring(1, close));
    String[] words = line.substring(close + 1).strip().split("\\s+");
    if (words.length < 2) {
      throw wrong(line, "after the time come an interface and a frame");
    }
    if (words.length > 2 && words[2].matches("[\\[{][0-9A-F]{1,2}[\\]}]")) {
      throw wrong(line, "this is what candump shows; -l and -L write logs");
    }
    if (words.length > 3 || (words.length == 3 && !words[2].matches("[RT]"))) {
      throw wrong(line, "after the frame comes nothing more, or R or T");
    }
    return new LoggedFrame(micros, words[0], FrameText.parse(words[1]));
  }

  private static long micros(String line, String text) {
    int dot = text.indexOf('.');
    String seconds = dot < 0 ? text : text.substring(0, dot);
    String fraction = dot < 0 ? "" : text.substring(dot + 1);
    if (!seconds.strip().matches("\\d{1,12}") || !fraction.matches("\\d{0,9}")) {
      throw wrong(line, "'" + text + "' is no time in seconds");
    }
    String padded = (fraction + "000000").substring(0, FRACTION_DIGITS);
    return Long.parseLong(seconds.strip()) * MICROS + Long.parseLong(padded);
  }

  static IllegalArgumentException wrong(String line, String why) {
    String shown = line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "..." : line;
    return new IllegalArgumentException(
        "'"
            + shown.replaceAll("\\p{Cntrl}", "?")
            + "' is no line of a log: "
            + why
            + ", as in (1436509052.249713) can0 123#DEAD");
  }
}
