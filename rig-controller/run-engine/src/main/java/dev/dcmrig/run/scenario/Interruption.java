// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.scenario;

import dev.dcmrig.evidence.RunFolderException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The wish to stop, as Ctrl-C says it. Scenarios look at it often and end soon. */
public final class Interruption {

  /** Causes looked through for one that can't be recovered from. */
  private static final int MAX_CAUSES = 10;

  private final Set<Thread> scenarioThreads = ConcurrentHashMap.newKeySet();
  private final AtomicReference<RunFolderException> evidenceFailure = new AtomicReference<>();
  private volatile boolean requested;
  private volatile boolean memoryEnded;
  private volatile boolean enough;

  /** Whether the run is to end, for whatever reason. */
  public boolean isRequested() {
    return requested || memoryEnded || enough || evidenceFailure.get() != null;
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

  /**
   * There is no memory left: no further scenario begins, and those that run are errors, since what
   * died in them nobody knows.
   */
  public void memoryEnded() {
    memoryEnded = true;
    scenarioThreads.forEach(Thread::interrupt);
  }

  /** As {@link #memoryEnded()}, if that is what was thrown, or its cause. */
  public void memoryEndedIf(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof OutOfMemoryError) {
        memoryEnded();
        return;
      }
      cause = cause.getCause();
    }
  }

  /** Whether the run ends for want of memory. */
  public boolean hasMemoryEnded() {
    return memoryEnded;
  }

  /** As many scenarios have failed as the user wants to see: no further one begins. */
  public void enough() {
    enough = true;
    scenarioThreads.stream()
        .filter(thread -> !thread.equals(Thread.currentThread()))
        .forEach(Thread::interrupt);
  }

  /** Whether the run ends since enough scenarios have failed. */
  public boolean isEnough() {
    return enough;
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
    if (requested || memoryEnded || enough) {
      @SuppressWarnings("unused")
      boolean wasInterrupted = Thread.interrupted();
    }
  }
}
