// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.console;

import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C (SIGINT) or a SIGTERM into a wish to stop, and keeps the process alive until what
 * ran is written down.
 */
public final class StopOnSignal implements AutoCloseable {

  /** What is being written when the signal comes gets this long; then the process ends anyway. */
  private static final int BOUND_SECONDS = 120;

  /**
   * As {@link #BOUND_SECONDS}, of a tool that writes lines only: its reader may have gone asleep.
   */
  private static final int STREAM_BOUND_SECONDS = 10;

  /** Commands that are going on, and end by themselves after a signal. */
  private static final Set<StopOnSignal> GOING_ON = ConcurrentHashMap.newKeySet();

  private final CountDownLatch done = new CountDownLatch(1);
  private final OptionalInt exitNumber;
  private final int boundSeconds;
  private final Thread hook;
  private volatile boolean requested;

  /**
   * @param wish what a signal does; called once, on a thread of its own
   */
  public StopOnSignal(Runnable wish) {
    this(wish, OptionalInt.empty(), BOUND_SECONDS);
  }

  private StopOnSignal(Runnable wish, OptionalInt exitNumber, int boundSeconds) {
    this.exitNumber = exitNumber;
    this.boundSeconds = boundSeconds;
    hook =
        new Thread(
            () -> {
              requested = true;
              wish.run();
              awaitDone();
            },
            "stop-on-signal");
    Runtime.getRuntime().addShutdownHook(hook);
    GOING_ON.add(this);
  }

  /**
   * For a tool that writes lines until it is told to end. A reader that takes none holds it up for
   * 10 s at most.
   *
   * @param exitNumber what the process then ends with; empty: as one that was interrupted
   */
  public static StopOnSignal ofStream(Runnable wish, OptionalInt exitNumber) {
    return new StopOnSignal(wish, exitNumber, STREAM_BOUND_SECONDS);
  }

  /** Whether a command is going on that ends the process by itself after a signal. */
  public static boolean isAnyGoingOn() {
    return !GOING_ON.isEmpty();
  }

  public boolean wasRequested() {
    return requested;
  }

  private void awaitDone() {
    try {
      boolean ended = done.await(boundSeconds, TimeUnit.SECONDS);
      int interrupted = ExitCode.INTERRUPTED.number();
      Runtime.getRuntime().halt(ended ? exitNumber.orElse(interrupted) : interrupted);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command has ended, with everything said and stopped. */
  @Override
  public void close() {
    GOING_ON.remove(this);
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already; the hook runs and finds that everything is done.
    }
  }
}
