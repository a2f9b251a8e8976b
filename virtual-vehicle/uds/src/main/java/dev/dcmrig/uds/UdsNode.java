// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.isotp.FrameFormat;
import dev.dcmrig.isotp.IsoTpAddress;
import dev.dcmrig.isotp.IsoTpOptions;
import dev.dcmrig.isotp.IsoTpStack;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The diagnostics of an ECU at the controller that it has anyway. Whoever owns the controller hands
 * over the frames. Nothing is open until somebody asks, so that a car without a tester pays
 * nothing. Belongs to the timeline's thread.
 */
public final class UdsNode {
  /** Without a frame for so long, nobody listens for this node's own frames any more. */
  private static final long IDLE_NANOS = 10_000_000_000L;

  /** Padded, as testers of a car expect it (ISO 15765-4). */
  public static final IsoTpOptions OPTIONS =
      IsoTpOptions.CLASSIC.withFormat(FrameFormat.CLASSIC.withPadding(FrameFormat.DEFAULT_PADDING));

  private final Timeline timeline;
  private final CanBus bus;
  private final IsoTpAddress alone;
  private final IsoTpAddress toAll;
  private final boolean hearsItself;
  private final Supplier<UdsServer> maker;
  private final Timer idle;
  private @Nullable CanNode node;
  private @Nullable CanNode tap;
  private @Nullable IsoTpStack stack;
  private @Nullable UdsEcu ecu;
  private @Nullable UdsServer server;

  /**
   * @param alone how this ECU is asked alone
   * @param toAll how it hears requests to all
   * @param hearsItself whether the owner also hands over this node's own frames ({@link #sent}); if
   *     not, it listens for them itself while somebody asks
   * @param maker of the server, once each time the controller is connected and asked
   */
  public UdsNode(
      Timeline timeline,
      CanBus bus,
      IsoTpAddress alone,
      IsoTpAddress toAll,
      boolean hearsItself,
      Supplier<UdsServer> maker) {
    this.timeline = timeline;
    this.bus = bus;
    this.alone = alone;
    this.toAll = toAll;
    this.hearsItself = hearsItself;
    this.maker = maker;
    this.idle = timeline.timer(this::closeTap);
  }

  /** Whether a frame may be a request to this ECU. */
  public boolean isAsked(Frame frame) {
    return isOf(alone.received(), frame) || isOf(toAll.received(), frame);
  }

  private static boolean isOf(IsoTpAddress.@Nullable Side side, Frame frame) {
    return side != null && frame.id() == side.id() && frame.isExtended() == side.extendedId();
  }

  /** Answers from now on, with what its ECU sends by. */
  public void connected(CanNode controller) {
    disconnected();
    node = controller;
  }

  /** Answers no more; what a session kept is lost. */
  public void disconnected() {
    idle.cancel();
    closeTap();
    if (ecu != null) {
      ecu.close();
    }
    if (stack != null) {
      stack.close();
    }
    ecu = null;
    stack = null;
    server = null;
    node = null;
  }

  /** The session that is active: 1, the default one, when nobody has asked. */
  public int session() {
    return server == null ? EcuDescription.DEFAULT_SESSION : server.session();
  }

  /** A frame of another node, for which {@link #isAsked} holds. */
  public void received(long timeNanos, Frame frame) {
    CanNode controller = node;
    if (controller == null || frame.isRemote() || frame.isError()) {
      return;
    }
    IsoTpStack open = stack;
    if (open == null) {
      open = open(controller);
    }
    if (!hearsItself) {
      listen();
    }
    open.received(timeNanos, frame);
  }

  private IsoTpStack open(CanNode controller) {
    IsoTpStack made = IsoTpStack.at(bus, timeline, controller);
    stack = made;
    server = maker.get();
    ecu =
        new UdsEcu(
            Objects.requireNonNull(server),
            listener -> made.open(alone, OPTIONS, listener),
            listener -> made.open(toAll, OPTIONS, listener));
    return made;
  }

  private void listen() {
    idle.armAfter(IDLE_NANOS);
    if (tap == null) {
      tap = bus.listen("diagnostics of one node", this::sent);
    }
  }

  private void closeTap() {
    CanNode open = tap;
    tap = null;
    if (open != null) {
      open.close();
    }
  }

  /** A frame of this node was on the bus; others are ignored. */
  public void sent(long timeNanos, Frame frame) {
    IsoTpStack open = stack;
    if (open != null && isOf(alone.sent(), frame)) {
      if (!hearsItself) {
        idle.armAfter(IDLE_NANOS);
      }
      open.sent(timeNanos, frame);
    }
  }
}
