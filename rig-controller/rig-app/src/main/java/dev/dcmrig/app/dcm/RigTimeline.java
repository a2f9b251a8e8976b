// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.InFlight;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The rig's timeline at a DCM's end: timers are armed there, and ring here in a turn. The time is
 * that of the turn.
 */
final class RigTimeline implements Timeline {
  private final RigLines lines;
  private final InFlight inFlight;
  private final Map<Long, RigTimer> armed = new HashMap<>();
  private final Map<Long, Runnable> posted = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private volatile long now;
  private volatile boolean over;
  private Instant epoch = Instant.EPOCH;
  private boolean changed;

  /**
   * @param go waits until the rig has counted what is about to be written
   */
  RigTimeline(RigLines lines, Runnable go) {
    this.lines = lines;
    this.inFlight = new Reported(go);
  }

  void epoch(Instant newEpoch) {
    epoch = newEpoch;
  }

  void now(long nanos) {
    now = nanos;
  }

  /** The scenario is over: nothing is said of it any more. */
  void end() {
    synchronized (lines) {
      over = true;
    }
  }

  /** A number that was armed, or posted, has its turn. */
  void run(long number) {
    RigTimer timer = armed.remove(number);
    if (timer != null) {
      timer.task.run();
      return;
    }
    Runnable task = posted.remove(number);
    if (task != null) {
      task.run();
    }
  }

  /** Nothing has changed, from here on. */
  void seen() {
    changed = false;
  }

  /** Whether a value has changed since then. */
  boolean hasChanged() {
    return changed;
  }

  private void say(String line) {
    if (!over) {
      lines.say(line);
    }
  }

  /** Of any thread: what a scenario's connections say must not come after its end. */
  private void sayNow(String line) {
    synchronized (lines) {
      if (!over) {
        lines.say(line);
        lines.flush();
      }
    }
  }

  @Override
  public long nowNanos() {
    return now;
  }

  @Override
  public Instant epoch() {
    return epoch;
  }

  @Override
  public boolean isVirtual() {
    return true;
  }

  @Override
  public Timer timer(Runnable task) {
    return new RigTimer(task);
  }

  @Override
  public void post(String source, Runnable task) {
    long number = numbers.incrementAndGet();
    posted.put(number, task);
    sayNow("post " + source + " " + number);
  }

  /** Whatever holds a DCM's time is a turn, or bytes that are under way. */
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
    changed = true;
  }

  private final class RigTimer implements Timer {
    private final long number = numbers.incrementAndGet();
    private final Runnable task;

    RigTimer(Runnable task) {
      this.task = task;
    }

    @Override
    public void armAt(long nanos) {
      armed.put(number, this);
      say("arm " + number + " " + Math.max(nanos, now));
    }

    @Override
    public void armAfter(long nanos) {
      armAt(now + nanos);
    }

    @Override
    public void cancel() {
      if (armed.remove(number) != null) {
        say("disarm " + number);
      }
    }

    @Override
    public boolean isArmed() {
      return armed.get(number) == this;
    }
  }

  /** The rig counts what is under way; here it is only told. */
  private final class Reported extends InFlight {
    private final Runnable go;

    Reported(Runnable go) {
      super(() -> {});
      this.go = go;
    }

    @Override
    public void handedOver(Transport transport, int fromPort, int toPort, long count) {
      if (!over) {
        sayNow("wrote " + transport + " " + fromPort + " " + toPort + " " + count);
        go.run();
      }
    }

    @Override
    public void consumed(Transport transport, int fromPort, int toPort, long count) {
      sayNow("read " + transport + " " + toPort + " " + fromPort + " " + count);
    }

    @Override
    public void abandoned(Transport transport, int fromPort, int toPort) {
      sayNow("lost " + transport + " " + fromPort + " " + toPort);
    }

    /** The rig's end of a connection says so, too, and before any byte. */
    @Override
    public void begun(Transport transport, int localPort, int remotePort) {}

    @Override
    public void gone(Transport transport, int localPort, int remotePort) {
      sayNow("gone " + transport + " " + localPort + " " + remotePort);
    }
  }
}
