// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sim.pins.DcmPins;
import dev.dcmrig.sim.pins.Lamp;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A DCM outside of the rig at the pins of a bench: pins become lines, lines become pins. What it
 * breaks is thrown on the timeline's thread, so that the bench ends as error, never the DCM as
 * failed.
 */
final class FittedProcess implements Dcm {
  private static final String SOURCE = "dcm process";

  /** Longer than it takes to learn how a process has ended. */
  private static final int FAILURE_SECONDS = 10;

  /** For a DCM that is not the rig's to end. */
  private static final int OFF_MILLIS = 3_000;

  private static final long BLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Lines of a DCM that may wait for the bench: a second of a DCM that talks without a pause. */
  private static final int MAX_WAITING = 10_000;

  private final Timeline timeline;
  private final DcmPins pins;
  private final RunningDcm process;
  private final LineSocket lines;
  private final CompletableFuture<String> hello = new CompletableFuture<>();
  private final Set<String> handed;
  private final DefectList defects;
  private final Timer audio;
  private final short[] block = new short[ElectricalLines.SAMPLES];
  private final ToldPins told;
  private final AtomicInteger waiting = new AtomicInteger();
  private long nextBlockNanos;
  private String identity = "";
  private final CompletableFuture<BenchBroken> failure = new CompletableFuture<>();
  private volatile boolean ending;
  private volatile boolean over;

  /** It was told to end while it was well. */
  private volatile boolean closed;

  /** Starts to listen; nothing is said before the DCM has said {@code hello}. */
  FittedProcess(
      Timeline timeline, DcmPins pins, Socket socket, RunningDcm process, Set<String> handed) {
    this.timeline = timeline;
    this.pins = pins;
    this.process = process;
    this.told = new ToldPins(pins, this::say);
    this.handed = new TreeSet<>(handed);
    this.defects = new DefectList(handed);
    this.audio = timeline.timer(this::microphone);
    this.lines = new LineSocket("dcm", socket, new Incoming());
    lines.start();
  }

  /**
   * Waits for the first line and, when defects were handed over, for the DCM to name them; then
   * tells the DCM how its pins stand.
   */
  void awaitHello(long limitNanos, String where, String profile) {
    long latestNanos = timeline.nowNanos() + limitNanos;
    String name = await(hello, latestNanos, "hello NAME VERSION");
    await(defects.answer(), latestNanos, "defects ID ...");
    identity =
        name
            + " "
            + where
            + ", profile "
            + profile
            + (handed.isEmpty() ? "" : ", seeded with " + String.join(", ", handed));
    pins.onChange(told::tell);
    told.tell();
  }

