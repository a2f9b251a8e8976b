// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import dev.dcmrig.can.BusCapability;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ISO-TP of one node on a bus (ISO 15765-2:2016): any number of connections, on the timeline's
 * thread, in virtual or real time.
 *
 * <p>A silent listener beside the node tells when a frame of its own is on the bus: N_As, N_Ar,
 * N_Bs and N_Cr begin or end there (L_Data.confirm).
 *
 * <p>Does not do: half duplex, and the withdrawal of a frame from its controller when N_As or N_Ar
 * is over, which {@link CanNode} has no way for.
 */
public final class IsoTpStack implements AutoCloseable {
  /** Connections that one node holds at most. */
  public static final int MAX_LINKS = 4096;

  private final CanBus bus;
  private final Timeline timeline;
  private final long uncertaintyNanos;
  private final boolean tellsInOrder;
  private final CanNode node;

  /** Tells of this node's own frames; null when its owner does. */
  private final @Nullable CanNode tap;

  private final Map<Integer, List<BusIsoTpLink>> byReceivedId = new HashMap<>();
  private final Map<Integer, List<BusIsoTpLink>> bySentId = new HashMap<>();
  private int links;
  private boolean closed;

  /**
   * @param name of the node, in messages and evidence
   * @param uncertaintyNanos what the bench adds to the times of frames, for measured times; 0 on an
   *     emulated bus
   */
  public IsoTpStack(CanBus bus, Timeline timeline, String name, long uncertaintyNanos) {
    this.bus = bus;
    this.timeline = timeline;
    this.uncertaintyNanos = uncertaintyNanos;
    this.tellsInOrder = tellsInOrder(bus);
    this.node = bus.connect(name, this::received);
    this.tap = bus.listen(name, this::sent);
  }

  private IsoTpStack(CanBus bus, Timeline timeline, CanNode node) {
    this.bus = bus;
    this.timeline = timeline;
    this.uncertaintyNanos = 0;
    this.tellsInOrder = tellsInOrder(bus);
    this.node = node;
    this.tap = null;
  }

  /** A kernel hands each socket its frames by itself: an answer may be read before the echo. */
  private static boolean tellsInOrder(CanBus bus) {
    return bus.capabilities().contains(BusCapability.BIT_TIMING);
  }

  /**
   * ISO-TP of a node that its owner has connected and closes. Frames come by {@link #received} and
   * {@link #sent}: a node that hears the bus anyway needs no listener more.
   */
  public static IsoTpStack at(CanBus bus, Timeline timeline, CanNode node) {
    return new IsoTpStack(bus, timeline, node);
  }

  /**
   * Opens a connection.
   *
   * @throws IllegalArgumentException when the bus can't carry its frames, or when what it receives
   *     belongs to another connection of this node
   */
  public BusIsoTpLink open(IsoTpAddress address, IsoTpOptions options, IsoTpListener listener) {
    if (closed) {
      throw new IllegalStateException(bus.uri() + ": the node of this ISO-TP stack is closed");
    }
    if (options.format().fd() && !bus.capabilities().contains(BusCapability.FD)) {
      throw new IllegalArgumentException(
          bus.uri() + " carries classic frames only; open the ISO-TP connection without FD");
    }
    if (links == MAX_LINKS) {
      throw new IllegalStateException(
          bus.uri() + ": " + MAX_LINKS + " ISO-TP connections are open; close some");
    }
    IsoTpAddress.Side received = address.received();
    if (received != null) {
      for (BusIsoTpLink other : at(byReceivedId, received)) {
        if (received.equals(other.address().received())) {
          throw new IllegalArgumentException(
              String.format(
                  "%s: an ISO-TP connection already receives 0x%X", bus.uri(), received.id()));
        }
      }
    }
    BusIsoTpLink link =
        new BusIsoTpLink(
            this, timeline, node, tellsInOrder, uncertaintyNanos, address, options, listener);
    if (received != null) {
      byReceivedId.computeIfAbsent(received.rawId(), id -> new ArrayList<>()).add(link);
    }
    IsoTpAddress.Side sent = address.sent();
    if (sent != null) {
      bySentId.computeIfAbsent(sent.rawId(), id -> new ArrayList<>()).add(link);
    }
    links++;
    return link;
  }

  private static List<BusIsoTpLink> at(
      Map<Integer, List<BusIsoTpLink>> map, IsoTpAddress.Side side) {
    return map.getOrDefault(side.rawId(), List.of());
  }

  private static int rawId(Frame frame) {
    return frame.isExtended() ? frame.id() | 1 << 31 : frame.id();
  }

  /** A frame of another node was on the bus; one of no connection here is ignored. */
  public void received(long timeNanos, Frame frame) {
    List<BusIsoTpLink> candidates = byReceivedId.get(rawId(frame));
    if (candidates == null || frame.isRemote() || frame.isError()) {
      return;
    }
    for (int index = 0; index < candidates.size(); index++) {
      BusIsoTpLink link = candidates.get(index);
      IsoTpAddress.Side side = link.address().received();
      if (side != null && addressed(frame, side)) {
        link.received(timeNanos, frame);
        return;
      }
    }
  }

  private static boolean addressed(Frame frame, IsoTpAddress.Side side) {
    return side.addressByte() < 0
        || (frame.length() > 0 && (frame.at(0) & 0xFF) == side.addressByte());
  }

  /** A frame of this node was on the bus. */
  public void sent(long timeNanos, Frame frame) {
    List<BusIsoTpLink> candidates = frame.isError() ? null : bySentId.get(rawId(frame));
    if (candidates == null) {
      return;
    }
    for (int index = 0; index < candidates.size(); index++) {
      candidates.get(index).seenOnBus(timeNanos, frame);
    }
  }

  void closed(BusIsoTpLink link) {
    links--;
    remove(byReceivedId, link.address().received(), link);
    remove(bySentId, link.address().sent(), link);
  }

  private static void remove(
      Map<Integer, List<BusIsoTpLink>> map, IsoTpAddress.@Nullable Side side, BusIsoTpLink link) {
    if (side != null) {
      map.computeIfPresent(
          side.rawId(),
          (id, links) -> {
            List<BusIsoTpLink> left = new ArrayList<>(links);
            left.remove(link);
            return left.isEmpty() ? null : left;
          });
    }
  }

  /** Closes all connections, and leaves the bus if the node is its own. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    List<BusIsoTpLink> all = new ArrayList<>();
    byReceivedId.values().forEach(all::addAll);
    bySentId.values().forEach(all::addAll);
    all.forEach(BusIsoTpLink::close);
    if (tap != null) {
      tap.close();
      node.close();
    }
  }
}
