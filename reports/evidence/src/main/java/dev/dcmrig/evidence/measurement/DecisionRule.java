// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.measurement;

/**
 * How a value and its uncertainty become a verdict; one rule a run (JCGM 106:2012, 8.2 and 8.3).
 */
public enum DecisionRule {
  /** A value within its limit is accepted, whatever the uncertainty. */
  SIMPLE_ACCEPTANCE("simple acceptance"),
  /** A value is accepted when it is within its limit by at least the uncertainty. */
  GUARD_BAND("guard band");

  private final String words;

  DecisionRule(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /**
   * Decides.
   *
   * @param uncertainty expanded uncertainty of the value (k = 2), in the measurement's unit
   */
  public Decision decide(Measurement measurement, double uncertainty) {
    if (uncertainty < 0 || !Double.isFinite(uncertainty)) {
      throw new IllegalArgumentException("an uncertainty is 0 or more, not " + uncertainty);
    }
    Limit limit = measurement.limit();
    Double value = measurement.value();
    if (limit.kind() == Limit.Kind.IS) {
      boolean same = measurement.word().equals(limit.word());
      return new Decision(measurement, this, 0, null, same);
    }
    if (value == null) {
      return new Decision(measurement, this, uncertainty, null, false);
    }
    double margin = limit.margin(value);
    double guard = this == GUARD_BAND ? uncertainty : 0;
    return new Decision(measurement, this, uncertainty, margin, margin >= guard);
  }
}
