// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import io.vertx.core.Context;
import java.util.concurrent.RejectedExecutionException;

/**
 * Work for a Vert.x context that may have ended. When a bench closes, the sockets end with Vert.x
 * and tell the timeline so; what the timeline still wants from them then finds no thread any more.
 */
final class EndingContext {
  private EndingContext() {}

  /**
   * Runs {@code work} on the context.
   *
   * @param ended run at once, on the caller's thread, when Vert.x has ended and {@code work} is
   *     dropped
   */
  static void run(Context context, Runnable work, Runnable ended) {
    try {
      context.runOnContext(ignored -> work.run());
    } catch (RejectedExecutionException e) {
      ended.run();
    }
  }
}
