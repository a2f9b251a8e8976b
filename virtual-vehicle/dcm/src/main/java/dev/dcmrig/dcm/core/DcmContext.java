// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.core;

import dev.dcmrig.can.binding.DomainReader;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.DcmPins;

/**
 * What every service of a DCM is built on. Its settings and its rules each service is handed by
 * itself.
 */
public record DcmContext(
    Timeline timeline,
    DomainReader reader,
    DcmPins pins,
    ModemAccess access,
    NonVolatileMemory memory,
    Seed.Stream ids) {}
