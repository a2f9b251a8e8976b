// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.can.binding.DomainReader;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.DcmPins;
import java.util.List;
import java.util.Set;

/** What every service of a DCM is built on. */
public record DcmContext(
    DcmSettings settings,
    Timeline timeline,
    DomainReader reader,
    DcmPins pins,
    ModemAccess access,
    NonVolatileMemory memory,
    Seed.Stream ids,
    Set<String> defects) {

  /** Whether a deliberate defect has been seeded ({@link SeededDefects}). */
  public boolean has(String defect) {
    return defects.contains(defect);
  }

  /** Whether the ignition's position, as far as it is known, is one of these words. */
  public boolean ignitionIs(List<String> words) {
    return reader.has(DomainValue.IGNITION) && words.contains(reader.word(DomainValue.IGNITION));
  }
}
