package dev.dcmrig.app.suite;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The wish to stop, as Ctrl-C says it. Scenarios look at it often and end soon. */
public final class Interruption {
  private final Set<Thread> scenarioThreads = ConcurrentHashMap.newKeySet();
  private volatile boolean requested;

  public boolean isRequested() {
    return requested;
  }

  /** From any thread. Wakes scenarios that wait for an exchange. */
  public void request() {
    requested = true;
    scenarioThreads.forEach(Thread::interrupt);
  }

  /** The calling thread runs a scenario from here on. */
  void scenarioBegins() {
    scenarioThreads.add(Thread.currentThread());
  }

  /** The calling thread's scenario has ended; clears an interrupt that came with the request. */
  void scenarioEnds() {
    scenarioThreads.remove(Thread.currentThread());
    if (requested) {
      @SuppressWarnings("unused")
      boolean wasInterrupted = Thread.interrupted();
    }
  }
}
