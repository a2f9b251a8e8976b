// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured, for the page: with limit, source, margin, uncertainty and what decided. Of
 * very many the page keeps those that were not met first, and says how many there were. What many
 * have in common – quantity, unit, limit, source – stands once, in a list of forms.
 */
final class MeasurementData {
  /** Measurements that one scenario shows. */
  static final int MAX_OF_SCENARIO = 400;

  /** Measurements that the page shows. */
  static final int MAX_OF_RUN = 12_000;

  private final Map<Map<String, Object>, Integer> forms = new LinkedHashMap<>();
  private int left = MAX_OF_RUN;

  /** Measurements of one scenario under {@code m}; under {@code all} how many, if not all. */
  void write(RunData run, ScenarioResult scenario, Map<String, Object> entry) {
    List<Measured> all = run.measurements().getOrDefault(scenario.id(), List.of());
    if (all.isEmpty()) {
      return;
    }
    // A run of thousands of scenarios still has its failures explained.
    int reserve = scenario.verdict() == Verdict.PASSED ? left : Math.max(left, MAX_OF_SCENARIO);
    int most = Math.min(MAX_OF_SCENARIO, reserve);
    List<Object> shown = new ArrayList<>();
    if (all.size() <= most) {
      all.forEach(measured -> shown.add(data(measured)));
    } else {
      entry.put("all", all.size());
      List<Measured> kept = new ArrayList<>();
      all.stream().filter(m -> !m.decision().met()).limit(most).forEach(kept::add);
      all.stream().filter(m -> m.decision().met()).limit(most - kept.size()).forEach(kept::add);
      kept.forEach(measured -> shown.add(data(measured)));
    }
    left = Math.max(0, left - shown.size());
    entry.put("m", shown);
  }

  /** What measurements have in common, each once, in the order of their numbers. */
  List<Object> forms() {
    return List.copyOf(forms.keySet());
  }

  private Map<String, Object> data(Measured measured) {
    Decision decision = measured.decision();
    Measurement it = decision.measurement();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("f", forms.computeIfAbsent(form(it), form -> forms.size()));
    data.put("t", measured.nanos() / 1e9);
    data.put("r", measured.requirements());
    Double value = it.value();
    if (value != null) {
      data.put("v", value);
    }
    data.put("seen", it.seen());
    if (decision.uncertainty() > 0) {
      data.put("unc", it.unit().text(decision.uncertainty()));
    }
    Double margin = decision.margin();
    if (margin != null && Double.isFinite(margin)) {
      data.put("margin", it.unit().text(margin));
    }
    if (!decision.met()) {
      data.put("met", 0);
    }
    List<Object> items = new ArrayList<>();
    for (EvidenceItem item : it.decidedBy()) {
      items.add(List.of(item.kind(), item.nanos() / 1e9, item.what()));
    }
    if (!items.isEmpty()) {
      data.put("by", items);
    }
    return data;
  }

  private static Map<String, Object> form(Measurement it) {
    Limit limit = it.limit();
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("q", it.quantity());
    form.put("u", it.unit().symbol());
    form.put("limit", limit.text(it.unit()));
    form.put("kind", limit.kind().name().toLowerCase(Locale.ROOT));
    Double lower = limit.lower();
    Double upper = limit.upper();
    if (lower != null) {
      form.put("lo", lower);
    }
    if (upper != null) {
      form.put("up", upper);
    }
    if (limit.tolerance() > 0) {
      form.put("tol", limit.tolerance());
    }
    form.put("src", limit.source().text());
    return form;
  }
}
