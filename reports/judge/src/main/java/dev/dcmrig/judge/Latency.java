// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import java.util.List;
import java.util.Optional;

/** Time from one event to the first of others. */
public final class Latency {
  private static final double NANOS = 1e9;

  private Latency() {}

  /**
   * The time to the first of {@code events} at or after an instant.
   *
   * @param fromNanos when the time begins
   * @param events in order of time
   * @param untilNanos how long it was looked for
   */
  public static Measurement toFirst(
      Question question, long fromNanos, List<EvidenceItem> events, Limit limit, long untilNanos) {
    Optional<EvidenceItem> first =
        events.stream().filter(event -> event.nanos() >= fromNanos).findFirst();
    if (first.isEmpty()) {
      String observed = Unit.SECOND.text((untilNanos - fromNanos) / NANOS);
      return question.missing("none in " + observed, limit, List.of());
    }
    return question.number((first.get().nanos() - fromNanos) / NANOS, limit, List.of(first.get()));
  }

  /**
   * The same of events that can't be of anything before, by an id of theirs: one that came before
   * the instant took no time.
   *
   * @param fromNanos when the looking began
   */
  public static Measurement toFirstEver(
      Question question, long fromNanos, List<EvidenceItem> events, Limit limit, long untilNanos) {
    if (events.isEmpty() || events.get(0).nanos() >= fromNanos) {
      return toFirst(question, fromNanos, events, limit, untilNanos);
    }
    return question.number(0, limit, List.of(events.get(0)));
  }
}
