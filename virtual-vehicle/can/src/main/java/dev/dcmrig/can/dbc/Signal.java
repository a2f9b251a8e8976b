// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import dev.dcmrig.can.Frame;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      BigDecimal factor,
      BigDecimal offset,
      double minimum,
      double maximum,
      String unit,
      List<String> receivers,
      boolean multiplexor,
      int multiplexMark,
      int line) {
    Layout withReceivers(List<String> others) {
      return new Layout(
          name,
          startBit,
          length,
          bigEndian,
          signed,
          factor,
          offset,
          minimum,
          maximum,
          unit,
          others,
          multiplexor,
          multiplexMark,
          line);
    }
  }

  /** The mark of a signal without {@code m0}, {@code m1}, ... */
  static final int NOT_MULTIPLEXED = -1;

  private final Layout layout;
  private final String name;
  private final double factor;
  private final double offset;
  private final BitField field;
  private final ValueType type;
  private final Map<Long, String> words;
  private final String comment;
  private final Map<String, String> attributes;
  private final @Nullable Signal selector;
  private final @Nullable Selection selection;
  private final RawRange range;

  /** What says when a signal is there; {@code selector} null: it always is. */
  record Multiplexing(@Nullable Signal selector, @Nullable Selection selection) {
    static final Multiplexing NONE = new Multiplexing(null, null);
  }

  Signal(
      Layout layout,
      String name,
      ValueType type,
      Map<Long, String> words,
      String comment,
      Map<String, String> attributes,
      Multiplexing multiplexing) {
    this.layout = layout;
    this.name = name;
    this.factor = layout.factor.doubleValue();
    this.offset = layout.offset.doubleValue();
    this.selector = multiplexing.selector;
    this.selection = multiplexing.selection;
    this.field = BitField.of(layout.startBit, layout.length, layout.bigEndian);
    this.type = type;
    this.words = words;
    this.comment = comment;
    this.attributes = attributes;
    this.range = new RawRange(layout, name, type);
  }

  /** Its long name if the file gives one ({@code SystemSignalLongSymbol}). */
  public String name() {
    return name;
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
    return factor;
  }

  public double offset() {
    return offset;
  }

  /** The factor as the file writes it. */
  public BigDecimal exactFactor() {
    return layout.factor;
  }

  /** The offset as the file writes it. */
  public BigDecimal exactOffset() {
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

  /** Whether another signal says when this one is there. */
  public boolean isMultiplexed() {
    return selector != null;
  }

  /** The signal that says when this one is there; null: it always is. May be multiplexed itself. */
  public @Nullable Signal selector() {
    return selector;
  }

  /** A raw value of the selector with which this signal is there; -1 if it is always there. */
  public long multiplexValue() {
    return selection == null ? NOT_MULTIPLEXED : selection.first();
  }

  /** Whether its selector says that this signal is in a frame; the selector must fit in it. */
  public boolean isPresent(Frame frame) {
    for (Signal signal = this; signal.selector != null; signal = signal.selector) {
      if (signal.selection != null && !signal.selection.has(signal.selector.raw(frame))) {
        return false;
      }
    }
    return true;
  }

  /** Whether all bits of this signal, and of those that select it, are within a frame. */
  public boolean fits(Frame frame) {
    for (Signal signal = this; signal != null; signal = signal.selector) {
      if (frame.isRemote() || signal.field.lastByte() >= frame.length()) {
        return false;
      }
    }
    return true;
  }

  /** Whether no frame can hold both. */
  boolean excludes(Signal other) {
    for (Signal a = this; a.selector != null; a = a.selector) {
      for (Signal b = other; b.selector != null; b = b.selector) {
        if (a.selector == b.selector
            && a.selection != null
            && b.selection != null
            && !a.selection.meets(b.selection)) {
          return true;
        }
      }
    }
    return false;
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

  Layout layout() {
    return layout;
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
    return number * factor + offset;
  }

  /**
   * The physical value of a raw one with every digit: the file's factor and offset are decimal
   * numbers, and a double holds no more than 15 of theirs. Empty if it is infinite or not a number.
   */
  public Optional<BigDecimal> exact(long raw) {
    BigDecimal number =
        switch (type) {
          case FLOAT -> {
            float value = Float.intBitsToFloat((int) raw);
            yield decimal(value, Float.toString(value));
          }
          case DOUBLE -> {
            double value = Double.longBitsToDouble(raw);
            yield decimal(value, Double.toString(value));
          }
          case INTEGER ->
              new BigDecimal(layout.signed ? Long.toString(raw) : Long.toUnsignedString(raw));
        };
    return number == null
        ? Optional.empty()
        : Optional.of(number.multiply(layout.factor).add(layout.offset));
  }

  /** The digits that tell it from its neighbours; those of a whole number are all known. */
  private static @Nullable BigDecimal decimal(double value, String digits) {
    if (!Double.isFinite(value)) {
      return null;
    }
    return value == Math.rint(value) ? new BigDecimal(value) : new BigDecimal(digits);
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
    return range.rawFor(physical);
  }

  /** Whether a raw number lies within the bits, to half a step. */
  boolean fits(double number) {
    return range.fits(number);
  }

  @Override
  public String toString() {
    return name;
  }
}
