// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Closes parts that were opened one after the other, the last one first; all of them, whatever one
 * of them throws. Whoever opens several gives them here, and takes them over once all are open:
 * what fails on the way leaves nothing open.
 *
 * <pre>
 *   try (Undoing undoing = new Undoing()) {
 *     this.server = open();
 *     undoing.with(server::close);
 *     ...
 *     this.parts = undoing.kept();
 *   }
 * </pre>
 */
final class Undoing implements AutoCloseable {
  private final Deque<Runnable> parts = new ArrayDeque<>();

  /** A part is open. */
  void with(Runnable close) {
    parts.push(close);
  }

  /** All are open: from now on the result closes them, and this one nothing. */
  Undoing kept() {
    Undoing kept = new Undoing();
    kept.parts.addAll(parts);
    parts.clear();
    return kept;
  }

  @Override
  public void close() {
    RuntimeException failed = null;
    while (!parts.isEmpty()) {
      failed = closed(parts.pop(), failed);
    }
    if (failed != null) {
      throw failed;
    }
  }

  private static @Nullable RuntimeException closed(
      Runnable part, @Nullable RuntimeException before) {
    try {
      part.run();
      return before;
    } catch (RuntimeException e) {
      if (before == null) {
        return e;
      }
      before.addSuppressed(e);
      return before;
    }
  }
}
