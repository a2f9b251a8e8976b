// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Time of the wall clock, on a thread of its own. One of the two places in the product that may ask
 * the machine what time it is (the other is the stamp of a run folder, outside of the evidence
 * digest). Does not correct for steps of the system clock: the epoch is read once, then the
 * monotonic clock counts.
 */
@WallClock("real time is what this adapter is for")
public final class RealTimeline implements Timeline, AutoCloseable {

  /** The thread may lose its processor between reading one clock and the other: the best counts. */
  private static final int READINGS = 8;

  private final TimerQueue timers = new TimerQueue();
  private final ArrayDeque<Runnable> posted = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final InFlight inFlight = new InFlight(() -> {});
  private final long start;
  private final Instant epoch;
  private final Consumer<Throwable> onError;
  private final Thread thread;
  private boolean closed;

  /**
   * @param onError told of what a task threw; the timeline goes on
   */
  public RealTimeline(String name, Consumer<Throwable> onError) {
    this.onError = onError;
    long tightest = Long.MAX_VALUE;
    long before = 0;
    Instant now = Instant.EPOCH;
    for (int reading = 0; reading < READINGS; reading++) {
      long begin = System.nanoTime();
      Instant wall = Instant.now();
      long lasted = System.nanoTime() - begin;
      if (lasted < tightest) {
        tightest = lasted;
        before = begin;
        now = wall;
      }
    }
    // The earlier of the two: what the system's clock has stamped never lies in the future.
    this.start = before;
    this.epoch = now;
    this.thread = new Thread(this::loop, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public long nowNanos() {
    return System.nanoTime() - start;
  }

  @Override
  public Instant epoch() {
    return epoch;
  }

  @Override
  public boolean isVirtual() {
    return false;
  }

  @Override
  public Timer timer(Runnable task) {
    return new RealTimer(task);
  }

  @Override
  public void post(String source, Runnable task) {
    lock.lock();
    try {
      posted.add(task);
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Hold hold(String exchange) {
    return () -> {};
  }

  @Override
  public InFlight inFlight() {
    return inFlight;
  }

  @Override
  public void changed() {
    // Steps on a real timeline poll.
  }

  /** Stops the thread; what is armed never runs. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signal();
    } finally {
      lock.unlock();
    }
    if (Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void loop() {
    while (true) {
      Runnable task = next();
      if (task == null) {
        return;
      }
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        onError.accept(e);
      }
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      while (!closed) {
        Runnable task = posted.poll();
        if (task != null) {
          return task;
        }
        TimerQueue.Entry entry = timers.first();
        if (entry == null) {
          work.await();
        } else {
          long wait = entry.at - nowNanos();
          if (wait <= 0) {
            timers.remove(entry);
            return entry.task;
          }
          @SuppressWarnings("unused")
          long left = work.awaitNanos(wait);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return null;
  }

  private final class RealTimer extends TimerQueue.Entry {
    RealTimer(Runnable task) {
      super(task);
    }

    @Override
    public void armAt(long nanos) {
      lock.lock();
      try {
        timers.arm(this, nanos);
        if (timers.first() == this) {
          work.signal();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void armAfter(long nanos) {
      armAt(nowNanos() + nanos);
    }

    @Override
    public void cancel() {
      lock.lock();
      try {
        timers.remove(this);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public boolean isArmed() {
      lock.lock();
      try {
        return super.isArmed();
      } finally {
        lock.unlock();
      }
    }
  }
}
