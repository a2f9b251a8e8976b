// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.pins;

/** The state of a {@link Line} as a fault-insertion unit sets it. */
public enum Condition {
  OK,
  OPEN,
  SHORT,
  /** The part is not fitted or does not answer. */
  MISSING,
  /** The part answers and is no good: aged battery, image with a wrong checksum. */
  DEFECTIVE
}
