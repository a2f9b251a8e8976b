// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.host;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends this rig's programs when the rig itself was killed. A shell waits at the end of a pipe whose
 * other end only this rig has: when it is closed, by whatever means, everything with the rig's mark
 * is killed. One for all programs, started before the first of them.
 */
final class Guardian {

  /** The first argument is what marks begin with; rounds, because what dies may still start. */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      while read -r ignored; do :; done
      for round in 1 2 3 4 5; do
        for file in $(grep -lsa "%s=$1" /proc/[0-9]*/environ); do
          pid=${file#/proc/}
          kill -KILL "${pid%%/environ}" 2>/dev/null
        done
      done
      """
          .formatted(Descent.VARIABLE);

  private static @Nullable Process watching;

  private Guardian() {}

  /** Starts it, unless it watches already. A system without a shell has none. */
  static synchronized void watch() {
    Process process = watching;
    if (process != null && process.isAlive()) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(Session.own(List.of("sh", "-c", SCRIPT, "sh", Descent.ofThisRig())));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process started = builder.start();
      watching = started;
      pipe = started.getOutputStream();
    } catch (IOException e) {
      watching = null;
    }
  }

  /** Its process id; -1 when there is none. */
  static synchronized long pid() {
    Process process = watching;
    return process == null ? -1 : process.pid();
  }

  /** Kept, so that it stays open for as long as this rig lives. */
  @SuppressWarnings("unused")
  private static @Nullable OutputStream pipe;
}
