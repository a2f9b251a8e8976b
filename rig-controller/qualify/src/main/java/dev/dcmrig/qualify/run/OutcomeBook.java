// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.qualify.worker.Order.Planned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** What has become of the faults of a sample by now, in memory and on the disk. Any thread. */
final class OutcomeBook {
  private final List<Fault> sample;
  private final Map<String, Outcome> known;
  private final LineBook<Outcome> lines;
  private final AtomicBoolean stopped;
  private final Watcher watcher;

  /**
   * @param known by the faults' ids; goes on being kept up to date
   * @param stopped once it is set, nothing counts any more: what ran was ended
   */
  OutcomeBook(
      List<Fault> sample,
      Map<String, Outcome> known,
      LineBook<Outcome> lines,
      AtomicBoolean stopped,
      Watcher watcher) {
    this.sample = sample;
    this.known = known;
    this.lines = lines;
    this.stopped = stopped;
    this.watcher = watcher;
  }

  /** The last line of a fault counts. */
  synchronized void add(Outcome outcome) {
    if (!stopped.get()) {
      lines.add(outcome);
      known.put(outcome.id(), outcome);
      watcher.tried(done(), sample.size(), outcome);
    }
  }

  private int done() {
    return (int) sample.stream().filter(fault -> known.containsKey(fault.id())).count();
  }

  /** Faults that survived, with the cases that they have not met yet. */
  synchronized Map<Fault, List<Planned>> open(CasePlan plan) {
    Map<Fault, List<Planned>> open = new LinkedHashMap<>();
    for (Fault fault : sample) {
      Outcome outcome = known.get(fault.id());
      if (outcome != null
          && outcome.noticed().group() == Noticed.Group.SURVIVED
          && FaultGroup.isPossible(fault)) {
        List<Planned> cases = plan.of(fault);
        if (cases.size() > outcome.tried()) {
          open.put(fault, cases.subList(outcome.tried(), cases.size()));
        }
      }
    }
    return open;
  }

  synchronized Outcome of(Fault fault) {
    return Objects.requireNonNull(known.get(fault.id()), fault.id());
  }
}
