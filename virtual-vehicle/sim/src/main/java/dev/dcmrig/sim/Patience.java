// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long the rig waits for itself: for another thread, or for the other end of a loopback socket,
 * while no time passes on the bench. The end of patience means that the bench is broken, and
 * nothing else: no verdict comes of it.
 *
 * <p>It is counted in looks and not by a clock. A process that was stopped, or gets no processor,
 * does not look, and so its patience does not wear off.
 */
public final class Patience {
  /** From one look to the next, in milliseconds. */
  public static final int LOOK_MILLIS = 100;

  /**
   * Looks until a wait is given up: two minutes of a process that runs. A process whose device is
   * wrong on purpose is given fewer: what it waits for may never come.
   */
  public static final int LOOKS = Math.max(1, Integer.getInteger("rig.patience.looks", 1_200));

  private Patience() {}

  /** One look. */
  @FunctionalInterface
  public interface Look {
    /**
     * Waits for at most so long.
     *
     * @return whether what is waited for has come
     */
    boolean cameWithin(int millis) throws InterruptedException;
  }

  /** Looks until it has come; false when patience is over. */
  public static boolean await(Look look) throws InterruptedException {
    for (int count = 0; count < LOOKS; count++) {
      if (look.cameWithin(LOOK_MILLIS)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Waits for a result.
   *
   * @param exchange what is waited for, for people
   * @throws HoldExpiredException when patience is over
   */
  public static <T> T await(CompletableFuture<T> result, String exchange)
      throws InterruptedException, ExecutionException {
    await(
        millis -> {
          try {
            result.get(millis, TimeUnit.MILLISECONDS);
            return true;
          } catch (TimeoutException e) {
            return false;
          } catch (ExecutionException e) {
            // It has come, as a failure.
            return true;
          }
        });
    if (!result.isDone()) {
      throw new HoldExpiredException(exchange, millis());
    }
    return result.get();
  }

  /** How long patience lasts in a process that runs all the time. */
  public static long millis() {
    return (long) LOOKS * LOOK_MILLIS;
  }
}
