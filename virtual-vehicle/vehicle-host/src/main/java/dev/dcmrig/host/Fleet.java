// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.host;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Timeline;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Many vehicles in real time in one process. They share a few timelines, since a thread for each
 * would cost more than it does; each vehicle has a bus of its own.
 */
public final class Fleet implements AutoCloseable {

  /** More vehicles than that are for another process. */
  public static final int MAX_VEHICLES = 10_000;

  private final VehicleHost host;
  private final List<RealTimeline> timelines = new ArrayList<>();
  private final List<HostedVehicle> vehicles = new ArrayList<>();
  private final List<CanBus> buses = new ArrayList<>();

  /**
   * @param threads timelines that the vehicles share, 1 or more
   * @param onError told of what a timeline's task threw beside an ECU
   */
  public Fleet(Vertx vertx, HostListener listener, int threads, Consumer<Throwable> onError) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads for a fleet: 1 or more");
    }
    this.host = new VehicleHost(vertx, listener);
    for (int i = 0; i < threads; i++) {
      timelines.add(new RealTimeline("fleet-" + i, onError));
    }
  }

  /**
   * Adds vehicles.
   *
   * @param busOf makes the bus of one vehicle
   * @return the new ones
   */
  public List<HostedVehicle> add(
      int count, VehicleBinding binding, Function<Timeline, CanBus> busOf) {
    if (vehicles.size() + count > MAX_VEHICLES) {
      throw new IllegalArgumentException(
          vehicles.size() + " and " + count + " vehicles: at most " + MAX_VEHICLES);
    }
    List<HostedVehicle> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = vehicles.size();
      RealTimeline timeline = timelines.get(number % timelines.size());
      CanBus bus = busOf.apply(timeline);
      buses.add(bus);
      HostedVehicle vehicle =
          host.deploy(
              VehicleSetup.of(
                  "fleet-" + number,
                  String.format("DCMR0FLEET0%06d", number),
                  timeline,
                  bus,
                  binding));
      vehicles.add(vehicle);
      added.add(vehicle);
    }
    return added;
  }

  public List<HostedVehicle> vehicles() {
    return List.copyOf(vehicles);
  }

  /** Stops all vehicles and their timelines. */
  @Override
  public void close() {
    vehicles.forEach(HostedVehicle::close);
    timelines.forEach(RealTimeline::close);
    buses.forEach(CanBus::close);
  }
}
