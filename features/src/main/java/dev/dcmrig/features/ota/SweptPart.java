// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

/**
 * A part of an installation, over which the supply fails.
 *
 * @param words as the scenario says it
 * @param quarter of the writing, from 0; 4 is the trial of what was written, 5 the switch before
 *     that
 */
public record SweptPart(String words, int quarter) {
  static final int QUARTERS = 4;
  private static final int SWITCH = 5;

  static SweptPart quarter(int number, String words) {
    return new SweptPart(words, number);
  }

  static SweptPart trial(String words) {
    return new SweptPart(words, QUARTERS);
  }

  static SweptPart theSwitch(String words) {
    return new SweptPart(words, SWITCH);
  }

  boolean isTrial() {
    return quarter == QUARTERS;
  }

  boolean isSwitch() {
    return quarter == SWITCH;
  }

  /** Whether it is a quarter of the writing. */
  boolean isWritten() {
    return quarter < QUARTERS;
  }
}
