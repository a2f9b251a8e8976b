// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.measurement;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A measurement, and what the run's rule makes of it.
 *
 * @param uncertainty expanded (k = 2), in the measurement's unit
 * @param margin how far inside the limit the value is; null for words, and without a value
 */
public record Decision(
    Measurement measurement,
    DecisionRule rule,
    double uncertainty,
    @Nullable Double margin,
    boolean met) {

  /**
   * One sentence for people: {@code "time from the event to the INVITE: 3.510 s, limit at most
   * 2.000 s (step 2 s); sip at 16.021 s: INVITE"}.
   */
  public String sentence() {
    StringBuilder text = new StringBuilder(measurement.quantity());
    String seen = measurement.seen();
    text.append(": ").append(seen.isEmpty() ? "nothing" : seen);
    text.append(measurement.limit().kind() == Limit.Kind.IS ? ", expected " : ", limit ");
    text.append(measurement.limit().text(measurement.unit()));
    text.append(" (").append(measurement.limit().source().text()).append(')');
    if (rule == DecisionRule.GUARD_BAND && uncertainty > 0) {
      text.append(", guard band ").append(measurement.unit().text(uncertainty));
    }
    if (!measurement.decidedBy().isEmpty()) {
      int last = measurement.decidedBy().size() - 1;
      text.append("; ").append(measurement.decidedBy().get(last).text());
      if (last > 0) {
        text.append(
            measurement.decidedBy().subList(0, last).stream()
                .map(item -> Unit.SECOND.text(item.nanos() / 1e9))
                .collect(Collectors.joining(", ", " (before it: ", ")")));
      }
    }
    return text.toString();
  }
}