  private <T> T await(CompletableFuture<T> said, long latestNanos, String what) {
    try {
      return said.get(Math.max(1, latestNanos - timeline.nowNanos()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      abandon();
      throw e.getCause() instanceof BenchBroken broken
          ? broken
          : new BenchBroken("the DCM's first lines: " + e.getCause(), e);
    } catch (TimeoutException e) {
      abandon();
      throw new BenchBroken(
          "the DCM has connected and not said '"
              + what
              + "' in time (docs/DCM-INTERFACE.md, section 0): "
              + process.account(),
          e);
    } catch (InterruptedException e) {
      abandon();
      Thread.currentThread().interrupt();
      throw new BenchBroken("interrupted while waiting for the DCM's hello", e);
    }
  }

  private void abandon() {
    over = true;
    lines.close();
  }

  /** A block each 20 ms of the clock, however late the one before was. */
  private void microphone() {
    pins.microphone().fill(block);
    say(ElectricalLines.microphone(block));
    nextBlockNanos += BLOCK_NANOS;
    audio.armAt(Math.max(nextBlockNanos, timeline.nowNanos()));
  }

  private void say(String line) {
    if (!over && !lines.send(line)) {
      over = true;
      BenchBroken cause =
          new BenchBroken(
              "the DCM does not read its electrical socket: its queue was full at '"
                  + line.split(" ", 2)[0]
                  + "'; "
                  + process.account());
      failure.complete(cause);
      throw cause;
    }
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public void reset() {
    say("reset");
  }

  /**
   * A step may have failed before it was known why; a dead process must not look like a verdict.
   */
  @Override
  public Optional<BenchBroken> failure() {
    if (!over && !ending && process.isAlive()) {
      return Optional.empty();
    }
    if (closed && !failure.isDone()) {
      // It ended because it was told to.
      return Optional.empty();
    }
    try {
      return Optional.of(failure.get(FAILURE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.of(new BenchBroken("the DCM's process has ended: " + process.account(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(new BenchBroken("interrupted while the DCM's process ended", e));
    }
  }

  @Override
  public void close() {
    pins.onChange(() -> {});
    audio.cancel();
    // Before it is told: on a busy machine it may have ended before this thread goes on.
    closed |= !over;
    boolean asked = !over;
    over = true;
    if (asked && !lines.send("off")) {
      asked = false;
      closed = false;
    }
    process.end(asked);
    if (asked) {
      // What runs here has closed with its end. What somebody else runs gets time to hear of it.
      lines.awaitEnd(OFF_MILLIS);
    }
    lines.close();
  }

  /** The reading thread; all but the hello goes over to the timeline's. */
  private final class Incoming implements LineSocket.Listener, ElectricalLines.FromDcm {
    @Override
    public void line(String line) {
      if (over) {
        return;
      }
      try {
        if (!hello.isDone() && !line.startsWith("hello ")) {
          violated("its first line is '" + line.split(" ", 2)[0] + " ...' and not 'hello'");
        } else {
          if (!ElectricalLines.isOfDefects(line)) {
            defects.end();
          }
          ElectricalLines.readFromDcm(line, this);
        }
      } catch (ElectricalLines.BadLine e) {
        violated(String.valueOf(e.getMessage()));
      }
    }

    @Override
    public void ended(String why) {
      if (!over) {
        ending = true;
        broken(why + ": " + process.account());
      }
    }

    private void violated(String what) {
      broken(
          "the DCM broke the rules of its electrical socket (docs/DCM-INTERFACE.md, section 0): "
              + what);
    }

    private void broken(String what) {
      over = true;
      BenchBroken cause = new BenchBroken(what);
      failure.complete(cause);
      boolean helloAwaited = hello.completeExceptionally(cause);
      boolean defectsAwaited = defects.broke(cause);
      if (!helloAwaited && !defectsAwaited) {
        timeline.post(
            SOURCE,
            () -> {
              throw cause;
            });
      }
    }

    @Override
    public void hello(String name, String version) {
      if (hello.complete(name + " " + version)) {
        defects.begin();
      } else {
        violated("it said 'hello' twice");
      }
    }

    @Override
    public void defects(List<String> ids) {
      if (!defects.isOpen()) {
        violated("it said 'defects' after its list had ended; it comes right after 'hello'");
      } else if (!defects.add(ids)) {
        violated("it named more than " + DefectList.MAX_IDS + " defects");
      }
    }

    /** Hands over to the timeline's thread; what waits there is bounded. */
    private void hand(Runnable work) {
      if (waiting.incrementAndGet() > MAX_WAITING) {
        violated("it says more than the bench can take: " + MAX_WAITING + " lines wait");
        return;
      }
      timeline.post(
          SOURCE,
          () -> {
            waiting.decrementAndGet();
            work.run();
          });
    }

    @Override
    public void lamp(Lamp lamp, double brightness) {
      hand(() -> pins.lamp(lamp, brightness));
    }

    @Override
    public void draw(double amperes) {
      hand(() -> pins.draw(amperes));
    }

    @Override
    public void speaker(short[] samples) {
      hand(() -> pins.speaker().play(timeline.nowNanos(), samples));
    }

    @Override
    public void audio(boolean on) {
      hand(
          () -> {
            audio.cancel();
            if (on && !over) {
              nextBlockNanos = timeline.nowNanos();
              audio.armAfter(0);
            }
          });
    }
  }
}
