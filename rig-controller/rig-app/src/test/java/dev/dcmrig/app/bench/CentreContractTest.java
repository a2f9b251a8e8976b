// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import org.junit.jupiter.api.Nested;

/** The drivers of the port {@code centre}. */
class CentreContractTest {

  /** The rig's own stand-in. */
  @Nested
  class Emulated extends CentreContract {}

  /** A user's program. */
  @Nested
  class Exec extends CentreContract {
    @Override
    String lines() {
      return exec("services", "centre");
    }
  }
}
