// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.FlashFaults;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hears the bus for the diagnostics of all ECUs of one car, and hands each frame to whom it is for:
 * one listener instead of one an ECU. It knows identifiers, and nothing of what an ECU answers.
 */
public final class DiagnosticBus implements FrameListener {
  private static final EcuDiagnostics[] NOBODY = {};

  private final CarDiagnostics car;
  private final String vin;
  private final Timeline timeline;
  private final CanBus bus;
  private final Map<String, Supplier<EcuTrust>> trust;
  private final Map<String, EcuDiagnostics> members = new TreeMap<>();

  /** Who has to do with an identifier of 11 bits. */
  private final EcuDiagnostics[][] byId = new EcuDiagnostics[Frame.MAX_BASE_ID + 1][];

  /** Of a car whose ECUs verify nothing by themselves. */
  public DiagnosticBus(CarDiagnostics car, String vin, Timeline timeline, CanBus bus) {
    this(car, vin, timeline, bus, Map.of());
  }

  /**
   * @param trust by name of the ECU: what the factory has put into it, asked for once, late
   */
  public DiagnosticBus(
      CarDiagnostics car,
      String vin,
      Timeline timeline,
      CanBus bus,
      Map<String, Supplier<EcuTrust>> trust) {
    this.trust = Map.copyOf(trust);
    this.car = car;
    this.vin = vin;
    this.timeline = timeline;
    this.bus = bus;
    Arrays.fill(byId, NOBODY);
  }

  /** The diagnostics of an ECU; null when the car's file has none of that name. */
  @Nullable EcuDiagnostics join(String name) {
    CarDiagnostics.Ecu ecu = car.ecus().get(name);
    if (ecu == null) {
      return null;
    }
    EcuDiagnostics member = new EcuDiagnostics(ecu, vin, timeline, bus, trust.get(name));
    members.put(name, member);
    add(ecu.toAllId(), member);
    add(ecu.requestId(), member);
    add(ecu.responseId(), member);
    return member;
  }

  /**
   * What goes wrong on purpose while an ECU takes software.
   *
   * @throws IllegalArgumentException when no such ECU answers in this car
   */
  public FlashFaults faults(String name) {
    EcuDiagnostics member = members.get(name);
    if (member == null) {
      throw new IllegalArgumentException(
          "no ECU '" + name + "' answers in this car; those that do: " + members.keySet());
    }
    return member.faults();
  }

  private void add(int id, EcuDiagnostics member) {
    EcuDiagnostics[] after = Arrays.copyOf(byId[id], byId[id].length + 1);
    after[after.length - 1] = member;
    byId[id] = after;
  }

  @Override
  public void onFrame(long timeNanos, Frame frame) {
    if (frame.id() > Frame.MAX_BASE_ID || frame.isExtended() || frame.isError()) {
      return;
    }
    for (EcuDiagnostics member : byId[frame.id()]) {
      member.frame(timeNanos, frame);
    }
  }
}
