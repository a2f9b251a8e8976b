// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import dev.dcmrig.compliance.Measured;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measurements of one requirement, those of one quantity against one limit together. Of each group
 * the one counts that is nearest to its limit, or farthest beyond it.
 */
final class MeasuredGroups {

  private record Group(String subject, String quantity, String limit, String source) {}

  private static final class Found {
    private final String subject;
    private int count;
    private int met;
    private @Nullable Double least;
    private @Nullable Double greatest;
    private double uncertainty;
    private Measured decided;
    private String run;

    Found(String subject, String run, Measured first) {
      this.subject = subject;
      this.run = run;
      this.decided = first;
    }

    void add(String ofRun, Measured measured) {
      Decision decision = measured.decision();
      count++;
      met += decision.met() ? 1 : 0;
      uncertainty = Math.max(uncertainty, decision.uncertainty());
      Double value = decision.measurement().value();
      if (value != null) {
        least = least == null ? value : Math.min(least, value);
        greatest = greatest == null ? value : Math.max(greatest, value);
      }
      if (isWorse(decision, decided.decision())) {
        decided = measured;
        run = ofRun;
      }
    }

    private static boolean isWorse(Decision one, Decision other) {
      if (one.met() != other.met()) {
        return !one.met();
      }
      Double margin = one.margin();
      Double before = other.margin();
      return margin != null && before != null && margin < before;
    }

    Dossier.Value value() {
      Decision decision = decided.decision();
      Measurement it = decision.measurement();
      Limit limit = it.limit();
      Double margin = decision.margin();
      return new Dossier.Value(
          subject,
          it.quantity(),
          it.unit() == Unit.WORD || it.unit() == Unit.ONE ? "" : it.unit().symbol(),
          limit.text(it.unit()),
          limit.lower(),
          limit.upper(),
          limit.tolerance(),
          limit.source().text(),
          count,
          met,
          least,
          greatest,
          it.seen(),
          uncertainty,
          margin != null && Double.isFinite(margin) ? margin : null,
          run,
          decided.scenario().id(),
          decided.nanos() / 1e9,
          it.decidedBy().stream()
              .map(item -> new Dossier.Item(item.kind(), item.nanos() / 1e9, item.what()))
              .toList());
    }
  }

  private final Map<Group, Found> groups = new LinkedHashMap<>();

  void add(String subject, String run, Measured measured) {
    Measurement it = measured.decision().measurement();
    Group group =
        new Group(subject, it.quantity(), it.limit().text(it.unit()), it.limit().source().text());
    groups.computeIfAbsent(group, key -> new Found(subject, run, measured)).add(run, measured);
  }

  List<Dossier.Value> all() {
    return groups.values().stream().map(Found::value).toList();
  }
}
