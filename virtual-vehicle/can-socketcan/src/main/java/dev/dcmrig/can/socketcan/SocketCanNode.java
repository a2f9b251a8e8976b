// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.CyclicTransmission;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.FrameRing;
import dev.dcmrig.can.TimestampSource;
import dev.dcmrig.can.error.ControllerProblem;
import dev.dcmrig.can.error.ErrorClass;
import dev.dcmrig.sim.Timeline;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One node of a {@link SocketCanBus}: a socket, and the frames that wait for room in the
 * interface's queue. Sending never waits: what the kernel has no room for goes into the node's own
 * bounded queue, and the bus' thread sends it in order as soon as there is room.
 */
final class SocketCanNode implements CanNode, FrameRing.Receiver {
  /** Frames that wait for room; as many as an emulated controller holds. */
  static final int BACKLOG = 64;

  /** Reads of one node in a row, so that a flood on one socket doesn't starve the others. */
  private static final int MAX_READS = 16;

  /**
   * How long a node that was closed goes on sending what it had taken. An adapter that nobody
   * acknowledges would keep it for ever; what is left by then counts as unsent.
   */
  static final int DELIVERY_BOUND_MILLIS = 200;

  /** Crystals of adapters are good for 100 millionths at most. */
  private static final long CRYSTAL_PARTS_PER_MILLION = 100;

  /** What a node tells its bus. */
  interface Bus {
    void wakeUp();

    void broken(SocketCanException cause);

    FrameRing ring();

    boolean isOpen();
  }

  private final Bus bus;
  private final Timeline timeline;
  private final String name;
  private final FrameListener listener;
  private final RawSocket socket;
  private final boolean silent;
  private final StampClock hardware = new StampClock(CRYSTAL_PARTS_PER_MILLION);
  private final StampClock software;
  private final KernelTasks tasks;
  private final ArrayDeque<Frame> backlog = new ArrayDeque<>(BACKLOG);
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong unsent = new AtomicLong();
  private final AtomicLong malformed = new AtomicLong();
  private final AtomicLong controllerDrops = new AtomicLong();
  private volatile int blockedBy;
  private volatile boolean open = true;
  private volatile long closedNanos;
  private @Nullable TimestampSource told;

  SocketCanNode(
      Bus bus,
      Timeline timeline,
      long epochNanos,
      String name,
      FrameListener listener,
      RawSocket socket,
      boolean silent) {
    this.bus = bus;
    this.timeline = timeline;
    this.software = StampClock.at(-epochNanos);
    this.name = name;
    this.listener = listener;
    this.socket = socket;
    this.silent = silent;
    this.tasks = new KernelTasks(socket.at().name(), bus::broken);
  }

  @Override
  public String name() {
    return name;
  }

  RawSocket socket() {
    return socket;
  }

  @Override
  public boolean send(Frame frame) {
    if (frame.isError()) {
      throw new IllegalArgumentException(
          "node " + name + " can't send an error frame: a controller makes those");
    }
    if (frame.isFd() && !socket.carriesFd()) {
      throw new IllegalArgumentException(socket.at().refusesFd("this frame"));
    }
    if (!silent && trySend(frame)) {
      return true;
    }
    refused.incrementAndGet();
    return false;
  }

  private synchronized boolean trySend(Frame frame) {
    if (!open || !bus.isOpen()) {
      return false;
    }
    if (!backlog.isEmpty()) {
      return queue(frame);
    }
    try {
      blockedBy = socket.trySend(frame);
      return blockedBy == 0 || queue(frame);
    } catch (SocketCanException e) {
      bus.broken(e);
      return false;
    }
  }

  private boolean queue(Frame frame) {
    if (backlog.size() == BACKLOG) {
      unsent.incrementAndGet();
      return false;
    }
    backlog.add(frame);
    if (backlog.size() == 1) {
      bus.wakeUp();
    }
    return true;
  }

