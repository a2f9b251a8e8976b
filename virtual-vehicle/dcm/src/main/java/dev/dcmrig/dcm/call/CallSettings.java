// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;

/** Section {@code call} of a DCM profile. */
public record CallSettings(
    @Key(
            value = "tps: the centre's own number; ecall-112: emergency URNs",
            source = "EN 16102, CEN/TS 17184",
            words = {"tps", "ecall-112"})
        String mode,
    @Key("SIP URI that a private centre is called by") String target,
    @Key("An attempt that nobody answers has failed after this") Duration answerTimeout,
    @Key(value = "Longest call", source = "T2 of EN 16062") Duration maxDuration,
    @Key(
            value = "Without an acknowledgement the MSD is sent again after this",
            source = "T5 of EN 16062")
        Duration msdResend,
    @Key("How often the MSD is sent again") int msdResends) {

  /** Whether it dials 112. */
  public boolean isPublic() {
    return mode.equals("ecall-112");
  }
}
