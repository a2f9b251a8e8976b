// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.sleep;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;

/** Section {@code sleep} of a DCM profile (docs/DCM-INTERFACE.md, 4). */
public record SleepSettings(
    @Key(
            value = "Whether the DCM sleeps",
            words = {"sleeps", "never"})
        String mode,
    @Key("After ignition off, or the last frame") Duration after,
    @Key("After an SMS that brought nothing to do") Duration awake) {}
