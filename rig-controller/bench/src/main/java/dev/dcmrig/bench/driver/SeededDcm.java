// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import java.util.Set;

/**
 * The deliberate faults that the DCM of this run is to have ({@code --defect}); shared by the run.
 *
 * @param defects ids, without those of the telematics service
 */
public record SeededDcm(Set<String> defects) {

  /** A DCM as it is. */
  public static final SeededDcm NONE = new SeededDcm(Set.of());

  public SeededDcm {
    defects = Set.copyOf(defects);
  }
}
