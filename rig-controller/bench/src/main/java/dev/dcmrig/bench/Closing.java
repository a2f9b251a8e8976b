// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Stops what was started, last first, and all of it even if something fails to stop. */
final class Closing implements AutoCloseable {
  private final ArrayDeque<AutoCloseable> started = new ArrayDeque<>();

  /** Remembers something that has been started. */
  <T extends AutoCloseable> T add(T closeable) {
    started.push(closeable);
    return closeable;
  }

  @Override
  public void close() {
    RuntimeException first = null;
    while (!started.isEmpty()) {
      RuntimeException failure = close(started.pop());
      if (first == null) {
        first = failure;
      } else if (failure != null) {
        first.addSuppressed(failure);
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static @Nullable RuntimeException close(AutoCloseable closeable) {
    try {
      closeable.close();
      return null;
    } catch (RuntimeException e) {
      return e;
    } catch (Exception e) {
      return new IllegalStateException("could not stop " + closeable + ": " + e, e);
    }
  }
}
