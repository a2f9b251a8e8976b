// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.api.BenchBroken;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks at an instrument again and again, on a thread of its own. */
final class Sampler implements AutoCloseable {
  private final Duration every;
  private final Runnable look;
  private final Consumer<BenchBroken> broke;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param look one look; what it throws ends the looking
   * @param broke told of that, unless it is closed
   */
  Sampler(String name, Duration every, Runnable look, Consumer<BenchBroken> broke) {
    this.every = every;
    this.look = look;
    this.broke = broke;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!over.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
        look.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (over.getCount() > 0) {
        broke.accept(
            e instanceof BenchBroken broken ? broken : new BenchBroken(String.valueOf(e), e));
      }
    }
  }

  /** Ends it; a look that is under way is waited for. */
  @Override
  public void close() {
    over.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
