// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.sim.Timeline;

/**
 * What an ECU is built from.
 *
 * @param network when the bus sleeps
 * @param diagnostics where requests of a tester come from
 * @param failures told when the ECU's software throws
 */
public record EcuContext(
    Timeline timeline,
    CanBus bus,
    VehicleBinding binding,
    NetworkManagement network,
    DiagnosticBus diagnostics,
    EcuFailureListener failures) {}
