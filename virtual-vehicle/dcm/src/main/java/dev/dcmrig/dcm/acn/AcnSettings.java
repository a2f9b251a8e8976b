// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.acn;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;
import java.util.List;

/** Section {@code acn} of a DCM profile. */
public record AcnSettings(
    @Key(value = "An impact of this much or more is a crash", source = "ACN-02", unit = "g")
        double impactThreshold,
    @Key(value = "How long attempts go on, from the trigger", source = "ACN-04, ACN-05")
        Duration limit,
    @Key(value = "From the end of one attempt to the start of the next", source = "ACN-04")
        Duration gap,
    @Key(value = "Airbag and impact closer together than this are one crash", source = "ACN-10")
        Duration sameCrash,
    @Key(value = "How long ago the ignition may have failed in the crash itself", source = "ACN-11")
        Duration ignitionGrace,
    @Key(value = "Positions of the ignition in which a crash counts", source = "ACN-01, ACN-03")
        List<String> ignition) {}
