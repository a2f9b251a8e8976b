// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

/** From physical values to raw ones: what a signal's range and bits can carry, and rounding. */
final class RawRange {

  /** Half a raw step, and what binary fractions add to it. */
  private static final double ROUNDING = 0.5000001;

  private final Signal.Layout layout;
  private final String name;
  private final Signal.ValueType type;
  private final double factor;
  private final double offset;
  private final long rawMinimum;
  private final long rawMaximum;

  /** Ends of the range in raw steps: rounding must not lead out of it. */
  private final long lowest;

  private final long highest;

  RawRange(Signal.Layout layout, String name, Signal.ValueType type) {
    this.layout = layout;
    this.name = name;
    this.type = type;
    this.factor = layout.factor().doubleValue();
    this.offset = layout.offset().doubleValue();
    int bits = layout.length();
    boolean signed = layout.signed();
    this.rawMinimum = signed ? -1L << (bits - 1) : 0;
    this.rawMaximum =
        signed ? ~(-1L << (bits - 1)) : bits >= 63 ? Long.MAX_VALUE : (1L << bits) - 1;
    double low = (layout.minimum() - offset) / factor;
    double high = (layout.maximum() - offset) / factor;
    boolean ranged = hasRange() && factor != 0;
    this.lowest = ranged ? Math.max(rawMinimum, Math.round(Math.min(low, high))) : rawMinimum;
    this.highest = ranged ? Math.min(rawMaximum, Math.round(Math.max(low, high))) : rawMaximum;
  }

  private boolean hasRange() {
    return layout.minimum() < layout.maximum();
  }

  /**
   * The raw value that stands for a physical one.
   *
   * @throws IllegalArgumentException when it is outside of the signal's range or bits
   */
  long rawFor(double physical) {
    double step = Math.abs(factor) * ROUNDING;
    if (hasRange()
        && !(physical >= layout.minimum() - step && physical <= layout.maximum() + step)) {
      throw new IllegalArgumentException(
          "signal "
              + name
              + " can't carry "
              + describe(physical)
              + ": its range is "
              + describe(layout.minimum())
              + " to "
              + describe(layout.maximum()));
    }
    double number = (physical - offset) / factor;
    return switch (type) {
      case FLOAT -> Float.floatToRawIntBits((float) number) & 0xFFFF_FFFFL;
      case DOUBLE -> Double.doubleToRawLongBits(number);
      case INTEGER -> integer(number, physical);
    };
  }

  private long integer(double number, double physical) {
    if (!fits(number)) {
      throw new IllegalArgumentException(
          "signal "
              + name
              + " can't carry "
              + describe(physical)
              + ": its "
              + layout.length()
              + " bits hold "
              + describe(rawMinimum * factor + offset)
              + " to "
              + describe(rawMaximum * factor + offset));
    }
    if (layout.length() == 64 && !layout.signed() && number >= 0x1p63) {
      return (long) (number / 2) << 1;
    }
    return Math.min(Math.max(Math.round(number), lowest), highest);
  }

  /** Whether a raw number lies within the bits, to half a step. */
  boolean fits(double number) {
    return type != Signal.ValueType.INTEGER
        || (number >= rawMinimum - ROUNDING && number <= rawMaximum + ROUNDING)
        || (layout.length() == 64 && !layout.signed() && number >= 0 && number <= 0x1p64);
  }

  private String describe(double physical) {
    String number =
        physical == Math.rint(physical) && Math.abs(physical) < 1e15
            ? Long.toString((long) physical)
            : Double.toString(physical);
    return layout.unit().isEmpty() ? number : number + " " + layout.unit();
  }
}
