// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import org.junit.jupiter.api.Nested;

/** The drivers of the port {@code voice}. */
class VoiceContractTest {

  /** The rig's own stand-in. */
  @Nested
  class Emulated extends VoiceContract {}

  /** A user's program. */
  @Nested
  class Exec extends VoiceContract {
    @Override
    String lines() {
      return exec("instruments", "voice");
    }
  }
}
