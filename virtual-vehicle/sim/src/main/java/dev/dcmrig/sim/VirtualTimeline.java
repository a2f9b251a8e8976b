// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Deterministic time: the clock jumps from one timer to the next, on the thread that calls {@link
 * #runUntil}. Between two events nothing may be under way: while a hold is open or bytes are in
 * flight the loop waits, bounded by {@link #HOLD_BOUND}, and then runs what was posted meanwhile in
 * an order that doesn't depend on threads.
 */
public final class VirtualTimeline implements Timeline {

  /** Every virtual run begins at this instant, so that all of its stamps are reproducible. */
  public static final Instant EPOCH = Instant.parse("2026-06-01T08:00:00Z");

  /**
   * How long one exchange may hold virtual time before the run ends as error. Counted in looks, so
   * that a process that is stopped or starved does not come to its end ({@link Patience}).
   */
  public static final Duration HOLD_BOUND = Duration.ofMillis(Patience.millis());

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(Patience.LOOK_MILLIS);

  /** Looks before the thread sleeps: some tens of microseconds. */
  private static final int LOOKS = 2_000;

  /** Of these, so many for one that is at a process: it costs a call of the kernel. */
  private static final int LOOKS_INSIDE = 100;

  private record Posted(long batch, String source, long sequence, Runnable task) {}

  private static final Comparator<Posted> ORDER =
      Comparator.comparingLong(Posted::batch)
          .thenComparing(Posted::source)
          .thenComparingLong(Posted::sequence);

  private final TimerQueue timers = new TimerQueue();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private final Set<OpenHold> holds = new LinkedHashSet<>();
  private final List<Posted> arrivals = new ArrayList<>();
  private final PriorityQueue<Posted> due = new PriorityQueue<>(ORDER);
  private final InFlight inFlight = new InFlight(this::signalQuiet);
  private final int holdLooks;

  /** Set by any thread that has something for the loop to look at before its next event. */
  private volatile boolean attention;

  /** How many holds there are, for a look without the lock. */
  private volatile int openHolds;

  private volatile boolean changed;

  /** Written with release and by the runner only: a full fence would cost as much as an event. */
  private final AtomicLong now = new AtomicLong();

  private volatile @Nullable Thread runner;
  private volatile @Nullable Outside outside;
  private long batch;
  private long postSequence;

  public VirtualTimeline() {
    this(HOLD_BOUND);
  }

  VirtualTimeline(Duration holdBound) {
    this.holdLooks = Math.max(1, Math.toIntExact(holdBound.toMillis() / Patience.LOOK_MILLIS));
  }

  @Override
  public long nowNanos() {
    return now.getAcquire();
  }

  @Override
  public Instant epoch() {
    return EPOCH;
  }

  @Override
  public boolean isVirtual() {
    return true;
  }

  @Override
  public Timer timer(Runnable task) {
    return new VirtualTimer(task);
  }

  @Override
  public void post(String source, Runnable task) {
    lock.lock();
    try {
      arrivals.add(new Posted(batch, source, postSequence++, task));
      attention = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Hold hold(String exchange) {
    OpenHold hold = new OpenHold(exchange);
    lock.lock();
    try {
      holds.add(hold);
      openHolds = holds.size();
      attention = true;
    } finally {
      lock.unlock();
    }
    return hold;
  }

  @Override
  public InFlight inFlight() {
    // Whoever asks for it is about to put something in flight.
    attention = true;
    return inFlight;
  }

  @Override
  public void changed() {
    changed = true;
  }

  /** Processes that are on this timeline from now on; null when there are none. Its thread. */
  public void outside(@Nullable Outside newOutside) {
    outside = newOutside;
  }

  /** The processes that are on this timeline; null when there are none. */
  public @Nullable Outside outside() {
    return outside;
  }

  /** Runs everything up to and including {@code limitNanos} and leaves the clock there. */
  public void runUntil(long limitNanos) {
    run(null, limitNanos);
  }

  /**
   * Runs until {@code condition} holds or the clock has reached {@code limitNanos}. The condition
   * is looked at first, and again after each event that called {@link #changed()}.
   *
   * @return whether the condition holds
   * @throws HoldExpiredException when an exchange outside of the timeline doesn't end
   */
  public boolean runUntil(BooleanSupplier condition, long limitNanos) {
    return run(condition, limitNanos);
  }

  private boolean run(@Nullable BooleanSupplier condition, long limitNanos) {
    if (runner != null) {
      throw new IllegalStateException(
          "the timeline is already being run by " + runner + "; a task must not advance time");
    }
    runner = Thread.currentThread();
    try {
      changed = true;
      while (true) {
        while (attention) {
          settle();
          Posted next = due.poll();
          if (next == null) {
            break;
          }
          next.task.run();
          attention = true;
        }
        if (condition != null && changed) {
          changed = false;
          if (condition.getAsBoolean()) {
            return true;
          }
        }
        TimerQueue.Entry entry = timers.first();
        if (entry == null || entry.at > limitNanos) {
          now.setRelease(Math.max(now.getPlain(), limitNanos));
          return condition != null && condition.getAsBoolean();
        }
        timers.remove(entry);
        now.setRelease(entry.at);
        entry.task.run();
      }
    } finally {
      runner = null;
    }
  }

  /**
   * Looks again for a moment before it sleeps: most exchanges on loopback end within tens of
   * microseconds, and waking a thread costs as much.
   */
  private void spin() {
    Outside others = outside;
    for (int look = 1; look <= LOOKS && (openHolds != 0 || inFlight.hasUnsettled()); look++) {
      if (others != null && look % LOOKS_INSIDE == 0) {
        others.attend(0);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /** Waits until nothing is under way, then queues what was posted meanwhile. */
  private void settle() {
    spin();
    lock.lock();
    try {
      int looks = 0;
      while (!holds.isEmpty() || !inFlight.isSettled()) {
        if (looks >= holdLooks) {
          throw new HoldExpiredException(
              holds + " " + inFlight.describe(), (long) looks * Patience.LOOK_MILLIS);
        }
        Outside others = outside;
        boolean woken = others == null ? quiet.awaitNanos(LOOK_NANOS) > 0 : isWokenAt(others);
        if (!woken) {
          looks++;
        }
      }
      attention = false;
      due.addAll(arrivals);
      arrivals.clear();
      batch++;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimelineInterruptedException(e);
    } finally {
      lock.unlock();
    }
  }

  private boolean isWokenAt(Outside others) {
    lock.unlock();
    try {
      return others.attend(LOOK_NANOS);
    } finally {
      lock.lock();
    }
  }

  private void signalQuiet() {
    lock.lock();
    try {
      wakeUp();
    } finally {
      lock.unlock();
    }
  }

  private void wakeUp() {
    quiet.signalAll();
    Outside others = outside;
    if (others != null) {
      others.wake();
    }
  }

  private void checkThread() {
    Thread running = runner;
    if (running != null && running != Thread.currentThread()) {
      throw new IllegalStateException(
          "a timer of a virtual timeline was touched by "
              + Thread.currentThread()
              + " while "
              + running
              + " runs it; use post()");
    }
  }

  private final class VirtualTimer extends TimerQueue.Entry {
    VirtualTimer(Runnable task) {
      super(task);
    }

    @Override
    public void armAt(long nanos) {
      checkThread();
      long present = now.getPlain();
      long at = Math.max(nanos, present);
      timers.arm(this, at, at - present);
    }

    @Override
    public void armAfter(long nanos) {
      armAt(now.getPlain() + nanos);
    }

    @Override
    public void cancel() {
      checkThread();
      timers.remove(this);
    }
  }

  private final class OpenHold implements Hold {
    private final String exchange;

    OpenHold(String exchange) {
      this.exchange = exchange;
    }

    @Override
    public void release() {
      lock.lock();
      try {
        boolean removed = holds.remove(this);
        openHolds = holds.size();
        if (removed && holds.isEmpty()) {
          wakeUp();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public String toString() {
      return exchange;
    }
  }
}
