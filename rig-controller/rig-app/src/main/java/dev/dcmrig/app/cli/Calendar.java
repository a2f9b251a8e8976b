// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.sim.WallClock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The day, for what expires on one. */
final class Calendar {

  /** Another day than today (ISO 8601), for tests. */
  static final String PROPERTY = "rig.today";

  private Calendar() {}

  @WallClock("a list of known failures expires by the calendar of whoever runs")
  static LocalDate today() {
    String set = System.getProperty(PROPERTY, "");
    return set.isEmpty() ? LocalDate.now(ZoneOffset.UTC) : LocalDate.parse(set);
  }
}
