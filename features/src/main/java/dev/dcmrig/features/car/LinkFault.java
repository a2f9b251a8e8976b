// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.car;

import dev.dcmrig.api.RadioLink;

/** A fault of the radio link, as a step names it. */
@FunctionalInterface
public interface LinkFault {
  /**
   * @param vin of the car that the scenario is about
   */
  void put(RadioLink link, String vin);
}
