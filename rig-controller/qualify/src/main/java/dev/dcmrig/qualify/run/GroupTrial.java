// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.qualify.run.WorkerProcess.Answer;
import dev.dcmrig.qualify.run.WorkerProcess.End;
import dev.dcmrig.qualify.worker.CaseResult;
import dev.dcmrig.qualify.worker.Order;
import dev.dcmrig.qualify.worker.Order.Change;
import dev.dcmrig.qualify.worker.Order.Planned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Faults that survived their first cases meet all others together. A case that comes to something
 * else is tried with each of them by itself: who is noticed then leaves the group, and the others
 * go on. So the whole suite is run once for many faults, and nobody is taken for noticed by what
 * another one did.
 */
final class GroupTrial {
  /** Cases between two looks at what they came to. */
  private static final int AT_A_TIME = 32;

  /** One fault of the group. */
  private static final class Member {
    private final Fault fault;
    private final Map<String, Planned> left = new LinkedHashMap<>();
    private final int more;

    Member(Fault fault, List<Planned> cases) {
      this.fault = fault;
      cases.forEach(each -> left.put(each.of().toString(), each));
      this.more = cases.size();
    }
  }

  /** Where cases are run. */
  interface Bench {
    /** With the changes of the order, whose end is said. */
    Answer together(Order order);

    /** With one fault only, and what is left behind looked at. */
    Outcome alone(Fault fault, List<Planned> cases);

    /** What was harmed is replaced. */
    void renew();
  }

  private final Bench bench;
  private final Function<Collection<Fault>, List<Change>> changes;
  private final BooleanSupplier stopped;
  private final List<Member> members = new ArrayList<>();

  /**
   * @param changes what makes some faults at a time
   */
  GroupTrial(
      Bench bench, Function<Collection<Fault>, List<Change>> changes, BooleanSupplier stopped) {
    this.bench = bench;
    this.changes = changes;
    this.stopped = stopped;
  }

  /**
   * @param cases that it has not met yet
   */
  void add(Fault fault, List<Planned> cases) {
    members.add(new Member(fault, cases));
  }

  /** Who is told what has become of the members. */
  interface Told {
    void noticed(Fault fault, Outcome outcome);

    /** It has met all of its cases, so many more than before. */
    void survived(Fault fault, int more);
  }

  void run(Told told) {
    while (!members.isEmpty() && !stopped.getAsBoolean()) {
      List<Planned> chunk = next();
      if (chunk.isEmpty()) {
        members.forEach(member -> told.survived(member.fault, member.more));
        return;
      }
      Order order =
          new Order(
              changes.apply(members.stream().map(each -> each.fault).toList()),
              Set.of(),
              Map.of(),
              chunk,
              false);
      Answer answer = bench.together(order);
      if (answer.harmed() || answer.end() != End.DONE) {
        bench.renew();
      }
      if (answer.end() == End.NOT_POSSIBLE) {
        return;
      }
      List<Planned> suspicious = suspicious(chunk, answer);
      suspicious.forEach(each -> tryAlone(each, told));
      Set<String> met = new HashSet<>();
      answer.results().forEach(result -> met.add(result.of().toString()));
      suspicious.forEach(each -> met.add(each.of().toString()));
      members.forEach(member -> member.left.keySet().removeAll(met));
    }
  }

  /** The shortest that somebody has still to meet. */
  private List<Planned> next() {
    Map<String, Planned> open = new LinkedHashMap<>();
    members.forEach(member -> open.putAll(member.left));
    return open.values().stream()
        .sorted(
            Comparator.comparingLong(Planned::cpuMillis)
                .thenComparing(each -> each.of().toString()))
        .limit(AT_A_TIME)
        .toList();
  }

  /** Those that came to something else, and the one at which the worker ended. */
  private static List<Planned> suspicious(List<Planned> chunk, Answer answer) {
    Map<String, CaseResult> results = new LinkedHashMap<>();
    answer.results().forEach(result -> results.put(result.of().toString(), result));
    List<Planned> found = new ArrayList<>();
    boolean ended = false;
    for (Planned each : chunk) {
      CaseResult result = results.get(each.of().toString());
      if (result != null && each.differs(result)) {
        found.add(each);
      } else if (result == null && !ended) {
        ended = true;
        found.add(each);
      }
    }
    return found;
  }

  private void tryAlone(Planned planned, Told told) {
    for (Member member : List.copyOf(members)) {
      if (stopped.getAsBoolean() || !member.left.containsKey(planned.of().toString())) {
        continue;
      }
      Outcome outcome = bench.alone(member.fault, List.of(planned));
      if (outcome.noticed().group() == Noticed.Group.NOTICED) {
        members.remove(member);
        told.noticed(member.fault, outcome);
      }
    }
  }
}
