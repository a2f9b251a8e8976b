// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import dev.dcmrig.can.Frame;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value inside a message: physical = raw x factor + offset. Decoding and encoding allocate
 * nothing.
 */
public final class Signal {

  /** How the raw bits are to be read ({@code SIG_VALTYPE_}). */
  public enum ValueType {
    INTEGER,
    /** IEEE 754 binary32, 32 bits. */
    FLOAT,
    /** IEEE 754 binary64, 64 bits. */
    DOUBLE
  }

  /** What a {@code SG_} line says, before its message is known whole. */
  record Layout(
      String name,
      int startBit,
      int length,
      boolean bigEndian,
      boolean signed,
      double factor,
      double offset,
      double minimum,
      double maximum,
      String unit,
      List<String> receivers,
      boolean multiplexor,
      int multiplexValue,
      int line) {}

  /** The multiplex value of a signal that is always there. */
  static final int NOT_MULTIPLEXED = -1;

  /** Half a raw step, and what binary fractions add to it. */
  private static final double ROUNDING = 0.5000001;

  private final Layout layout;
  private final BitField field;
  private final ValueType type;
  private final Map<Long, String> words;
  private final String comment;
  private final Map<String, String> attributes;
  private final long rawMinimum;
  private final long rawMaximum;

  /** Ends of the range in raw steps: rounding must not lead out of it. */
  private final long lowest;

  private final long highest;

  Signal(
      Layout layout,
      ValueType type,
      Map<Long, String> words,
      String comment,
      Map<String, String> attributes) {
    this.layout = layout;
    this.field = BitField.of(layout.startBit, layout.length, layout.bigEndian);
    this.type = type;
    this.words = words;
    this.comment = comment;
    this.attributes = attributes;
    int bits = layout.length;
    this.rawMinimum = layout.signed ? -1L << (bits - 1) : 0;
    this.rawMaximum =
        layout.signed ? ~(-1L << (bits - 1)) : bits >= 63 ? Long.MAX_VALUE : (1L << bits) - 1;
    double low = (layout.minimum - layout.offset) / layout.factor;
    double high = (layout.maximum - layout.offset) / layout.factor;
    boolean ranged = layout.minimum < layout.maximum && layout.factor != 0;
    this.lowest = ranged ? Math.max(rawMinimum, Math.round(Math.min(low, high))) : rawMinimum;
    this.highest = ranged ? Math.min(rawMaximum, Math.round(Math.max(low, high))) : rawMaximum;
  }

  public String name() {
    return layout.name;
  }

  /** As the DBC file numbers it: least significant bit for Intel, most significant for Motorola. */
  public int startBit() {
    return layout.startBit;
  }

  /** Bits, 1 to 64. */
  public int length() {
    return layout.length;
  }

  public boolean isBigEndian() {
    return layout.bigEndian;
  }

  public boolean isSigned() {
    return layout.signed;
  }

  public double factor() {
    return layout.factor;
  }

  public double offset() {
    return layout.offset;
  }

  /** Smallest physical value; {@code minimum() == maximum()} means that the file gives no range. */
  public double minimum() {
    return layout.minimum;
  }

  public double maximum() {
    return layout.maximum;
  }

  public boolean hasRange() {
    return layout.minimum < layout.maximum;
  }

  public String unit() {
    return layout.unit;
  }

  public List<String> receivers() {
    return layout.receivers;
  }

  public ValueType type() {
    return type;
  }

  /** Empty if there is none. */
  public String comment() {
    return comment;
  }

  /** Whether this signal says which of the multiplexed signals are there. */
  public boolean isMultiplexor() {
    return layout.multiplexor;
  }

  public boolean isMultiplexed() {
    return layout.multiplexValue != NOT_MULTIPLEXED;
  }

  /** The multiplexor's raw value with which this signal is there; -1 if it is always there. */
  public int multiplexValue() {
    return layout.multiplexValue;
  }

  /** Raw value to word ({@code VAL_}), in the order of the file; empty if there is none. */
  public Map<Long, String> words() {
    return words;
  }

