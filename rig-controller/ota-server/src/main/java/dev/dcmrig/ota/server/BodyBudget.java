// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import java.util.concurrent.atomic.AtomicLong;

/** How much of the bodies of all requests together is in memory. Any thread. */
final class BodyBudget {
  /** Of all bodies that are on their way in, or being answered. */
  static final long MAX_BYTES = 64L << 20;

  private final AtomicLong held = new AtomicLong();

  /** What one request holds of it. */
  final class Share implements AutoCloseable {
    private final AtomicLong own = new AtomicLong();

    /** Asks for more; false if all requests together would hold too much. */
    boolean take(int bytes) {
      if (held.addAndGet(bytes) > MAX_BYTES) {
        held.addAndGet(-bytes);
        return false;
      }
      own.addAndGet(bytes);
      return true;
    }

    /** Gives all of it back; once more does nothing. */
    @Override
    public void close() {
      held.addAndGet(-own.getAndSet(0));
    }
  }

  Share share() {
    return new Share();
  }
}
