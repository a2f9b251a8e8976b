// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.host;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.ecus.Ecu;
import dev.dcmrig.ecus.EcuContext;
import dev.dcmrig.ecus.EcuTrust;
import dev.dcmrig.ecus.NetworkManagement;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a vehicle is deployed with.
 *
 * @param name unique in its host; a fixed text, since it orders what is queued at one instant
 * @param bus the vehicle's own channel; it is not closed with the vehicle
 * @param busSleepAfter from the last thing that happened in the car to silence, ignition off
 * @param supply follows the main battery's voltage, for instance the DCM's supply pin; called on
 *     the timeline
 * @param extraEcus made and started after the vehicle's own
 * @param diagnostics how its ECUs are asked, and what they answer
 * @param ear brings each frame of the bus to a listener, if the ECUs are to answer
 * @param trust by name of the ECU: what the factory has put into it; those without verify nothing
 */
public record VehicleSetup(
    String name,
    String vin,
    Timeline timeline,
    CanBus bus,
    VehicleBinding binding,
    Duration busSleepAfter,
    DoubleConsumer supply,
    List<Function<EcuContext, Ecu>> extraEcus,
    CarDiagnostics diagnostics,
    Consumer<FrameListener> ear,
    Map<String, Supplier<EcuTrust>> trust) {

  public VehicleSetup {
    extraEcus = List.copyOf(extraEcus);
    trust = Map.copyOf(trust);
  }

  /** A vehicle with the usual ECUs and nothing on its supply. */
  public static VehicleSetup of(
      String name, String vin, Timeline timeline, CanBus bus, VehicleBinding binding) {
    return new VehicleSetup(
        name,
        vin,
        timeline,
        bus,
        binding,
        NetworkManagement.DEFAULT_SLEEP_AFTER,
        volts -> {},
        List.of(),
        CarDiagnostics.NONE,
        listener -> {},
        Map.of());
  }

  /**
   * The same, with ECUs that answer a tester.
   *
   * @param brings each frame of the bus to a listener: the vehicle opens none of its own for it
   */
  public VehicleSetup withDiagnostics(CarDiagnostics car, Consumer<FrameListener> brings) {
    return new VehicleSetup(
        name, vin, timeline, bus, binding, busSleepAfter, supply, extraEcus, car, brings, trust);
  }

  public VehicleSetup withBusSleepAfter(Duration after) {
    return new VehicleSetup(
        name, vin, timeline, bus, binding, after, supply, extraEcus, diagnostics, ear, trust);
  }

  public VehicleSetup withSupply(DoubleConsumer follower) {
    return new VehicleSetup(
        name,
        vin,
        timeline,
        bus,
        binding,
        busSleepAfter,
        follower,
        extraEcus,
        diagnostics,
        ear,
        trust);
  }

  public VehicleSetup withEcus(List<Function<EcuContext, Ecu>> extra) {
    return new VehicleSetup(
        name, vin, timeline, bus, binding, busSleepAfter, supply, extra, diagnostics, ear, trust);
  }

  /** The same, with ECUs that verify software by themselves. */
  public VehicleSetup withTrust(Map<String, Supplier<EcuTrust>> byEcu) {
    return new VehicleSetup(
        name,
        vin,
        timeline,
        bus,
        binding,
        busSleepAfter,
        supply,
        extraEcus,
        diagnostics,
        ear,
        byEcu);
  }
}