  /** The raw value of a word of the value table, or null. */
  public @Nullable Long rawOf(String word) {
    for (Map.Entry<Long, String> entry : words.entrySet()) {
      if (entry.getValue().equals(word)) {
        return entry.getKey();
      }
    }
    return null;
  }

  /** An attribute of this signal, or its default, or null if there is no such attribute. */
  public @Nullable String attribute(String name) {
    return attributes.get(name);
  }

  int line() {
    return layout.line;
  }

  BitField field() {
    return field;
  }

  /** The raw bits, sign extended if the signal is signed. */
  public long raw(byte[] data) {
    return extend(field.get(data));
  }

  /** The raw bits, sign extended if the signal is signed. */
  public long raw(Frame frame) {
    return extend(field.get(frame));
  }

  /** The raw bits as they stand in the message, not sign extended. */
  public long rawBits(byte[] data) {
    return field.get(data);
  }

  /** The bits of a raw value that this signal would keep. */
  public long rawBits(long raw) {
    return raw & field.mask();
  }

  private long extend(long bits) {
    return layout.signed ? bits << (64 - layout.length) >> (64 - layout.length) : bits;
  }

  /** The physical value. {@code data} holds at least the bytes of the message. */
  public double decode(byte[] data) {
    return physical(raw(data));
  }

  /** The physical value, straight from a frame of at least the message's length. */
  public double decode(Frame frame) {
    return physical(raw(frame));
  }

  /** The physical value of a raw one. */
  public double physical(long raw) {
    double number =
        switch (type) {
          case FLOAT -> Float.intBitsToFloat((int) raw);
          case DOUBLE -> Double.longBitsToDouble(raw);
          case INTEGER -> layout.signed || raw >= 0 ? raw : unsigned(raw);
        };
    return number * layout.factor + layout.offset;
  }

  private static double unsigned(long raw) {
    return (raw >>> 1) * 2.0 + (raw & 1);
  }

  /** Writes raw bits as they are; what doesn't fit is cut off. */
  public void encodeRaw(byte[] data, long raw) {
    field.set(data, raw);
  }

  /**
   * Writes a physical value, rounded to the nearest step.
   *
   * @throws IllegalArgumentException when it is outside of the signal's range or bits
   */
  public void encode(byte[] data, double physical) {
    field.set(data, rawFor(physical));
  }

  /**
   * The raw value that stands for a physical one.
   *
   * @throws IllegalArgumentException when it is outside of the signal's range or bits
   */
  public long rawFor(double physical) {
    double step = Math.abs(layout.factor) * ROUNDING;
    if (hasRange() && !(physical >= layout.minimum - step && physical <= layout.maximum + step)) {
      throw new IllegalArgumentException(
          "signal "
              + layout.name
              + " can't carry "
              + describe(physical)
              + ": its range is "
              + describe(layout.minimum)
              + " to "
              + describe(layout.maximum));
    }
    double number = (physical - layout.offset) / layout.factor;
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
              + layout.name
              + " can't carry "
              + describe(physical)
              + ": its "
              + layout.length
              + " bits hold "
              + describe(physical(rawMinimum))
              + " to "
              + describe(physical(rawMaximum)));
    }
    if (length() == 64 && !isSigned() && number >= 0x1p63) {
      return (long) (number / 2) << 1;
    }
    return Math.min(Math.max(Math.round(number), lowest), highest);
  }

  /** Whether a raw number lies within the bits, to half a step. */
  boolean fits(double number) {
    return type != ValueType.INTEGER
        || (number >= rawMinimum - ROUNDING && number <= rawMaximum + ROUNDING)
        || (layout.length == 64 && !layout.signed && number >= 0 && number <= 0x1p64);
  }

  private String describe(double physical) {
    String number =
        physical == Math.rint(physical) && Math.abs(physical) < 1e15
            ? Long.toString((long) physical)
            : Double.toString(physical);
    return layout.unit.isEmpty() ? number : number + " " + layout.unit;
  }

  @Override
  public String toString() {
    return layout.name;
  }
}
