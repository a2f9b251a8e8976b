// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tries of messages of one kind, told apart by their key (docs/DCM-INTERFACE.md, 2.4).
 *
 * <ol>
 *   <li>Each message has one key, and each key one message.
 *   <li>Nothing is tried again once it is accepted.
 *   <li>What may be given up is tried as often as the plan says, and not after a permanent refusal.
 *   <li>What must not be lost is accepted exactly once.
 *   <li>The gaps are the plan's.
 * </ol>
 */
public final class Tries {
  private static final int ACCEPTED = 204;
  private static final double NANOS = 1e9;
  private static final double HUNDRED = 100;

  /** From so many gaps on a spread says something. */
  private static final int GAPS_OF_A_SPREAD = 5;

  /**
   * Five shares drawn evenly lie closer together than this part of their range in one of 30,000
   * cases.
   */
  private static final double LEAST_OF_THE_JITTER = 0.05;

  /**
   * Of the random part that the longest gap may have. Five parts of gaps that double each time lie
   * closer together in one of 100,000 cases.
   */
  private static final double LEAST_OF_THE_TIME = 0.02;

  private final LimitSource requirement;
  private final Map<String, List<Try>> byKey = new LinkedHashMap<>();

  /**
   * One try as the service's side saw it.
   *
   * @param nanos when it had arrived
   * @param status what reached the sender as a whole; 0 without an answer
   * @param what one phrase for people
   */
  public record Try(long nanos, String key, String body, int status, String what) {
    boolean isAccepted() {
      return status == ACCEPTED;
    }

    EvidenceItem item() {
      return new EvidenceItem("http", nanos, what);
    }
  }

  /**
   * @param tries in order of time
   * @param requirement whose statement the rules without a number come from
   */
  public Tries(List<Try> tries, LimitSource requirement) {
    this.requirement = requirement;
    tries.forEach(each -> byKey.computeIfAbsent(each.key(), key -> new ArrayList<>()).add(each));
  }

  /** Rule 1: messages without a key, with two keys, or keys with two messages. */
  public Measurement keys(Question question) {
    List<EvidenceItem> wrong = new ArrayList<>();
    Map<String, String> keyOfBody = new HashMap<>();
    for (List<Try> tries : byKey.values()) {
      for (Try each : tries) {
        String known = keyOfBody.putIfAbsent(each.body, each.key);
        boolean twoKeys = known != null && !known.equals(each.key);
        boolean twoBodies = !each.body.equals(tries.get(0).body);
        if (each.key.isEmpty() || twoKeys || twoBodies) {
          wrong.add(each.item());
        }
      }
    }
    return Counting.of(question, inOrder(wrong), Limit.exactly(0, requirement));
  }

  /** Rule 2. */
  public Measurement afterAcceptance(Question question) {
    List<EvidenceItem> wrong = new ArrayList<>();
    for (List<Try> tries : byKey.values()) {
      tries.stream()
          .dropWhile(each -> !each.isAccepted())
          .skip(1)
          .map(Try::item)
          .forEach(wrong::add);
    }
    return Counting.of(question, inOrder(wrong), Limit.exactly(0, requirement));
  }

  /** Rule 3, from above: most tries of one message. */
  public Measurement mostTries(Question question, RetryPlan plan) {
    Limit limit = Limit.atMost(plan.tries(), 0, LimitSource.profile(RetryPlan.TRIES));
    return byKey.values().stream()
        .max(Comparator.comparingInt(List::size))
        .map(tries -> Counting.of(question, items(tries), limit))
        .orElseGet(() -> question.missing("no message was seen", limit, List.of()));
  }

  /** Rule 3: tries that follow a permanent refusal. */
  public Measurement afterRefusal(Question question) {
    List<EvidenceItem> wrong = new ArrayList<>();
    for (List<Try> tries : byKey.values()) {
      tries.stream()
          .dropWhile(each -> !RetryPlan.PERMANENT.contains(each.status))
          .skip(1)
          .map(Try::item)
          .forEach(wrong::add);
    }
    return Counting.of(question, inOrder(wrong), Limit.exactly(0, requirement));
  }

  /**
   * Rule 3, from below: tries of the message that was given up earliest. A newer message takes the
   * place of one that waits, and what was seen last may go on.
   *
   * @param tolerance allowed beyond the time at which the next try is due, in seconds
   * @param untilNanos end of what was seen
   */
  public Measurement fewestTries(
      Question question, RetryPlan plan, double tolerance, long untilNanos) {
    Limit limit = Limit.atLeast(plan.tries(), 0, LimitSource.profile(RetryPlan.TRIES));
    List<Long> starts = byKey.values().stream().map(tries -> tries.get(0).nanos).toList();
    return byKey.values().stream()
        .filter(tries -> isGivenUp(tries, plan, tolerance, untilNanos, starts))
        .min(Comparator.comparingInt(List::size))
        .map(tries -> question.number(tries.size(), limit, items(tries)))
        .orElseGet(() -> question.number(plan.tries(), limit, List.of()));
  }

