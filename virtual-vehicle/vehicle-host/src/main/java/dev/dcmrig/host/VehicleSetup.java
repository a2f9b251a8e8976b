// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.host;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.ecus.Ecu;
import dev.dcmrig.ecus.EcuContext;
import dev.dcmrig.ecus.NetworkManagement;
import dev.dcmrig.sim.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/**
 * What a vehicle is deployed with.
 *
 * @param name unique in its host; a fixed text, since it orders what is queued at one instant
 * @param bus the vehicle's own channel; it is not closed with the vehicle
 * @param busSleepAfter from the last thing that happened in the car to silence, ignition off
 * @param supply follows the main battery's voltage, for instance the DCM's supply pin; called on
 *     the timeline
 * @param extraEcus made and started after the vehicle's own
 */
public record VehicleSetup(
    String name,
    String vin,
    Timeline timeline,
    CanBus bus,
    VehicleBinding binding,
    Duration busSleepAfter,
    DoubleConsumer supply,
    List<Function<EcuContext, Ecu>> extraEcus) {

  public VehicleSetup {
    extraEcus = List.copyOf(extraEcus);
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
        List.of());
  }

  public VehicleSetup withBusSleepAfter(Duration after) {
    return new VehicleSetup(name, vin, timeline, bus, binding, after, supply, extraEcus);
  }

  public VehicleSetup withSupply(DoubleConsumer follower) {
    return new VehicleSetup(name, vin, timeline, bus, binding, busSleepAfter, follower, extraEcus);
  }

  public VehicleSetup withEcus(List<Function<EcuContext, Ecu>> extra) {
    return new VehicleSetup(name, vin, timeline, bus, binding, busSleepAfter, supply, extra);
  }
}
