// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.sos;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;
import java.util.List;

/** Section {@code sos} of a DCM profile. */
public record SosSettings(
    @Key(value = "How long a press must last to count", source = "SOS-13") Duration holdTime,
    @Key(value = "Attempts in all, the first included", source = "SOS-04", minimum = 1)
        int attempts,
    @Key(value = "From the end of one attempt to the start of the next", source = "SOS-15")
        Duration gap,
    @Key(value = "Positions of the ignition in which a press counts", source = "SOS-01, SOS-03")
        List<String> ignition) {}
