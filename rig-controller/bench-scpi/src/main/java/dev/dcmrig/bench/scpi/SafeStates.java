// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What must be switched off before this process ends. A part switches its outputs off when it is
 * closed. A process that is told to end (Ctrl-C, TERM) while a scenario hangs would not come to
 * that: then it is done here. Nothing in a process can answer KILL or a loss of power: limits that
 * must hold then are set in the instrument itself.
 */
final class SafeStates {

  /** How long the usual way is waited for, once the process was told to end. */
  private static final long GRACE_MILLIS = 5_000;

  private static final long LOOK_MILLIS = 50;

  private static final Set<Runnable> OPEN = ConcurrentHashMap.newKeySet();

  private static boolean hooked;

  private SafeStates() {}

  /** Remembers what makes an open part safe. */
  static synchronized void opened(Runnable makeSafe) {
    if (!hooked) {
      hooked = true;
      Runtime.getRuntime().addShutdownHook(new Thread(SafeStates::atTheEnd, "safe-states"));
    }
    OPEN.add(makeSafe);
  }

  /** The part is safe. */
  static void closed(Runnable makeSafe) {
    OPEN.remove(makeSafe);
  }

  private static void atTheEnd() {
    for (long waited = 0; !OPEN.isEmpty() && waited < GRACE_MILLIS; waited += LOOK_MILLIS) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
    }
    makeSafe(OPEN);
  }

  /**
   * Makes each part safe, whatever another one does.
   *
   * @throws RuntimeException what failed first, with the others; once each was tried
   */
  static void makeSafe(Collection<Runnable> parts) {
    RuntimeException first = null;
    for (Runnable part : parts) {
      try {
        part.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
