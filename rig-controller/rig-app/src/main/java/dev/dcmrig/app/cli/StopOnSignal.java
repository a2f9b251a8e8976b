package dev.dcmrig.app.cli;

import dev.dcmrig.app.suite.Interruption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C (SIGINT) or a SIGTERM into a wish to stop, and keeps the process alive until the
 * report of what ran is written.
 */
final class StopOnSignal implements AutoCloseable {

  /** What is being written when the signal comes gets this long; then the process ends anyway. */
  private static final int BOUND_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Interruption interruption;
  private final Thread hook;

  StopOnSignal(Interruption interruption) {
    this.interruption = interruption;
    hook =
        new Thread(
            () -> {
              interruption.request();
              awaitDone();
            },
            "stop-on-signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean wasRequested() {
    return interruption.isByUser();
  }

  private void awaitDone() {
    try {
      @SuppressWarnings("unused")
      boolean inTime = done.await(BOUND_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The run has ended, with everything said and stopped. */
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
