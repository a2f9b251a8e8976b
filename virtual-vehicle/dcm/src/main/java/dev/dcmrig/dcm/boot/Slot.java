// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

/** The two places of a firmware. */
public enum Slot {
  A(0),
  B(1);

  private final int number;

  Slot(int number) {
    this.number = number;
  }

  /** As it is written: 0 or 1. */
  int number() {
    return number;
  }

  static Slot of(int number) {
    return number == A.number ? A : B;
  }

  public Slot other() {
    return this == A ? B : A;
  }
}
