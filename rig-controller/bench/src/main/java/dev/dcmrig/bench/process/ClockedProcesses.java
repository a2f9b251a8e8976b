// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a run that speak the clock protocol. One that can take another scenario waits
 * here for it: to start a program for each of a thousand scenarios costs more than the scenarios.
 */
public final class ClockedProcesses implements AutoCloseable {
  private final List<ClockedProcess> idle = new ArrayList<>();
  private boolean closed;

  /** One that has nothing to do, or a new one. Any thread. */
  ClockedProcess take(List<String> command, Path folder, Map<String, String> environment) {
    ClockedProcess kept = kept(command);
    return kept != null ? kept : ClockedProcess.start(command, folder, environment);
  }

  private synchronized @Nullable ClockedProcess kept(List<String> command) {
    for (Iterator<ClockedProcess> all = idle.iterator(); all.hasNext(); ) {
      ClockedProcess each = all.next();
      if (each.command().equals(command)) {
        all.remove();
        if (each.isAlive()) {
          return each;
        }
        // What it died of was after its scenario, and is not the next one's.
        each.kill();
      }
    }
    return null;
  }

  /** It can take another scenario. Any thread. */
  void give(ClockedProcess process) {
    synchronized (this) {
      if (!closed) {
        idle.add(process);
        return;
      }
    }
    process.close();
  }

  /** Ends those that wait; one that comes later is ended at once. */
  @Override
  public void close() {
    List<ClockedProcess> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(idle);
      idle.clear();
    }
    all.forEach(ClockedProcess::close);
  }
}
