// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import org.junit.jupiter.api.Nested;

/** The drivers of the port {@code radioLink}. */
class RadioLinkContractTest {

  /** The rig's own stand-in. */
  @Nested
  class Emulated extends RadioLinkContract {}

  /** A user's program. */
  @Nested
  class Exec extends RadioLinkContract {
    @Override
    String lines() {
      return exec("instruments", "radioLink");
    }
  }
}
