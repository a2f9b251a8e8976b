// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.measurement;

import java.util.Locale;

/** Units of measured values; SI where there is one. */
public enum Unit {
  SECOND("s", 3),
  /** A number of things. */
  ONE("1", 0),
  METRE("m", 1),
  KILOMETRE_PER_HOUR("km/h", 1),
  DEGREE("deg", 1),
  AMPERE("A", 4),
  VOLT("V", 2),
  HERTZ("Hz", 1),
  PERCENT("%", 1),
  /** Hundredths of the service's currency. */
  CENT("cent", 0),
  /** No number: a word is compared. */
  WORD("", 0);

  private static final double SPLIT_ABOVE_SECONDS = 600;
  private static final double KILOMETRES_FROM_METRES = 10_000;
  private static final double METRES_PER_KILOMETRE = 1_000;

  private final String symbol;
  private final int decimals;

  Unit(String symbol, int decimals) {
    this.symbol = symbol;
    this.decimals = decimals;
  }

  /** As files write it; empty for a word. */
  public String symbol() {
    return symbol;
  }

  /**
   * A value for people, with its unit: {@code "2.510 s"}, {@code "24 h 0 min 12.300 s"}, {@code
   * "7532.1 km"}. Data have {@link #symbol()} at any length.
   */
  public String text(double value) {
    if (this == SECOND && Math.abs(value) >= SPLIT_ABOVE_SECONDS) {
      return split(value);
    }
    if (this == METRE && Math.abs(value) >= KILOMETRES_FROM_METRES) {
      return String.format(Locale.ROOT, "%.1f km", value / METRES_PER_KILOMETRE);
    }
    String number = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return this == ONE || this == WORD ? number : number + " " + symbol;
  }

  /** Hours, minutes and seconds; rounded first, so that no part reads 60. */
  private static String split(double seconds) {
    long millis = Math.round(Math.abs(seconds) * 1000);
    long minutes = millis / 60_000;
    String sign = seconds < 0 ? "-" : "";
    String rest = String.format(Locale.ROOT, "%.3f s", (millis % 60_000) / 1000.0);
    return minutes < 60
        ? sign + minutes + " min " + rest
        : sign + minutes / 60 + " h " + minutes % 60 + " min " + rest;
  }
}
