// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.qualify.fault.Fault;
import java.util.List;
import java.util.function.Function;

/**
 * All faults of a domain that there are to draw from.
 *
 * @param bytes makes the class of a fault of bytecode
 * @param defects the seeded defects, by which a judge shows what it still sees
 */
public record FoundFaults(List<Fault> faults, Function<Fault, byte[]> bytes, List<Fault> defects) {

  /** Lists that are tried whole unless somebody says otherwise. */
  private static final int SMALL = 400;

  public FoundFaults {
    faults = List.copyOf(faults);
    defects = List.copyOf(defects);
  }

  /** Whether there are few enough to try them all. */
  public boolean isSmall() {
    return faults.size() <= SMALL;
  }
}
