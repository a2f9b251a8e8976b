// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.BenchTime;
import dev.dcmrig.api.RealTimeAdapter;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The one place where steps wait: it advances a virtual bench, and waits with Awaitility on one in
 * real time.
 */
@RealTimeAdapter
public final class Eventually {
  private static final Duration POLL = Duration.ofMillis(20);

  private Eventually() {}

  /**
   * Waits until the condition holds, at most {@code limit} of the bench's time.
   *
   * @return whether it holds
   */
  public static boolean holds(Bench bench, BooleanSupplier condition, Duration limit) {
    BenchTime time = bench.time();
    if (time.isVirtual()) {
      return time.advanceUntil(condition, limit);
    }
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .atMost(limit.plus(POLL))
          .until(() -> time.evaluate(condition));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  /** Really lets this much time pass. */
  public static void pass(Bench bench, Duration duration) {
    BenchTime time = bench.time();
    if (time.isVirtual()) {
      time.advance(duration);
      return;
    }
    Duration end = time.now().plus(duration);
    Awaitility.await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .atMost(duration.plus(duration).plusSeconds(1))
        .until(() -> time.evaluate(() -> time.now().compareTo(end) >= 0));
  }
}
