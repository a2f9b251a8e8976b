// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What drivers may know of a bench file and of what it names.
 *
 * @param benchName as the file says it
 * @param home the rig's own folder; commands are started there
 * @param virtualTime whether time passes when a step lets it pass
 * @param busUri for instance {@code socketcan:can0}
 * @param busIsShared whether programs outside of this process reach that bus by its address
 * @param bitRate of the arbitration phase, bit/s
 * @param dataBitRate of an FD frame's data phase, bit/s
 * @param vin of the car that the device under test is fitted in
 * @param vehicle the vehicle's file
 * @param binding the language of its bus
 * @param busSleepAfter until the ECUs fall silent
 * @param diagnostics how the car's ECUs and its DCM are asked by a tester
 * @param profileName of the DCM under test
 * @param profile that profile's file
 */
public record BenchFacts(
    String benchName,
    Path home,
    boolean virtualTime,
    String busUri,
    boolean busIsShared,
    int bitRate,
    int dataBitRate,
    String vin,
    Path vehicle,
    VehicleBinding binding,
    Duration busSleepAfter,
    CarDiagnostics diagnostics,
    String profileName,
    Path profile) {}
