// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;

/** Section {@code voice} of a DCM profile. */
public record VoiceSettings(
    @Key(
            value = "burst, or continuous for real time",
            words = {"burst", "continuous"})
        String mode,
    @Key("Nothing heard for this long: the call is lost") Duration mediaTimeout,
    @Key("How much is sent after the answer") Duration firstBurst,
    @Key("How much is sent at a time afterwards") Duration burst,
    @Key("From the start of one burst to the next") Duration burstInterval) {}
