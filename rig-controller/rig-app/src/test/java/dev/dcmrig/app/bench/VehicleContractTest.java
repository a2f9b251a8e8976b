// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import org.junit.jupiter.api.Nested;

/** The drivers of the port {@code vehicle}. */
class VehicleContractTest {

  /** The rig's own stand-in. */
  @Nested
  class Emulated extends VehicleContract {}

  /** A user's program. */
  @Nested
  class Exec extends VehicleContract {
    @Override
    String lines() {
      return exec("instruments", "vehicle");
    }
  }
}
