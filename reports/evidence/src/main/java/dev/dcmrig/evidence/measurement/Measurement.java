// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.measurement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param quantity what was measured, in words: {@code "time from the event to the INVITE"}
 * @param value a number in {@code unit}; null for a word, and where nothing could be measured
 * @param word what was seen, of a word; why there is no value, where there is none
 * @param decidedBy the evidence that the value comes from; the deciding item last
 */
public record Measurement(
    String quantity,
    Unit unit,
    @Nullable Double value,
    String word,
    Limit limit,
    List<EvidenceItem> decidedBy) {

  /** Items that a measurement keeps; of more, the first ones and the last. */
  public static final int MAX_ITEMS = 24;

  public Measurement {
    if (quantity.isBlank()) {
      throw new IllegalArgumentException("a measurement needs the name of its quantity");
    }
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException(quantity + ": " + value + " can't be measured");
    }
    if ((limit.kind() == Limit.Kind.IS) != (unit == Unit.WORD)) {
      throw new IllegalArgumentException(quantity + ": a limit needs the unit of its quantity");
    }
    if (value == null && word.isEmpty() && unit != Unit.WORD) {
      throw new IllegalArgumentException(quantity + ": no value, and no word why");
    }
    decidedBy = thinned(decidedBy);
  }

  private static List<EvidenceItem> thinned(List<EvidenceItem> items) {
    if (items.size() <= MAX_ITEMS) {
      return List.copyOf(items);
    }
    List<EvidenceItem> kept = new java.util.ArrayList<>(items.subList(0, MAX_ITEMS - 1));
    kept.add(items.get(items.size() - 1));
    return List.copyOf(kept);
  }

  public static Measurement number(
      String quantity, Unit unit, double value, Limit limit, List<EvidenceItem> decidedBy) {
    return new Measurement(quantity, unit, value, "", limit, decidedBy);
  }

  public static Measurement word(
      String quantity, String seen, Limit limit, List<EvidenceItem> decidedBy) {
    return new Measurement(quantity, Unit.WORD, null, seen, limit, decidedBy);
  }

  /** Nothing was there to measure; never within a limit. */
  public static Measurement missing(
      String quantity, Unit unit, String why, Limit limit, List<EvidenceItem> decidedBy) {
    return new Measurement(quantity, unit, null, why, limit, decidedBy);
  }

  /** The value for people. */
  public String seen() {
    if (value != null) {
      return unit.text(value);
    }
    return unit == Unit.WORD && !word.isEmpty() ? "'" + word + "'" : word;
  }
}
