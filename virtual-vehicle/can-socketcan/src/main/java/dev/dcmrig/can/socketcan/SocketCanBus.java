// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import com.sun.jna.Native;
import dev.dcmrig.can.BusCapability;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.FrameRing;
import dev.dcmrig.can.error.ErrorClass;
import dev.dcmrig.sim.Timeline;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An interface of the kernel as a bus. Each node has a socket of its own, so that nodes of this
 * process meet through the kernel like those of others. One thread waits for all sockets, hands
 * what it reads to the timeline through a bounded {@link FrameRing}, and sends what had to wait for
 * room. What is lost on the way is counted in {@link #health()}, never lost in silence.
 */
public final class SocketCanBus implements CanBus {

  /** Frames that may wait for the timeline's thread. */
  public static final int CAPACITY = 1 << 16;

  /** {@code struct pollfd}: int fd, short events, short revents. */
  private static final int POLL_ENTRY = 8;

  private static final int POLL_EVENTS = 4;
  private static final int POLL_RETURNED = 6;
  private static final int MAX_NODES = 64;

  /** Between two tries when the interface's queue is full: nothing tells of its end. */
  private static final int RETRY_MILLIS = 1;

  /** How long the reading thread may take to let go of its sockets. */
  private static final int CLOSE_BOUND_MILLIS = 5_000;

  /** Between two looks whether an interface has come back. */
  private static final int LOOK_MILLIS = 50;

  private final String name;
  private final Timeline timeline;
  private final long epochNanos;
  private final Consumer<SocketCanException> onBroken;
  private final Set<BusCapability> capabilities;
  private final FrameRing ring;
  private final WakeUp wake;
  private final Thread reader;
  private final NodeSide nodeSide = new NodeSide();
  private final AtomicReference<@Nullable SocketCanException> broken = new AtomicReference<>();

  /** Changed and summed up under the lock of this bus only; read by its thread at any time. */
  private volatile SocketCanNode[] nodes = {};

  private BusHealth released = BusHealth.WHOLE;
  private volatile boolean closed;

  /**
   * Opens an interface that exists and is up.
   *
   * @param name for instance {@code can0}
   * @param timeline of real time
   * @param onBroken told once, on the timeline's thread, when the interface goes down or away
   * @throws SocketCanException when it can't be used, with the way out
   */
  public SocketCanBus(String name, Timeline timeline, Consumer<SocketCanException> onBroken) {
    if (timeline.isVirtual()) {
      throw new IllegalArgumentException(
          "socketcan:" + name + " keeps real time; the bench doesn't");
    }
    CanInterface at = CanInterface.find(name);
    this.name = name;
    this.timeline = timeline;
    this.epochNanos = ChronoUnit.NANOS.between(Instant.EPOCH, timeline.epoch());
    this.onBroken = onBroken;
    Set<BusCapability> able =
        EnumSet.of(BusCapability.TIMESTAMP_SOURCES, BusCapability.DELIVERS_AFTER_CLOSE);
    if (at.carriesFd()) {
      able.add(BusCapability.FD);
    }
    this.capabilities = Set.copyOf(able);
    this.ring = new FrameRing(CAPACITY, timeline, uri());
    this.wake = new WakeUp(name);
    this.reader = new Thread(this::run, "socketcan " + name);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Waits until an interface is there and up, for instance after its adapter was plugged in again.
   *
   * @param boundMillis how long
   * @param checkpoint called now and then; throws when the waiting is to end
   * @throws SocketCanException when it isn't there in that time, with what is wrong
   */
  @SuppressWarnings("CheckReturnValue") // poll without descriptors is a pause
  public static void await(String name, long boundMillis, Runnable checkpoint) {
    for (long waited = 0; ; waited += LOOK_MILLIS) {
      checkpoint.run();
      try {
        CanInterface.find(name);
        return;
      } catch (SocketCanException e) {
        if (waited >= boundMillis) {
          throw e;
        }
      }
      LibC.poll(0L, 0, LOOK_MILLIS);
    }
  }

  @Override
  public String uri() {
    return "socketcan:" + name;
  }

  @Override
  public Set<BusCapability> capabilities() {
    return capabilities;
  }

  @Override
  public CanNode connect(String nodeName, FrameListener listener) {
    return add(nodeName, listener, RawSocket.open(name), false);
  }

  /**
   * A node whose frames other programs of this machine don't see, only those on the wire: the local
   * loopback is off (CAN_RAW_LOOPBACK of linux/can/raw.h).
   */
  public CanNode connectWithoutLoopback(String nodeName, FrameListener listener) {
    RawSocket socket = RawSocket.open(name);
    try {
      socket.loopback(false);
    } catch (SocketCanException e) {
      socket.close();
      throw e;
    }
    return add(nodeName, listener, socket, false);
  }

  @Override
  public CanNode listen(String nodeName, FrameListener listener) {
    RawSocket socket = RawSocket.open(name);
    try {
      socket.errorFrames(ErrorClass.ALL);
    } catch (SocketCanException e) {
      socket.close();
      throw e;
    }
    return add(nodeName, listener, socket, true);
  }

  @Override
  public @Nullable String cyclicRefusal() {
    return KernelTasks.refusal(name);
  }

  private synchronized CanNode add(
      String nodeName, FrameListener listener, RawSocket socket, boolean silent) {
    if (closed || nodes.length >= MAX_NODES) {
      socket.close();
      throw new SocketCanException(
          uri() + ": " + (closed ? "is closed" : "has " + MAX_NODES + " nodes already"), 0);
    }
    SocketCanNode node =
        new SocketCanNode(nodeSide, timeline, epochNanos, nodeName, listener, socket, silent);
    List<SocketCanNode> more = new ArrayList<>(List.of(nodes));
    more.add(node);
    nodes = more.toArray(SocketCanNode[]::new);
    wake.signal();
    return node;
  }

  @Override
  public synchronized BusHealth health() {
    BusHealth sum = released;
    for (SocketCanNode node : nodes) {
      sum = sum(sum, node);
    }
    return new BusHealth(
        sum.droppedByKernel(),
        sum.droppedByController(),
        ring.overrun(),
        sum.malformed(),
        sum.unsent());
  }

  private static BusHealth sum(BusHealth others, SocketCanNode node) {
    return new BusHealth(
        others.droppedByKernel() + node.socket().dropped(),
        // Each listener hears of the same overflow.
        Math.max(others.droppedByController(), node.controllerDrops()),
        0,
        others.malformed() + node.malformed(),
        others.unsent() + node.unsent());
  }

  /** What the nodes and the bus' thread may do to this bus. */
  private final class NodeSide implements SocketCanNode.Bus {
    @Override
    public void wakeUp() {
      wake.signal();
    }

    @Override
    public void broken(SocketCanException cause) {
      if (broken.compareAndSet(null, cause) && !closed) {
        timeline.post(uri(), () -> onBroken.accept(cause));
      }
    }

    @Override
    public FrameRing ring() {
      return ring;
    }

    @Override
    public boolean isOpen() {
      return !closed;
    }
  }

  private void run() {
    ByteBuffer entries =
        ByteBuffer.allocateDirect((MAX_NODES + 1) * POLL_ENTRY).order(ByteOrder.nativeOrder());
    long address = MessageBlock.address(entries);
    try {
      while (!closed) {
        serve(entries, address);
      }
      for (SocketCanNode node : nodes) {
        node.close();
      }
      while (nodes.length > 0) {
        serve(entries, address);
      }
    } catch (SocketCanException e) {
      nodeSide.broken(e);
    } catch (RuntimeException | Error e) {
      nodeSide.broken(new SocketCanException(uri() + ": its reader has failed: " + e, 0));
    } finally {
      refuseNodes();
      for (SocketCanNode node : nodes) {
        release(node);
      }
      wake.close();
    }
  }

  /** Nobody would read from a node that comes after the reader's end, or let its socket go. */
  private synchronized void refuseNodes() {
    closed = true;
  }

  private void serve(ByteBuffer entries, long address) {
    SocketCanNode[] watched = nodes;
    entry(entries, 0, wake.fd(), LibC.POLLIN);
    int timeoutMillis = -1;
    for (int index = 0; index < watched.length; index++) {
      SocketCanNode node = watched[index];
      int blockedBy = node.blockedBy();
      // A node that was closed reads no more: what arrives must not wake anybody.
      int events = node.isOpen() ? LibC.POLLIN : 0;
      events |= blockedBy == LibC.EAGAIN ? LibC.POLLOUT : 0;
      entry(entries, index + 1, node.socket().fd(), events);
      if (blockedBy == LibC.ENOBUFS || !node.isOpen()) {
        timeoutMillis = RETRY_MILLIS;
      }
    }
    if (LibC.poll(address, watched.length + 1L, timeoutMillis) < 0) {
      int errno = Native.getLastError();
      if (errno == LibC.EINTR) {
        return;
      }
      throw SocketCanException.of("could not wait for frames", name, errno);
    }
    if (entries.getShort(POLL_RETURNED) != 0) {
      wake.reset();
    }
    for (int index = 0; index < watched.length; index++) {
      SocketCanNode node = watched[index];
      int returned = entries.getShort((index + 1) * POLL_ENTRY + POLL_RETURNED);
      if ((returned & ~LibC.POLLOUT) != 0) {
        node.drain();
      }
      if (node.blockedBy() != 0) {
        node.flush();
      }
      if (!node.isOpen() && !node.isDelivering()) {
        release(node);
      }
    }
  }

  private static void entry(ByteBuffer entries, int index, int fd, int events) {
    int at = index * POLL_ENTRY;
    entries.putInt(at, fd);
    entries.putShort(at + POLL_EVENTS, (short) events);
    entries.putShort(at + POLL_RETURNED, (short) 0);
  }

  private synchronized void release(SocketCanNode node) {
    List<SocketCanNode> fewer = new ArrayList<>(List.of(nodes));
    fewer.remove(node);
    nodes = fewer.toArray(SocketCanNode[]::new);
    long dropped = node.socket().dropped();
    node.release();
    released =
        new BusHealth(
            released.droppedByKernel() + dropped,
            Math.max(released.droppedByController(), node.controllerDrops()),
            0,
            released.malformed() + node.malformed(),
            released.unsent() + node.unsent());
  }

  @Override
  public void close() {
    refuseNodes();
    wake.signal();
    try {
      reader.join(CLOSE_BOUND_MILLIS);
      if (reader.isAlive()) {
        throw new SocketCanException(
            uri() + ": its reader has not ended within " + CLOSE_BOUND_MILLIS + " ms", 0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
