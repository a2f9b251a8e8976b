// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * When a target may install; it may download at any time.
 *
 * @param days days on which it opens; empty for each day
 * @param fromMinute minutes since midnight when it opens, 0 to 1439
 * @param minutes how long it is open, 1 to 1440
 * @param zone a zone of java.time, such as {@code +10:00} or {@code Europe/Berlin}
 */
public record MaintenanceWindow(List<DayOfWeek> days, int fromMinute, int minutes, String zone) {
  private static final int MINUTES_OF_A_DAY = 1440;

  public MaintenanceWindow {
    days = days.stream().distinct().toList();
    if (fromMinute < 0 || fromMinute >= MINUTES_OF_A_DAY) {
      throw new IllegalArgumentException("window.fromMinute is " + fromMinute + ": 0 to 1439");
    }
    if (minutes < 1 || minutes > MINUTES_OF_A_DAY) {
      throw new IllegalArgumentException("window.minutes is " + minutes + ": 1 to 1440");
    }
    try {
      ZoneId.of(zone);
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException(
          "window.zone is '" + zone + "': write an offset such as +10:00, or a zone's name", e);
    }
  }

  /** Whether it is open at an instant; open from its first minute, closed from its last on. */
  public boolean isOpen(Instant at) {
    ZoneId place = ZoneId.of(zone);
    LocalDateTime today = at.atZone(place).toLocalDate().atStartOfDay();
    // One that opened yesterday may last past midnight.
    return contains(today, at, place) || contains(today.minusDays(1), at, place);
  }

  private boolean contains(LocalDateTime midnight, Instant at, ZoneId place) {
    if (!days.isEmpty() && !days.contains(midnight.getDayOfWeek())) {
      return false;
    }
    ZonedDateTime opens = midnight.plusMinutes(fromMinute).atZone(place);
    Instant from = opens.toInstant();
    Instant until = from.plusSeconds(60L * minutes);
    return !at.isBefore(from) && at.isBefore(until);
  }
}
