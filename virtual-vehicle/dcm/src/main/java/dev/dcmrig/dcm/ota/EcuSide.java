// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.flashing.TesterNode;
import dev.dcmrig.uds.data.CarDiagnostics;

/**
 * The ECUs behind the DCM.
 *
 * @param car how they are asked
 * @param tester the DCM's way to them
 */
public record EcuSide(CarDiagnostics car, TesterNode tester) {}
