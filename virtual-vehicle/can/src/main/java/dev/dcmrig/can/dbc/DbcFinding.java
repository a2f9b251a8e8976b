// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

/**
 * Something unsound in a DBC file that was read leniently.
 *
 * @param line counted from 1
 * @param kind what became of it
 * @param what is wrong, and for {@link Kind#TAKEN} how it was understood
 */
public record DbcFinding(int line, Kind kind, String what) {

  /** What became of the unsound part. */
  public enum Kind {
    /** It is not in the result. */
    LEFT_OUT,
    /** It is in the result, understood as the finding says. */
    TAKEN
  }
}
