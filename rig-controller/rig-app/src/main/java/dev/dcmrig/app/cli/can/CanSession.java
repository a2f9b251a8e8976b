// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.StopOnSignal;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Timeline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One run of a tool: its buses on a timeline of real time, and its end, whoever brings it about:
 * the tool, Ctrl-C, a closed pipe, a bus that goes away. The first one counts.
 */
public final class CanSession implements AutoCloseable {

  /** What Ctrl-C means to a tool. */
  public enum CtrlC {
    /** It was cut short: exit code 130. */
    INTERRUPTS,
    /** It has no other end: exit code 0. */
    ENDS
  }

  private final Console console;
  private final CompletableFuture<ExitCode> end = new CompletableFuture<>();
  private final RealTimeline timeline;
  private final long epochNanos;
  private final List<CanBus> buses = new ArrayList<>();
  private final LineOutput out;
  private final StopOnSignal signal;
  private boolean incomplete;

  public CanSession(Console console, CtrlC ctrlC) {
    this.console = console;
    this.timeline = new RealTimeline("rig can", this::broke);
    this.epochNanos = ChronoUnit.NANOS.between(Instant.EPOCH, timeline.epoch());
    this.out = new LineOutput(console.out(), timeline, () -> end(ExitCode.PASSED));
    boolean ends = ctrlC == CtrlC.ENDS;
    ExitCode code = ends ? ExitCode.PASSED : ExitCode.INTERRUPTED;
    this.signal =
        StopOnSignal.ofStream(
            () -> end(code), ends ? OptionalInt.of(code.number()) : OptionalInt.empty());
  }

  public Timeline timeline() {
    return timeline;
  }

  LineOutput out() {
    return out;
  }

  Console console() {
    return console;
  }

  public CanBus open(BusAddress address, BitRates rates) {
    CanBus bus = address.open(timeline, rates, cause -> fail(String.valueOf(cause.getMessage())));
    buses.add(bus);
    return bus;
  }

  /** Frames that the buses know to have lost. */
  long lost() {
    return buses.stream().mapToLong(bus -> bus.health().lost()).sum();
  }

  /** Closes the buses; how many frames that were taken did not get out any more. */
  long closeBuses() {
    long cut = 0;
    for (CanBus bus : buses) {
      long before = bus.health().unsent();
      bus.close();
      cut += bus.health().unsent() - before;
    }
    return cut;
  }

  /** What was to be sent was not, so that a good end becomes exit code 3; the timeline's thread. */
  void incomplete() {
    incomplete = true;
  }

  /** Microseconds since 1970 of a time of this session. */
  long epochMicros(long timeNanos) {
    return (epochNanos + timeNanos) / 1000;
  }

  /** Any thread. */
  public void end(ExitCode code) {
    end.complete(code);
  }

  /** Ends with what went wrong: exit code 3. */
  public void fail(String what) {
    if (end.complete(ExitCode.BENCH_BROKE)) {
      console.problem(what);
    }
  }

  private void broke(Throwable thrown) {
    if (thrown instanceof IllegalArgumentException refused) {
      fail(String.valueOf(refused.getMessage()));
    } else {
      end.completeExceptionally(thrown);
    }
  }

  /**
   * Waits for something that the timeline brings, or for the end of the session.
   *
   * @return empty when the session ended first: then {@link #await} says how
   */
  public <T> Optional<T> until(CompletableFuture<T> something) {
    CompletableFuture.anyOf(something, end.handle((code, thrown) -> true)).join();
    return something.isDone() ? Optional.of(something.join()) : Optional.empty();
  }

  public boolean hasEnded() {
    return end.isDone();
  }

  /** Waits for the end, then runs {@code last} on the timeline: what is still to be said. */
  public ExitCode await(Runnable last) {
    ExitCode code;
    try {
      code = end.get();
      CompletableFuture<Void> said = new CompletableFuture<>();
      timeline.post(
          "end",
          () -> {
            try {
              last.run();
              out.flush();
            } finally {
              said.complete(null);
            }
          });
      said.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return code == ExitCode.PASSED && incomplete ? ExitCode.BENCH_BROKE : code;
  }

  @Override
  public void close() {
    buses.forEach(CanBus::close);
    timeline.close();
    signal.close();
  }
}
