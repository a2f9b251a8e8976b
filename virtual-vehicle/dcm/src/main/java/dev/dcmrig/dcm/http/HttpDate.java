// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.http;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Dates of HTTP (RFC 9110 5.6.7): the form of today and the two obsolete ones, which a recipient
 * must read, too. The day of the week says nothing that the rest doesn't, and is not looked at.
 *
 * <pre>
 *   Sun, 06 Nov 1994 08:49:37 GMT    IMF-fixdate
 *   Sunday, 06-Nov-94 08:49:37 GMT   RFC 850
 *   Sun Nov  6 08:49:37 1994         asctime
 * </pre>
 */
public final class HttpDate {
  private static final String WEEKDAY = "[A-Za-z]{3,9},? +";

  /** A year of two digits that seems further ahead than this is one of the past. */
  private static final int YEARS_AHEAD = 50;

  private HttpDate() {}

  /**
   * @param now decides on the century of a year of two digits
   * @return nothing for a text that is no date
   */
  public static Optional<Instant> parse(String text, Instant now) {
    String date = text.strip().replaceFirst(WEEKDAY, "").replaceAll(" +", " ");
    int year = now.atOffset(ZoneOffset.UTC).getYear();
    return Stream.of(
            form("d MMM uuuu HH:mm:ss 'GMT'"), ofTwoDigits(year), form("MMM d HH:mm:ss uuuu"))
        .flatMap(form -> read(date, form).stream())
        .findFirst();
  }

  private static Optional<Instant> read(String date, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(date, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      // Another form, or no date at all.
      return Optional.empty();
    }
  }

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  private static DateTimeFormatter ofTwoDigits(int year) {
    return new DateTimeFormatterBuilder()
        .appendPattern("d-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, year + YEARS_AHEAD - 99)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH);
  }
}
