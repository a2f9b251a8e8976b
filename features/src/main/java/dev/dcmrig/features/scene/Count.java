// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.evidence.measurement.LimitSource;

/**
 * A number of things that a scenario names: in words, or by a key of the specified profile.
 *
 * @param source where the number comes from
 */
public record Count(int number, LimitSource source) {

  /** For messages. */
  @Override
  public String toString() {
    return String.valueOf(number);
  }
}
