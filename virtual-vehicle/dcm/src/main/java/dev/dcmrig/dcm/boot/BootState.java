// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

import org.jspecify.annotations.Nullable;

/**
 * What the bootloader remembers.
 *
 * @param committed the slot whose firmware has proved itself
 * @param onTrial the slot whose firmware has yet to prove itself; null when there is none
 * @param attempts how often the one on trial was started
 * @param rolledBack whether the last one on trial was given up
 */
public record BootState(Slot committed, @Nullable Slot onTrial, int attempts, boolean rolledBack) {
  /** As it leaves the factory. */
  static final BootState FACTORY = new BootState(Slot.A, null, 0, false);

  /** The firmware of that slot is to be tried. */
  BootState trying(Slot slot) {
    return new BootState(committed, slot, 0, false);
  }

  /** Another start of the one on trial. */
  BootState attempted() {
    return new BootState(committed, onTrial, attempts + 1, false);
  }

  /** The one on trial has proved itself. */
  BootState commit() {
    return onTrial == null ? this : new BootState(onTrial, null, 0, false);
  }

  /** The one on trial is given up. */
  BootState rollBack() {
    return onTrial == null ? this : new BootState(committed, null, 0, true);
  }
}
