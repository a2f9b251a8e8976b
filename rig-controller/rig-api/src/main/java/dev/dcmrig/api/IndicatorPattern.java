// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import dev.dcmrig.api.Indicator.Change;
import dev.dcmrig.api.Indicator.Lamp;
import java.time.Duration;
import java.util.List;

/** What a person would say of the indicator. The checker, apart from any DCM. */
public enum IndicatorPattern {
  DARK,
  SOLID_GREEN,
  SOLID_RED,
  FLASHING_GREEN,
  ALTERNATING_RED_AND_GREEN,
  /** Anything else, for instance a change between two patterns within the span. */
  OTHER;

  /** Full or dark; anything between is neither. */
  private static final double LIT = 0.5;

  /** Two flashes at least make a flashing lamp: four changes. */
  private static final int FLASHING_CHANGES = 4;

  /** No half of a flash lasts longer than this. */
  private static final Duration LONGEST_PHASE = Duration.ofMillis(1500);

  /** Two lamps that change within this time are seen to change at once. */
  private static final Duration TOGETHER = Duration.ofMillis(10);

  /** Names the pattern between two instants, from the history of changes. */
  public static IndicatorPattern classify(List<Change> history, Duration from, Duration to) {
    boolean green = false;
    boolean red = false;
    boolean bothLit = false;
    boolean bothDark = false;
    int greenChanges = 0;
    int redChanges = 0;
    Duration phaseStart = from;
    Duration longest = Duration.ZERO;
    int next = 0;
    for (; next < history.size() && history.get(next).at().compareTo(from) <= 0; next++) {
      Change change = history.get(next);
      if (change.lamp() == Lamp.GREEN) {
        green = change.brightness() >= LIT;
      } else {
        red = change.brightness() >= LIT;
      }
    }
    boolean firstGreen = green;
    boolean firstRed = red;
    while (next < history.size() && history.get(next).at().compareTo(to) < 0) {
      Duration at = history.get(next).at();
      longest = max(longest, at.minus(phaseStart));
      phaseStart = at;
      // Lamps that change together are one change of the picture.
      Duration together = at.plus(TOGETHER);
      for (; next < history.size() && history.get(next).at().compareTo(together) <= 0; next++) {
        Change change = history.get(next);
        boolean lit = change.brightness() >= LIT;
        if (change.lamp() == Lamp.GREEN && lit != green) {
          green = lit;
          greenChanges++;
        } else if (change.lamp() == Lamp.RED && lit != red) {
          red = lit;
          redChanges++;
        }
      }
      bothLit |= green && red;
      bothDark |= !green && !red;
    }
    longest = max(longest, to.minus(phaseStart));
    if (greenChanges == 0 && redChanges == 0) {
      return steady(firstGreen, firstRed);
    }
    boolean quick = longest.compareTo(LONGEST_PHASE) <= 0;
    if (quick && redChanges == 0 && !firstRed && greenChanges >= FLASHING_CHANGES) {
      return FLASHING_GREEN;
    }
    boolean alternates = firstGreen != firstRed && !bothLit && !bothDark;
    if (quick && alternates && greenChanges >= FLASHING_CHANGES) {
      return ALTERNATING_RED_AND_GREEN;
    }
    return OTHER;
  }

  private static IndicatorPattern steady(boolean green, boolean red) {
    if (green && red) {
      return OTHER;
    }
    return green ? SOLID_GREEN : red ? SOLID_RED : DARK;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
