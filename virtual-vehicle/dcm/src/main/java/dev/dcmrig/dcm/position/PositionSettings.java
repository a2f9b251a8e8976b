// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.position;

import dev.dcmrig.sim.settings.Key;
import java.time.Duration;

/** Section {@code position} of a DCM profile. */
public record PositionSettings(
    @Key(value = "An older fix is not trusted", source = "ACN-09") Duration trustedAge,
    @Key(value = "How far apart the earlier positions are", source = "ACN-13") Duration recent) {}
