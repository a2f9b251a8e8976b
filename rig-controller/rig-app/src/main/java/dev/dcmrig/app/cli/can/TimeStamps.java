// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.can.candump.CandumpLog;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time of each frame in one of candump's four forms; makes no objects within a second. */
final class TimeStamps {
  private static final long MICROS = 1_000_000;
  private static final int EPOCH_DIGITS = 10;
  private static final int SHORT_DIGITS = 3;
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final char form;
  private final ZoneId zone;
  private long reference = Long.MIN_VALUE;
  private long second = Long.MIN_VALUE;
  private String secondText = "";

  /**
   * @param form a: seconds since 1970, d: since the frame before, z: since the first frame, A: date
   *     and time; anything else: none
   */
  TimeStamps(char form, ZoneId zone) {
    this.form = form;
    this.zone = zone;
  }

  /** Adds {@code (time) }, or nothing. */
  void append(StringBuilder text, long epochMicros) {
    switch (form) {
      case 'a' -> {
        text.append('(');
        CandumpLog.appendSeconds(text, epochMicros, EPOCH_DIGITS);
        text.append(") ");
      }
      case 'A' -> {
        text.append('(').append(dateAndTime(epochMicros));
        String fraction = Long.toString(MICROS + epochMicros % MICROS);
        text.append('.').append(fraction, 1, fraction.length()).append(") ");
      }
      case 'd', 'z' -> {
        if (reference == Long.MIN_VALUE) {
          reference = epochMicros;
        }
        text.append('(');
        // Frames of two interfaces may come in another order than their stamps.
        long since = Math.max(0, epochMicros - reference);
        CandumpLog.appendSeconds(text, since, SHORT_DIGITS);
        text.append(") ");
        if (form == 'd') {
          reference = epochMicros;
        }
      }
      default -> {}
    }
  }

  private String dateAndTime(long epochMicros) {
    long now = epochMicros / MICROS;
    if (now != second) {
      second = now;
      secondText = SECOND.format(Instant.ofEpochSecond(now).atZone(zone));
    }
    return secondText;
  }
}
