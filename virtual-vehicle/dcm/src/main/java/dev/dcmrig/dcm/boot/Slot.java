// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

/** The two places of a firmware. */
public enum Slot {
  A,
  B;

  public Slot other() {
    return this == A ? B : A;
  }
}
