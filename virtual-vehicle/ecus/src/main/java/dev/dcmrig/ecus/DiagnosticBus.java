// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears the bus for the diagnostics of all ECUs of one car, and hands each frame to whom it is for:
 * one listener instead of one an ECU. It knows identifiers, and nothing of what an ECU answers.
 */
public final class DiagnosticBus implements FrameListener {
  private final CarDiagnostics car;
  private final String vin;
  private final Timeline timeline;
  private final CanBus bus;
  private final List<EcuDiagnostics> members = new ArrayList<>();

  /** Who has to do with an identifier of 11 bits; null: nobody. */
  private final EcuDiagnostics @Nullable [] @Nullable [] byId =
      new EcuDiagnostics[Frame.MAX_BASE_ID + 1][];

  public DiagnosticBus(CarDiagnostics car, String vin, Timeline timeline, CanBus bus) {
    this.car = car;
    this.vin = vin;
    this.timeline = timeline;
    this.bus = bus;
  }

  /** The diagnostics of an ECU; null when the car's file has none of that name. */
  @Nullable EcuDiagnostics join(String name) {
    CarDiagnostics.Ecu ecu = car.ecus().get(name);
    if (ecu == null) {
      return null;
    }
    EcuDiagnostics member = new EcuDiagnostics(ecu, vin, timeline, bus);
    members.add(member);
    add(ecu.toAllId(), member);
    add(ecu.requestId(), member);
    add(ecu.responseId(), member);
    return member;
  }

  private void add(int id, EcuDiagnostics member) {
    EcuDiagnostics[] before = byId[id];
    int length = before == null ? 0 : before.length;
    EcuDiagnostics[] after = new EcuDiagnostics[length + 1];
    if (before != null) {
      System.arraycopy(before, 0, after, 0, length);
    }
    after[length] = member;
    byId[id] = after;
  }

  /** Whether there is anybody to hear for. */
  public boolean isNeeded() {
    return !members.isEmpty();
  }

  @Override
  public void onFrame(long timeNanos, Frame frame) {
    if (frame.id() > Frame.MAX_BASE_ID || frame.isExtended() || frame.isError()) {
      return;
    }
    EcuDiagnostics[] told = byId[frame.id()];
    if (told != null) {
      for (EcuDiagnostics member : told) {
        member.frame(timeNanos, frame);
      }
    }
  }
}
