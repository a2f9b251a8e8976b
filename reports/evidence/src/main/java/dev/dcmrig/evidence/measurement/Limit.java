// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.measurement;

import org.jspecify.annotations.Nullable;

/**
 * What a value may be. Numbers lie between two ends, of which one may be missing; the tolerance is
 * allowed beyond each end. Words are compared as they are.
 *
 * @param lower least value, in the measurement's unit; null without one
 * @param upper greatest value; null without one
 * @param tolerance allowed beyond the ends, in the measurement's unit, not negative
 * @param word what the value must say; empty for numbers
 */
public record Limit(
    Kind kind,
    @Nullable Double lower,
    @Nullable Double upper,
    double tolerance,
    String word,
    LimitSource source) {

  /** Shapes of limits. */
  public enum Kind {
    AT_MOST,
    AT_LEAST,
    BETWEEN,
    /** One value, and a tolerance on both sides. */
    NOMINAL,
    /** One number of things. */
    EXACTLY,
    /** One word. */
    IS
  }

  public Limit {
    if (tolerance < 0 || !Double.isFinite(tolerance)) {
      throw new IllegalArgumentException("a tolerance is 0 or more, not " + tolerance);
    }
    boolean finite =
        (lower == null || Double.isFinite(lower)) && (upper == null || Double.isFinite(upper));
    boolean ordered = lower == null || upper == null || lower <= upper;
    boolean whole = kind == Kind.IS ? !word.isEmpty() : lower != null || upper != null;
    if (!finite || !ordered || !whole) {
      throw new IllegalArgumentException(
          "no limit: " + kind + " of " + lower + " to " + upper + " '" + word + "'");
    }
  }

  public static Limit atMost(double most, double tolerance, LimitSource source) {
    return new Limit(Kind.AT_MOST, null, most, tolerance, "", source);
  }

  public static Limit atLeast(double least, double tolerance, LimitSource source) {
    return new Limit(Kind.AT_LEAST, least, null, tolerance, "", source);
  }

  public static Limit between(double least, double most, double tolerance, LimitSource source) {
    return new Limit(Kind.BETWEEN, least, most, tolerance, "", source);
  }

  public static Limit nominal(double value, double tolerance, LimitSource source) {
    return new Limit(Kind.NOMINAL, value, value, tolerance, "", source);
  }

  public static Limit exactly(double count, LimitSource source) {
    return new Limit(Kind.EXACTLY, count, count, 0, "", source);
  }

  public static Limit is(String word, LimitSource source) {
    return new Limit(Kind.IS, null, null, 0, word, source);
  }

  /**
   * How far inside the limit a number is, tolerance included; negative outside of it.
   *
   * @return in the measurement's unit
   */
  public double margin(double value) {
    double below = lower == null ? Double.POSITIVE_INFINITY : value - (lower - tolerance);
    double above = upper == null ? Double.POSITIVE_INFINITY : upper + tolerance - value;
    return Math.min(below, above);
  }

  /** For people: {@code "30.000 s ± 0.500 s"}. */
  public String text(Unit unit) {
    String plain =
        switch (kind) {
          case AT_MOST -> "at most " + unit.text(end(upper));
          case AT_LEAST -> "at least " + unit.text(end(lower));
          case BETWEEN -> unit.text(end(lower)) + " to " + unit.text(end(upper));
          case NOMINAL -> unit.text(end(lower));
          case EXACTLY -> "exactly " + unit.text(end(lower));
          case IS -> "'" + word + "'";
        };
    return tolerance > 0 ? plain + " \u00b1 " + unit.text(tolerance) : plain;
  }

  private static double end(@Nullable Double end) {
    if (end == null) {
      throw new IllegalStateException("the limit has no such end");
    }
    return end;
  }
}
