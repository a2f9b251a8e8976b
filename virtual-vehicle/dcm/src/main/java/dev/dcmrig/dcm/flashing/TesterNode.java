// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.flashing;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.isotp.IsoTpStack;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.uds.UdsClient;
import dev.dcmrig.uds.UdsNode;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The DCM's connection to one ECU at a time, at the controller that it has anyway. It is open only
 * while an ECU is being asked: a car without such updates pays nothing. On the timeline's thread.
 */
public final class TesterNode {
  /** What the way over the bus adds to an ECU's P2. */
  private static final long MARGIN_NANOS = 100_000_000;

  private final Timeline timeline;
  private final CanBus bus;
  private final Supplier<@Nullable CanNode> node;
  private @Nullable IsoTpStack stack;
  private @Nullable UdsClient client;
  private @Nullable CanNode tap;

  /**
   * @param node the DCM's controller; null while it is not connected
   */
  public TesterNode(Timeline timeline, CanBus bus, Supplier<@Nullable CanNode> node) {
    this.timeline = timeline;
    this.bus = bus;
    this.node = node;
  }

  /** Opens the connection to an ECU, and closes the one before; empty without a controller. */
  public Optional<UdsClient> open(CarDiagnostics.Ecu ecu) {
    close();
    CanNode controller = node.get();
    if (controller == null) {
      return Optional.empty();
    }
    IsoTpStack made = IsoTpStack.at(bus, timeline, controller);
    stack = made;
    tap = bus.listen("dcm as a tester", made::sent);
    UdsClient opened =
        new UdsClient(
            timeline, listener -> made.open(ecu.asked(), UdsNode.OPTIONS, listener), MARGIN_NANOS);
    client = opened;
    return Optional.of(opened);
  }

  /** Nothing more is sent or heard. */
  public void close() {
    UdsClient asked = client;
    CanNode listener = tap;
    client = null;
    tap = null;
    stack = null;
    if (asked != null) {
      asked.close();
    }
    if (listener != null) {
      listener.close();
    }
  }

  /** A frame of the bus; without an open connection it is nothing to it. */
  public void frame(long timeNanos, Frame frame) {
    IsoTpStack open = stack;
    if (open != null) {
      open.received(timeNanos, frame);
    }
  }
}
