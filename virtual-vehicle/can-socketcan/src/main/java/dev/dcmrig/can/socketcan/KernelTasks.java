// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import dev.dcmrig.can.CyclicTransmission;
import dev.dcmrig.can.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sequences that the kernel's broadcast manager sends for one node.
 *
 * <p>The place in a sequence is the kernel's own and nobody can read it. So it is never handed
 * over: a sequence that is stopped stays with the kernel, which goes on sending its next frame when
 * it is told to, and no counter is sent twice or left out. How many frames have gone out is told by
 * the count of the first interval, which is as long as the second one and lasts for 2^32-1 frames
 * (497 days of 10 ms); from that the place is known, but for a frame that goes out between the
 * question and the stop.
 */
final class KernelTasks implements AutoCloseable {
  private static final int[] NONE = {};

  private final String name;
  private final Consumer<SocketCanException> onBroken;
  private final List<Task> tasks = new ArrayList<>();
  private @Nullable BcmSocket manager;
  private boolean closed;
  private long lostBefore;

  /** What {@link #lost} last gave; any thread may read it at no cost. */
  private volatile long knownLost;

  /** Identifiers of this node's sequences; exchanged as a whole, read by the reader's thread. */
  private volatile int[] rawIds = NONE;

  /**
   * @param onBroken told of the interface's end; what is asked for after that is ignored
   */
  KernelTasks(String name, Consumer<SocketCanException> onBroken) {
    this.name = name;
    this.onBroken = onBroken;
  }

  /** Why there is no broadcast manager on this interface; null if there is. */
  static @Nullable String refusal(String name) {
    try {
      BcmSocket.open(name).close();
      return null;
    } catch (SocketCanException e) {
      return e.getMessage();
    }
  }

  synchronized CyclicTransmission open(long periodNanos, Frame... sequence) {
    Task task = new Task(periodNanos, sequence);
    tell(
        socket -> {
          socket.halt(task.sequence);
          tasks.add(task);
          int[] more = Arrays.copyOf(rawIds, rawIds.length + 1);
          more[rawIds.length] = BcmCodec.rawId(task.sequence[0]);
          rawIds = more;
        });
    return task;
  }

  /** Whether a frame of that {@code can_id} comes from here, when it comes from this machine. */
  boolean send(int rawId) {
    for (int own : rawIds) {
      if (own == rawId) {
        return true;
      }
    }
    return false;
  }

  /**
   * Frames that were due and for which the interface had no room; at least, since one that goes out
   * during a stop is not counted as due.
   */
  synchronized long lost() {
    long[] lost = {lostBefore};
    tell(
        socket -> {
          for (Task task : tasks) {
            lost[0] += task.lost(socket);
          }
        });
    knownLost = Math.max(knownLost, lost[0]);
    return knownLost;
  }

  /** As many as were known of when {@link #lost} was last asked for, or at the end of all. */
  long knownLost() {
    return knownLost;
  }

  private synchronized void tell(Consumer<BcmSocket> request) {
    if (closed) {
      return;
    }
    try {
      BcmSocket socket = manager;
      if (socket == null) {
        socket = BcmSocket.open(name);
        manager = socket;
      }
      request.accept(socket);
    } catch (SocketCanException e) {
      onBroken.accept(e);
    }
  }

  @Override
  public synchronized void close() {
    lostBefore = closed ? lostBefore : lost();
    closed = true;
    BcmSocket socket = manager;
    manager = null;
    if (socket != null) {
      socket.close();
    }
  }

  private final class Task implements CyclicTransmission {
    private final long periodNanos;
    private Frame[] sequence;

    /** Frames that were due before the present run, or in all when it is stopped. */
    private long due;

    private boolean running;

    Task(long periodNanos, Frame... sequence) {
      this.periodNanos = periodNanos;
      this.sequence = sequence.clone();
    }

    private Frame[] with(Frame... contents) {
      if (contents.length != sequence.length
          || BcmCodec.rawId(contents[0]) != BcmCodec.rawId(sequence[0])) {
        throw new IllegalArgumentException(
            contents.length
                + " frames, first "
                + contents[0]
                + ": the sequence has "
                + sequence.length
                + ", first "
                + sequence[0]
                + "; close it and open another one");
      }
      sequence = contents.clone();
      return sequence;
    }

    @Override
    public void start(Frame... contents) {
      stop();
      Frame[] frames = with(contents);
      tell(socket -> socket.cyclic(BcmSocket.MAX_COUNT, periodNanos, periodNanos, frames));
      running = true;
    }

    @Override
    public void replace(Frame... contents) {
      Frame[] frames = with(contents);
      tell(socket -> socket.change(frames));
    }

    @Override
    public void stop() {
      if (running) {
        due = due();
        running = false;
        tell(socket -> socket.halt(sequence));
      }
    }

    @Override
    public void sendNext(Frame... contents) {
      if (running) {
        throw new IllegalStateException(contents[0] + ": its cycle runs; stop it first");
      }
      Frame[] frames = with(contents);
      tell(socket -> socket.announce(frames));
      due++;
    }

    @Override
    public int next() {
      return (int) (due() % sequence.length);
    }

    private long due() {
      long[] sum = {due};
      if (running) {
        tell(socket -> sum[0] += BcmSocket.MAX_COUNT - socket.status(sequence[0]).count());
      }
      return sum[0];
    }

    /** Asked in this order, so that a frame between the questions counts as taken. */
    private long lost(BcmSocket socket) {
      long wanted = due();
      long taken = socket.sent(sequence[0]);
      return taken < 0 ? 0 : Math.max(0, wanted - taken);
    }

    @Override
    public void close() {
      stop();
      tell(
          socket -> {
            lostBefore += tasks.remove(this) ? lost(socket) : 0;
            socket.delete(sequence[0]);
            int own = BcmCodec.rawId(sequence[0]);
            rawIds = Arrays.stream(rawIds).filter(id -> id != own).toArray();
          });
    }
  }
}
