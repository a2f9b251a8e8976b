// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.BusCapability;
import dev.dcmrig.can.BusException;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.FrameRing;
import dev.dcmrig.can.TimestampSource;
import dev.dcmrig.sim.Timeline;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bus at the other end of a bridge, and this process's nodes on it. They hear each other as
 * well. Frames that are sent in one turn of the timeline share a datagram or a write. In real time.
 *
 * <p>Times are those at which frames were read. Does not simulate: arbitration, the length of a
 * frame, acknowledgement.
 */
public final class BridgedBus implements CanBus {

  /** Frames that may wait for the timeline's thread. */
  private static final int CAPACITY = 1 << 16;

  private final Wire wire;
  private final String uri;
  private final Timeline timeline;
  private final boolean fd;
  private final Consumer<? super BusException> onBroken;
  private final FrameRing ring;
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private final FrameRing.Receiver arrived =
      (time, source, frame, local) -> hand(time, frame, null);
  private final Runnable turn = this::turn;
  private List<Sent> sent = new ArrayList<>();
  private boolean turnDue;
  private long lastNanos;
  private volatile boolean closed;

  private record Sent(Node by, Frame frame) {}

  private BridgedBus(
      Wire wire, boolean fd, Timeline timeline, Consumer<? super BusException> onBroken) {
    if (timeline.isVirtual()) {
      wire.close();
      throw new IllegalArgumentException(wire.uri() + " keeps real time; the bench doesn't");
    }
    this.wire = wire;
    this.uri = wire.uri();
    this.fd = fd;
    this.timeline = timeline;
    this.onBroken = onBroken;
    this.ring = new FrameRing(CAPACITY, timeline, uri);
    wire.start(new Arrivals());
  }

  /**
   * Joins a bus by cannelloni over UDP.
   *
   * @param address HOST:PORT of the end that listens, or HOST:PORT:LOCAL where that end sends to a
   *     port of this machine that was agreed on
   * @param onBroken told once, on the timeline's thread, when nobody is there any more
   * @throws BusException when it can't be joined, with the way out
   */
  public static BridgedBus cannelloni(
      String address, Timeline timeline, Consumer<? super BusException> onBroken) {
    String uri = "cannelloni:" + address;
    int colon = address.indexOf(':');
    int second = colon < 0 ? -1 : address.indexOf(':', colon + 1);
    String peer = second < 0 ? address : address.substring(0, second);
    int local = second < 0 ? 0 : Addresses.port(uri, address.substring(second + 1));
    return new BridgedBus(
        UdpWire.to(Addresses.parse(uri, peer), local, timeline), true, timeline, onBroken);
  }

  /**
   * Joins a bus by cannelloni over TCP.
   *
   * @param address HOST:PORT of the end that listens
   * @param onBroken told once, on the timeline's thread, when the connection ends
   * @throws BusException when it can't be joined, with the way out
   */
  public static BridgedBus cannelloniTcp(
      String address, Timeline timeline, Consumer<? super BusException> onBroken) {
    String uri = "cannelloni-tcp:" + address;
    return new BridgedBus(
        StreamWire.to(Addresses.parse(uri, address), uri, new CannelloniStream()),
        true,
        timeline,
        onBroken);
  }

  /**
   * Joins a bus by socketcand; classic data frames only.
   *
   * @param address HOST:PORT:BUS
   * @param onBroken told once, on the timeline's thread, when the connection ends
   * @throws BusException when it can't be joined, with the way out
   */
  public static BridgedBus socketcand(
      String address, Timeline timeline, Consumer<? super BusException> onBroken) {
    String uri = "socketcand:" + address;
    int last = address.lastIndexOf(':');
    if (last <= 0 || last == address.length() - 1 || address.indexOf(':') == last) {
      throw new BusException(
          "'" + uri + "': write socketcand:HOST:PORT:BUS, as socketcand:127.0.0.1:29536:can0");
    }
    InetSocketAddress server = Addresses.parse(uri, address.substring(0, last));
    return new BridgedBus(
        StreamWire.to(server, uri, new SocketcandClient(address.substring(last + 1))),
        false,
        timeline,
        onBroken);
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public Set<BusCapability> capabilities() {
    Set<BusCapability> able =
        EnumSet.of(BusCapability.TIMESTAMP_SOURCES, BusCapability.DELIVERS_AFTER_CLOSE);
    if (fd) {
      able.add(BusCapability.FD);
    }
    return able;
  }

  @Override
  public BusHealth health() {
    BusHealth way = wire.health();
    return new BusHealth(
        0, 0, ring.overrun(), way.malformed(), way.unsent(), way.lostOnTheWay(), way.outOfOrder());
  }

  @Override
  public CanNode connect(String name, FrameListener listener) {
    return add(new Node(name, listener, false));
  }

  @Override
  public CanNode listen(String name, FrameListener listener) {
    return add(new Node(name, listener, true));
  }

  private CanNode add(Node node) {
    if (closed) {
      throw new BusException(uri + ": is closed");
    }
    nodes.add(node);
    return node;
  }

  private synchronized boolean send(Node by, Frame frame) {
    if (closed || !wire.put(frame)) {
      return false;
    }
    sent.add(new Sent(by, frame));
    if (!turnDue) {
      turnDue = true;
      timeline.post(uri, turn);
    }
    return true;
  }

  private void turn() {
    List<Sent> toOthers;
    synchronized (this) {
      turnDue = false;
      toOthers = sent;
      sent = new ArrayList<>();
      wire.flush();
    }
    for (Sent each : toOthers) {
      hand(timeline.nowNanos(), each.frame(), each.by());
    }
  }

  /** Times go forward, whoever has read the clock. */
  private void hand(long timeNanos, Frame frame, @Nullable Node by) {
    lastNanos = Math.max(lastNanos, timeNanos);
    for (Node node : nodes) {
      node.hear(lastNanos, frame, by);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    wire.close();
    nodes.clear();
  }

  /** What the wire brings. */
  private final class Arrivals implements Wire.Ear {
    @Override
    public void heard(Frame frame) {
      ring.offer(arrived, timeline.nowNanos(), TimestampSource.READ, frame, false);
    }

    @Override
    public void pause() {
      ring.publish();
    }

    @Override
    public void broken(BusException cause) {
      timeline.post(uri, () -> onBroken.accept(cause));
    }
  }

  private final class Node implements CanNode {
    private final String name;
    private final FrameListener listener;
    private final boolean silent;
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean open = true;
    private boolean told;

    Node(String name, FrameListener listener, boolean silent) {
      this.name = name;
      this.listener = listener;
      this.silent = silent;
    }

    @Override
    public String name() {
      return name;
    }

    void hear(long timeNanos, Frame frame, @Nullable Node by) {
      if (by == this || !open || (frame.isError() && !silent)) {
        return;
      }
      if (!told) {
        told = true;
        listener.onTimestampSource(TimestampSource.READ);
      }
      listener.onFrame(timeNanos, frame, by != null);
    }

    @Override
    public boolean send(Frame frame) {
      if (frame.isError()) {
        throw new IllegalArgumentException(
            "node " + name + " can't send an error frame: a controller makes those");
      }
      String why = wire.refuses(frame);
      if (!why.isEmpty()) {
        throw new IllegalArgumentException(
            "node " + name + " on " + uri + ": " + frame + " " + why);
      }
      if (!silent && open && BridgedBus.this.send(this, frame)) {
        return true;
      }
      refused.incrementAndGet();
      return false;
    }

    @Override
    public long refused() {
      return refused.get();
    }

    @Override
    public void close() {
      open = false;
      nodes.remove(this);
    }
  }
}
