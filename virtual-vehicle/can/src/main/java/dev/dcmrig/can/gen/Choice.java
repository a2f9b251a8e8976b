// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.gen;

/** How a part of the next frame is made. */
public enum Choice {
  /** Drawn from the seed. */
  RANDOM,
  /** Drawn, and even: identifiers only. */
  RANDOM_EVEN,
  /** Drawn, and odd: identifiers only. */
  RANDOM_ODD,
  /** One more than before, from zero on. */
  COUNTING,
  /** Always the same. */
  FIXED
}
