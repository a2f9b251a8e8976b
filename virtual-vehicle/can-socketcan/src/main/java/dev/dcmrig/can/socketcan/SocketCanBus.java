package dev.dcmrig.can.socketcan;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.sim.Timeline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * An interface of the kernel as a bus. Each node has a socket of its own, so that nodes of this
 * process meet through the kernel like those of others. One thread waits for all sockets and hands
 * what it reads to the timeline, {@value #CAPACITY} frames at most: what the timeline can't take is
 * counted in {@link #dropped()} and never lost in silence.
 */
public final class SocketCanBus implements CanBus {

  /** Frames that may wait for the timeline's thread. */
  public static final int CAPACITY = 1 << 16;

  /** All classes of linux/can/error.h. */
  private static final int ALL_ERRORS = 0x1FFF_FFFF;

  private static final int POLL_ENTRY = 8;
  private static final int MAX_NODES = 64;

  private final String name;
  private final Timeline timeline;
  private final long epochNanos;
  private final Consumer<SocketCanException> onBroken;
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong overrun = new AtomicLong();
  private final AtomicLong retiredDrops = new AtomicLong();
  private final AtomicLong malformed = new AtomicLong();
  private final int wake;
  private final Thread reader;
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
    CanInterface.find(name);
    this.name = name;
    this.timeline = timeline;
    this.epochNanos = ChronoUnit.NANOS.between(Instant.EPOCH, timeline.epoch());
    this.onBroken = onBroken;
    this.wake = LibC.eventfd(0, LibC.EFD_NONBLOCK | LibC.EFD_CLOEXEC);
    if (wake < 0) {
      throw SocketCanException.of("could not make an eventfd", name, Native.getLastError());
    }
    this.reader = new Thread(this::read, "socketcan " + name);
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public String uri() {
    return "socketcan:" + name;
  }

  @Override
  public CanNode connect(String nodeName, FrameListener listener) {
    return add(new Node(nodeName, listener, RawSocket.open(name), false));
  }

  @Override
  public CanNode listen(String nodeName, FrameListener listener) {
    RawSocket socket = RawSocket.open(name);
    try {
      socket.errorFrames(ALL_ERRORS);
    } catch (SocketCanException e) {
      socket.close();
      throw e;
    }
    return add(new Node(nodeName, listener, socket, true));
  }

  private Node add(Node node) {
    if (nodes.size() >= MAX_NODES) {
      node.socket.close();
      throw new SocketCanException(uri() + ": has " + MAX_NODES + " nodes already", 0);
    }
    nodes.add(node);
    wakeUp();
    return node;
  }

  /** Frames that were lost before a listener saw them: by the kernel, or for a full queue here. */
  public long dropped() {
    long sum = overrun.get() + retiredDrops.get();
    for (Node node : nodes) {
      sum += node.socket.dropped();
    }
    return sum;
  }

  /** Reads that made no frame: cut off, or of a length that no frame has. */
  public long malformed() {
    return malformed.get();
  }

  private void wakeUp() {
    try (Memory one = new Memory(8)) {
      one.setLong(0, 1);
      LibC.write(wake, one, 8);
    }
  }

  private void read() {
    try (Memory entries = new Memory((MAX_NODES + 1L) * POLL_ENTRY);
        Memory counter = new Memory(8)) {
      while (!closed) {
        Node[] watched = nodes.toArray(Node[]::new);
        entry(entries, 0, wake);
        for (int index = 0; index < watched.length; index++) {
          entry(entries, index + 1, watched[index].socket.fd());
        }
        if (LibC.poll(entries, watched.length + 1L, -1) < 0) {
          continue;
        }
        if (entries.getShort(6) != 0) {
          LibC.read(wake, counter, 8);
        }
        for (int index = 0; index < watched.length; index++) {
          if (entries.getShort((index + 1L) * POLL_ENTRY + 6) != 0) {
            watched[index].drain();
          }
        }
        for (Node node : watched) {
          node.retire();
        }
      }
    } finally {
      for (Node node : nodes) {
        node.open = false;
        node.retire();
      }
      LibC.close(wake);
    }
  }

  private static void entry(Memory entries, int index, int fd) {
    long at = (long) index * POLL_ENTRY;
    entries.setInt(at, fd);
    entries.setShort(at + 4, LibC.POLLIN);
    entries.setShort(at + 6, (short) 0);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    wakeUp();
    if (Thread.currentThread() != reader) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private final class Node implements CanNode {
    private final String nodeName;
    private final FrameListener listener;
    private final RawSocket socket;
    private final boolean silent;
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean open = true;

    Node(String nodeName, FrameListener listener, RawSocket socket, boolean silent) {
      this.nodeName = nodeName;
      this.listener = listener;
      this.socket = socket;
      this.silent = silent;
    }

    @Override
    public String name() {
      return nodeName;
    }

    @Override
    public synchronized boolean send(Frame frame) {
      if (silent || !open || closed) {
        refused.incrementAndGet();
        return false;
      }
      try {
        if (socket.send(frame)) {
          return true;
        }
      } catch (SocketCanException e) {
        broken(e);
      }
      refused.incrementAndGet();
      return false;
    }

    @Override
    public long refused() {
      return refused.get();
    }

    /** Reads until there is nothing more; the reader's thread only. */
    void drain() {
      try {
        int count;
        do {
          count = open && !closed ? socket.receive() : 0;
          handOver(count);
        } while (count == RawSocket.BATCH);
      } catch (SocketCanException e) {
        broken(e);
      }
    }

    private void handOver(int count) {
      if (count == 0) {
        return;
      }
      if (waiting.addAndGet(count) > CAPACITY) {
        waiting.addAndGet(-count);
        overrun.addAndGet(count);
        return;
      }
      Frame[] frames = new Frame[count];
      long[] times = new long[count];
      boolean[] local = new boolean[count];
      int made = 0;
      for (int index = 0; index < count; index++) {
        try {
          frames[made] = socket.frame(index);
          long stamp = socket.epochNanos(index);
          long now = timeline.nowNanos();
          local[made] = socket.isLocal(index);
          times[made] = stamp == 0 ? now : Math.max(0, Math.min(now, stamp - epochNanos));
          made++;
        } catch (IllegalArgumentException e) {
          malformed.incrementAndGet();
        }
      }
      int whole = made;
      timeline.post(
          uri(),
          () -> {
            waiting.addAndGet(-count);
            for (int index = 0; index < whole && open; index++) {
              listener.onFrame(times[index], frames[index], local[index]);
            }
          });
    }

    private void broken(SocketCanException cause) {
      if (open) {
        open = false;
        timeline.post(uri(), () -> onBroken.accept(cause));
        wakeUp();
      }
    }

    /** Lets the socket go when the node has closed; the reader's thread only. */
    synchronized void retire() {
      if (!open && nodes.remove(this)) {
        retiredDrops.addAndGet(socket.dropped());
        socket.close();
      }
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        if (!closed) {
          wakeUp();
        }
      }
    }
  }
}
