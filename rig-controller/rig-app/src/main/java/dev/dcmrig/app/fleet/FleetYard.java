// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.binding.DomainReader;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.binding.DomainWriter;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.ecus.CyclicEcu;
import dev.dcmrig.ecus.DiagnosticBus;
import dev.dcmrig.ecus.EcuContext;
import dev.dcmrig.ecus.NetworkManagement;
import dev.dcmrig.ecus.body.BodyEcu;
import dev.dcmrig.ecus.body.Ignition;
import dev.dcmrig.ecus.chassis.ChassisEcu;
import dev.dcmrig.ecus.power.MainBattery;
import dev.dcmrig.ecus.power.PowerEcu;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.PinBoard;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What all cars of a fleet have in common: each stands parked, ignition in ACC, with a full
 * battery. So one bus carries what each of their buses would, and one reader decodes it for all
 * DCMs: a frame costs once, not once a car. The ECUs are those of the emulated car.
 *
 * <p>Does not simulate: cars that differ but in what their users answer, restbus, network
 * management that sleeps.
 */
public final class FleetYard implements AutoCloseable {
  private final EmulatedBus bus;
  private final VehicleBinding binding;
  private final CanNode headUnit;

  /**
   * Whose user has agreed, by frames that are still to be sent; on the bus they keep their order.
   */
  private final Deque<LongConsumer> agreeing = new ArrayDeque<>();

  private final DomainReader reader;
  private final CarState car;
  private final List<CyclicEcu> ecus;

  public FleetYard(Timeline timeline, VehicleBinding binding, DcmSettings settings) {
    bus = new EmulatedBus("emulated:yard", timeline, BitRates.DEFAULT);
    this.binding = binding;
    reader = binding.reader(timeline);
    car = new CarState(context(timeline), settings.acn().ignition());
    NetworkManagement network =
        new NetworkManagement(timeline, NetworkManagement.DEFAULT_SLEEP_AFTER);
    EcuContext context =
        new EcuContext(
            timeline,
            bus,
            binding,
            network,
            new DiagnosticBus(CarDiagnostics.NONE, "", timeline, bus),
            (ecu, cause) -> {
              throw new IllegalStateException(
                  "the ECU " + ecu + " of the fleet's cars broke", cause);
            });
    BodyEcu body = new BodyEcu(context);
    ChassisEcu chassis = new ChassisEcu(context);
    MainBattery battery = new MainBattery(timeline);
    ecus = List.of(body, chassis, new PowerEcu(context, battery));
    bus.connect("dcms", this::frame);
    headUnit = bus.connect("head unit", FrameListener.NONE);
    for (CyclicEcu ecu : ecus) {
      battery.follow(ecu::supply);
      ecu.start();
    }
    network.start();
    body.ignition(Ignition.ACC);
    chassis.parked(true);
  }

  private void frame(long timeNanos, Frame frame) {
    reader.onFrame(timeNanos, frame);
    car.frame(timeNanos);
    if (reader.receivedNanos(DomainValue.UPDATE_ANSWER) == timeNanos) {
      agreeing.remove().accept(timeNanos);
    }
  }

  /** A user agrees at the head unit; whoever is told hears the frame when it has been sent. */
  void agree(LongConsumer told) {
    DomainWriter writer = binding.writers(DomainValue.UPDATE_ANSWER).get(0);
    writer.set(DomainValue.UPDATE_ANSWER, "ACCEPT");
    agreeing.add(told);
    headUnit.send(writer.next());
  }

  EmulatedBus bus() {
    return bus;
  }

  /** What every DCM has read of its bus. */
  DomainReader reader() {
    return reader;
  }

  CarState car() {
    return car;
  }

  private DcmContext context(Timeline timeline) {
    return new DcmContext(
        timeline,
        reader,
        new PinBoard(timeline),
        FleetDcm.access(""),
        new NonVolatileMemory(),
        Seed.of(0).stream());
  }

  @Override
  public void close() {
    ecus.forEach(CyclicEcu::stop);
    bus.close();
  }
}
