// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.svt;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;

/** Section {@code svt} of a DCM profile. */
public record TrackingSettings(
    @Key(value = "From one report to the next", source = "SVT-13") Duration interval,
    @Key(value = "The same with a weak main battery", source = "SVT-13") Duration lowInterval,
    @Key(value = "Below this the main battery is weak", source = "SVT-13", unit = "V")
        double lowBelow,
    @Key(value = "Below this it is flat, and reports cease", source = "SVT-07", unit = "V")
        double ceaseBelow,
    @Key(value = "So much above a limit it is passed again", source = "SVT-13", unit = "V")
        double hysteresis,
    @Key(value = "How long a voltage must last to count: not a crank dip", source = "SVT-13")
        Duration hold,
    @Key(value = "Reports kept for later without coverage", source = "SVT-06") int queue,
    @Key("How long a sleeping bus is given to answer") Duration fixWait) {}
