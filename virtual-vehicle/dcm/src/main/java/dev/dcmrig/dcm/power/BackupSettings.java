// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.power;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;

/** Section {@code backup} of a DCM profile (ACN-11; (EU) 2017/79 Annex X). */
public record BackupSettings(
    @Key(value = "Supply below this: the back-up battery takes over", source = "ACN-11", unit = "V")
        double belowVolts,
    @Key("Talking time, twice: before and after standby") Duration talk,
    @Key("Waiting for a call back") Duration standby,
    @Key("After any loss of supply: the frame of the crash that took it still counts")
        Duration holdUp) {}
