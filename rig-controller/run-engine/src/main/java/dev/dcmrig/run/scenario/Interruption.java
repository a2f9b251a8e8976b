// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.scenario;

import dev.dcmrig.evidence.RunFolderException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The wish to stop, as Ctrl-C says it. Scenarios look at it often and end soon. */
public final class Interruption {
  private final Set<Thread> scenarioThreads = ConcurrentHashMap.newKeySet();
  private final AtomicReference<RunFolderException> evidenceFailure = new AtomicReference<>();
  private volatile boolean requested;

  /** Whether the run is to end, for whatever reason. */
  public boolean isRequested() {
    return requested || evidenceFailure.get() != null;
  }

  /**
   * Evidence can't be written any more (a full disk): the run ends, since what it would do from
   * here on nobody could look at. The first failure is kept.
   */
  public void evidenceFailed(RunFolderException cause) {
    evidenceFailure.compareAndSet(null, cause);
  }

  /** Why evidence could not be written, if that ended the run. */
  public Optional<RunFolderException> evidenceFailure() {
    return Optional.ofNullable(evidenceFailure.get());
  }

  /** Whether somebody asked for the end. */
  public boolean isByUser() {
    return requested;
  }

  /** From any thread. Wakes scenarios that wait for an exchange. */
  public void request() {
    requested = true;
    scenarioThreads.forEach(Thread::interrupt);
  }

  /** The calling thread runs a scenario from here on. */
  public void scenarioBegins() {
    scenarioThreads.add(Thread.currentThread());
  }

  /** The calling thread's scenario has ended; clears an interrupt that came with the request. */
  public void scenarioEnds() {
    scenarioThreads.remove(Thread.currentThread());
    if (requested) {
      @SuppressWarnings("unused")
      boolean wasInterrupted = Thread.interrupted();
    }
  }
}
