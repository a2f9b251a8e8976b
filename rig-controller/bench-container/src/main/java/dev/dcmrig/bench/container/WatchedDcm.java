// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.container;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.RequirementNotMet;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A DCM whose container is looked at twice a second: one that is paused or cut off from its network
 * closes no socket.
 */
final class WatchedDcm implements Dcm {
  private static final int LOOK_MILLIS = 500;

  private final Dcm dcm;
  private final DcmContainer container;
  private final Consumer<BenchBroken> broke;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread watch;
  private volatile @Nullable BenchBroken failure;

  /**
   * @param broke told once, on a thread of its own, when the DCM can't be judged any more
   */
  WatchedDcm(Dcm dcm, DcmContainer container, Consumer<BenchBroken> broke) {
    this.dcm = dcm;
    this.container = container;
    this.broke = broke;
    this.watch = new Thread(this::look, "watch of " + container.name());
    watch.setDaemon(true);
    watch.start();
  }

  private void look() {
    try {
      while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        Optional<String> trouble = container.trouble();
        if (trouble.isPresent() && closed.getCount() > 0) {
          broken(trouble.get());
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      broken("the container engine has failed: " + e.getMessage());
    }
  }

  private void broken(String why) {
    BenchBroken cause = new BenchBroken("the DCM can't be judged any more: " + why);
    failure = cause;
    broke.accept(cause);
  }

  @Override
  public String identity() {
    return dcm.identity();
  }

  @Override
  public void reset() {
    dcm.reset();
  }

  @Override
  public Optional<RequirementNotMet> misconduct() {
    return dcm.misconduct();
  }

  @Override
  public Optional<BenchBroken> failure() {
    BenchBroken seen = failure;
    return seen == null ? dcm.failure() : Optional.of(seen);
  }

  @Override
  public void close() {
    closed.countDown();
    watch.interrupt();
    dcm.close();
  }
}
