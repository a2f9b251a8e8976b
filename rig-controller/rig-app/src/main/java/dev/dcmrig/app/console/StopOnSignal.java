// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.console;

import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C (SIGINT) or a SIGTERM into a wish to stop, and keeps the process alive until what
 * ran is written down.
 */
public final class StopOnSignal implements AutoCloseable {

  /** What is being written when the signal comes gets this long; then the process ends anyway. */
  private static final int BOUND_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private final OptionalInt exitNumber;
  private final Thread hook;
  private volatile boolean requested;

  /**
   * @param wish what a signal does; called once, on a thread of its own
   */
  public StopOnSignal(Runnable wish) {
    this(wish, OptionalInt.empty());
  }

  /**
   * For a command that has no other end than a signal.
   *
   * @param exitNumber what the process then ends with; empty: 128 and the signal's number
   */
  public StopOnSignal(Runnable wish, OptionalInt exitNumber) {
    this.exitNumber = exitNumber;
    hook =
        new Thread(
            () -> {
              requested = true;
              wish.run();
              awaitDone();
            },
            "stop-on-signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  public boolean wasRequested() {
    return requested;
  }

  private void awaitDone() {
    try {
      if (done.await(BOUND_SECONDS, TimeUnit.SECONDS) && exitNumber.isPresent()) {
        Runtime.getRuntime().halt(exitNumber.getAsInt());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command has ended, with everything said and stopped. */
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already; the hook runs and finds that everything is done.
    }
  }
}
