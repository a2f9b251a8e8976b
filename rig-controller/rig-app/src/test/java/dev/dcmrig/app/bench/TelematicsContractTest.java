// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import org.junit.jupiter.api.Nested;

/** The drivers of the port {@code telematics}. */
class TelematicsContractTest {

  /** The rig's own stand-in. */
  @Nested
  class Emulated extends TelematicsContract {}

  /** A user's program. */
  @Nested
  class Exec extends TelematicsContract {
    @Override
    String lines() {
      return exec("services", "telematics");
    }
  }
}
