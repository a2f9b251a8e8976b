// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a DBC file's grammar can't say: signals fit, don't overlap, and can carry their range. */
final class MessageCheck {
  private static final int MAX_SIGNAL_BITS = 64;

  private final DbcDraft draft;
  private final Message.Head head;
  private final List<Signal> signals;

  MessageCheck(DbcDraft draft, Message.Head head, List<Signal> signals) {
    this.draft = draft;
    this.head = head;
    this.signals = signals;
  }

  void run() {
    for (Signal signal : signals) {
      checkPlace(signal);
      checkType(signal);
      checkRange(signal);
      checkWords(signal);
    }
    checkMultiplexing();
    checkOverlap();
  }

  private void checkPlace(Signal signal) {
    if (signal.length() < 1 || signal.length() > MAX_SIGNAL_BITS) {
      throw error(signal, "has " + signal.length() + " bits", "a signal has 1 to 64 bits");
    }
    if (signal.startBit() < 0 || signal.field().lastByte() >= head.length()) {
      throw error(
          signal,
          "does not fit: it needs byte "
              + signal.field().lastByte()
              + " and the message has bytes 0 to "
              + (head.length() - 1),
          "correct its start bit ("
              + (signal.isBigEndian() ? "Motorola: the most" : "Intel: the least")
              + " significant bit), its length or the message's length");
    }
  }

  private void checkType(Signal signal) {
    int bits =
        switch (signal.type()) {
          case INTEGER -> signal.length();
          case FLOAT -> 32;
          case DOUBLE -> 64;
        };
    if (bits != signal.length()) {
      throw error(
          signal,
          "is a " + signal.type() + " of " + signal.length() + " bits",
          "give it " + bits + " bits or correct its SIG_VALTYPE_");
    }
    if (signal.factor() == 0) {
      throw error(signal, "has the factor 0", "give a factor that is not 0");
    }
  }

  private void checkRange(Signal signal) {
    if (signal.minimum() > signal.maximum()) {
      throw error(
          signal,
          "has the minimum " + signal.minimum() + " above the maximum " + signal.maximum(),
          "exchange them");
    }
    if (!signal.hasRange()) {
      return;
    }
    double low = (signal.minimum() - signal.offset()) / signal.factor();
    double high = (signal.maximum() - signal.offset()) / signal.factor();
    if (!signal.fits(low) || !signal.fits(high)) {
      throw error(
          signal,
          "can't represent its range "
              + signal.minimum()
              + " to "
              + signal.maximum()
              + ": raw "
              + Math.round(Math.min(low, high))
              + " to "
              + Math.round(Math.max(low, high))
              + " in "
              + signal.length()
              + (signal.isSigned() ? " signed bits" : " unsigned bits"),
          "correct the range, the factor, the offset, the sign or the length");
    }
  }

  private void checkWords(Signal signal) {
    for (long raw : signal.words().keySet()) {
      if (signal.type() == Signal.ValueType.INTEGER && !signal.fits((double) raw)) {
        throw error(
            signal,
            "has a word for " + raw + ", which its " + signal.length() + " bits can't hold",
            "remove it from VAL_ or lengthen the signal");
      }
    }
  }

  private void checkMultiplexing() {
    Signal multiplexor = null;
    for (Signal signal : signals) {
      if (signal.isMultiplexor()) {
        if (multiplexor != null) {
          throw error(signal, "is a second multiplexor beside " + multiplexor.name(), "keep one M");
        }
        multiplexor = signal;
      }
    }
    for (Signal signal : signals) {
      if (signal.isMultiplexed() && multiplexor == null) {
        throw error(
            signal,
            "is multiplexed (m" + signal.multiplexValue() + ") and there is no multiplexor",
            "mark one signal of the message with M");
      }
    }
  }

  private void checkOverlap() {
    int bits = head.length() * 8;
    for (int i = 0; i < signals.size(); i++) {
      boolean[] taken = bitsOf(signals.get(i), bits);
      for (int j = 0; j < i; j++) {
        if (canMeet(signals.get(i), signals.get(j))) {
          Integer bit = common(taken, bitsOf(signals.get(j), bits));
          if (bit != null) {
            throw error(
                signals.get(i),
                "overlaps signal "
                    + signals.get(j).name()
                    + " (line "
                    + signals.get(j).line()
                    + ") in bit "
                    + bit % 8
                    + " of byte "
                    + bit / 8,
                "move or shorten one of them");
          }
        }
      }
    }
  }

  /** Signals of different multiplex values are never in one frame. */
  private static boolean canMeet(Signal a, Signal b) {
    return !a.isMultiplexed() || !b.isMultiplexed() || a.multiplexValue() == b.multiplexValue();
  }

  private static boolean[] bitsOf(Signal signal, int bits) {
    byte[] ones = new byte[bits / 8];
    signal.field().set(ones, -1L);
    boolean[] taken = new boolean[bits];
    for (int bit = 0; bit < bits; bit++) {
      taken[bit] = (ones[bit / 8] >> bit % 8 & 1) != 0;
    }
    return taken;
  }

  private static @Nullable Integer common(boolean[] a, boolean[] b) {
    for (int bit = 0; bit < a.length; bit++) {
      if (a[bit] && b[bit]) {
        return bit;
      }
    }
    return null;
  }

  private DbcException error(Signal signal, String what, String remedy) {
    return draft.error(
        signal.line(),
        "signal " + signal.name() + " of message " + head.name() + " " + what,
        remedy);
  }
}