  private static boolean isGivenUp(
      List<Try> tries, RetryPlan plan, double tolerance, long untilNanos, List<Long> starts) {
    Try last = tries.get(tries.size() - 1);
    if (last.isAccepted() || RetryPlan.PERMANENT.contains(last.status)) {
      return false;
    }
    double due = plan.most(tries.size(), last.status) + tolerance;
    long dueNanos = last.nanos + (long) (due * NANOS);
    boolean replaced = starts.stream().anyMatch(at -> at > last.nanos && at <= dueNanos);
    return !replaced && dueNanos <= untilNanos;
  }

  /** Rule 4: how often a message was accepted, of the one that is farthest from once. */
  public Measurement acceptances(Question question) {
    Limit limit = Limit.exactly(1, requirement);
    return byKey.values().stream()
        .min(Comparator.comparingDouble(tries -> limit.margin(accepted(tries))))
        .map(tries -> question.number(accepted(tries), limit, items(tries)))
        .orElseGet(() -> question.number(1, limit, List.of()));
  }

  private static int accepted(List<Try> tries) {
    return (int) tries.stream().filter(Try::isAccepted).count();
  }

  /** Rule 5: of each try's number the gap that is nearest to an end of its limit, or outside. */
  public List<Measurement> gaps(Question question, RetryPlan plan, double tolerance) {
    Map<Integer, Measurement> worst = new LinkedHashMap<>();
    for (List<Try> tries : byKey.values()) {
      for (int number = 1; number < tries.size(); number++) {
        Try failed = tries.get(number - 1);
        Try next = tries.get(number);
        Limit limit =
            Limit.between(
                plan.soonest(number, failed.status),
                plan.most(number, failed.status),
                tolerance,
                LimitSource.profile(plan.keys()));
        Measurement gap =
            question
                .of("after try " + number)
                .number(
                    (next.nanos - failed.nanos) / NANOS,
                    limit,
                    List.of(failed.item(), next.item()));
        worst.merge(number, gap, (a, b) -> margin(a) <= margin(b) ? a : b);
      }
    }
    return List.copyOf(worst.values());
  }

  /**
   * How far the random parts of the gaps lie apart: as shares of their gaps, and as times in parts
   * of the longest gap, both in percent. A DCM that adds the same share each time has no spread of
   * the first kind, one that adds the same time none of the second. Gaps after no answer and after
   * a {@code Retry-After} are left out; of fewer than {@link #GAPS_OF_A_SPREAD} nothing can be
   * said.
   */
  public List<Measurement> spread(Question question, RetryPlan plan) {
    List<Double> shares = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    List<EvidenceItem> items = new ArrayList<>();
    double longest = 0;
    for (List<Try> tries : byKey.values()) {
      for (int number = 1; number < tries.size(); number++) {
        Try failed = tries.get(number - 1);
        double least = plan.least(number, failed.status);
        if (failed.status > 0 && failed.status != RetryPlan.TOO_MANY_REQUESTS) {
          double gap = (tries.get(number).nanos - failed.nanos) / NANOS;
          shares.add(gap / least);
          seconds.add(gap - least);
          longest = Math.max(longest, least);
          items.add(failed.item());
        }
      }
    }
    if (shares.size() < GAPS_OF_A_SPREAD || plan.jitter() == 0) {
      return List.of();
    }
    LimitSource source = LimitSource.profile(RetryPlan.JITTER);
    Limit apart = Limit.atLeast(HUNDRED * LEAST_OF_THE_JITTER * plan.jitter(), 0, source);
    Limit apartInTime = Limit.atLeast(HUNDRED * LEAST_OF_THE_TIME * plan.jitter(), 0, source);
    return List.of(
        question.of("as shares").number(HUNDRED * range(shares), apart, items),
        question
            .of("as times, in parts of the longest gap")
            .number(HUNDRED * range(seconds) / longest, apartInTime, items));
  }

  private static double range(List<Double> values) {
    return Collections.max(values) - Collections.min(values);
  }

  private static double margin(Measurement measurement) {
    Double value = measurement.value();
    return value == null ? Double.NEGATIVE_INFINITY : measurement.limit().margin(value);
  }

  private static List<EvidenceItem> items(List<Try> tries) {
    return tries.stream().map(Try::item).toList();
  }

  private static List<EvidenceItem> inOrder(List<EvidenceItem> items) {
    return items.stream().sorted(Comparator.comparingLong(EvidenceItem::nanos)).toList();
  }
}
