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

  /**
   * @throws RuntimeException the first failure, with the others suppressed, when all is stopped
   * @throws Error likewise
   */
  @Override
  public void close() {
    Throwable first = null;
    while (!started.isEmpty()) {
      Throwable failure = close(started.pop());
      if (first == null) {
        first = failure;
      } else if (failure != null) {
        first.addSuppressed(failure);
      }
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException failure) {
      throw failure;
    }
  }

  /** What went wrong: a RuntimeException or an Error. */
  private static @Nullable Throwable close(AutoCloseable closeable) {
    try {
      closeable.close();
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    } catch (Exception e) {
      return new IllegalStateException("could not stop " + closeable + ": " + e, e);
    }
  }
}
