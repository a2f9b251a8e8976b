// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.util.ArrayList;
import java.util.List;

/** What is unsound in a file: a strict reader stops at the first, a lenient one notes each. */
final class Findings {

  /** Findings that are kept; of others only the number is. */
  static final int MAX_KEPT = 1_000;

  private final String fileName;
  private final boolean lenient;
  private final List<DbcFinding> kept = new ArrayList<>();
  private long count;

  Findings(String fileName, boolean lenient) {
    this.fileName = fileName;
    this.lenient = lenient;
  }

  boolean isLenient() {
    return lenient;
  }

  DbcException error(int line, String what, String remedy) {
    return new DbcException(fileName, line, what, remedy);
  }

  /**
   * Something that can't be used.
   *
   * @throws DbcException with the remedy, when strict
   */
  void leftOut(int line, String what, String remedy) {
    if (!lenient) {
      throw error(line, what, remedy);
    }
    add(new DbcFinding(line, DbcFinding.Kind.LEFT_OUT, what));
  }

  /**
   * Something that can be understood although it isn't right.
   *
   * @param how it is understood
   * @throws DbcException with the remedy, when strict
   */
  void taken(int line, String what, String remedy, String how) {
    if (!lenient) {
      throw error(line, what, remedy);
    }
    add(new DbcFinding(line, DbcFinding.Kind.TAKEN, what + "; " + how));
  }

  private void add(DbcFinding finding) {
    count++;
    if (kept.size() < MAX_KEPT) {
      kept.add(finding);
    }
  }

  List<DbcFinding> kept() {
    return List.copyOf(kept);
  }

  /** All of them, those that were not kept, too. */
  long count() {
    return count;
  }
}