  @Override
  public CyclicTransmission cyclic(long periodNanos, Frame... sequence) {
    if (silent) {
      throw new UnsupportedOperationException("node " + name + " is silent; connect one");
    }
    return tasks.open(periodNanos, sequence);
  }

  /** EAGAIN or ENOBUFS when frames wait for room; 0 when none do. */
  int blockedBy() {
    return blockedBy;
  }

  /** Sends what waits, as far as there is room; the bus' thread only. */
  synchronized void flush() {
    try {
      Frame first = backlog.peek();
      while (first != null) {
        blockedBy = socket.trySend(first);
        if (blockedBy != 0) {
          return;
        }
        backlog.remove();
        first = backlog.peek();
      }
      blockedBy = 0;
    } catch (SocketCanException e) {
      fail(e);
    }
  }

  /** Its interface is of no use any more: nobody is to wait for it. */
  private synchronized void fail(SocketCanException cause) {
    open = false;
    blockedBy = 0;
    bus.broken(cause);
  }

  /** Whether it was closed and still sends what it had taken; the bus' thread only. */
  boolean isDelivering() {
    return blockedBy != 0
        && timeline.nowNanos() - closedNanos < TimeUnit.MILLISECONDS.toNanos(DELIVERY_BOUND_MILLIS);
  }

  @Override
  public long refused() {
    return refused.get() + tasks.lost();
  }

  @Override
  public synchronized int waiting() {
    return backlog.size();
  }

  /** Those of its cycles as far as {@link #refused} has asked the kernel for them. */
  long unsent() {
    return unsent.get() + tasks.knownLost();
  }

  long malformed() {
    return malformed.get();
  }

  long controllerDrops() {
    return controllerDrops.get();
  }

  /** Reads until there is nothing more, or others have waited enough; the bus' thread only. */
  void drain() {
    try {
      int count = RawSocket.BATCH;
      for (int reads = 0; reads < MAX_READS && count == RawSocket.BATCH && open; reads++) {
        count = socket.receive();
        long now = timeline.nowNanos();
        for (int index = 0; index < count; index++) {
          if (!socket.isLocal(index) || !tasks.send(socket.rawId(index))) {
            handOver(index, now);
          }
        }
        bus.ring().publish();
      }
    } catch (SocketCanException e) {
      fail(e);
    }
  }

  private void handOver(int index, long nowNanos) {
    Frame frame;
    try {
      frame = socket.frame(index);
    } catch (IllegalArgumentException e) {
      malformed.incrementAndGet();
      return;
    }
    if (frame.isError()
        && (frame.id() & ErrorClass.CONTROLLER.bit()) != 0
        && (frame.at(1) & ControllerProblem.RECEIVE_OVERFLOW.bit()) != 0) {
      controllerDrops.incrementAndGet();
    }
    TimestampSource source = socket.timestampSource(index);
    long timeNanos =
        switch (source) {
          case HARDWARE -> hardware.timelineNanos(socket.stampNanos(index), nowNanos);
          case SOFTWARE -> software.timelineNanos(socket.stampNanos(index), nowNanos);
          case BUS, READ -> nowNanos;
        };
    bus.ring().offer(this, timeNanos, source, frame, socket.isLocal(index));
  }

  @Override
  public void receive(long timeNanos, TimestampSource source, Frame frame, boolean local) {
    if (!open) {
      return;
    }
    if (source != told) {
      told = source;
      listener.onTimestampSource(source);
    }
    listener.onFrame(timeNanos, frame, local);
  }

  boolean isOpen() {
    return open;
  }

  /** Lets the socket go; the bus' thread only. */
  synchronized void release() {
    open = false;
    unsent.addAndGet(backlog.size());
    backlog.clear();
    socket.close();
    tasks.close();
  }

  @Override
  public void close() {
    if (open) {
      closedNanos = timeline.nowNanos();
      open = false;
      tasks.close();
      bus.wakeUp();
    }
  }
}
