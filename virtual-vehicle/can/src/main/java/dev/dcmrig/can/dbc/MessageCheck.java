// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a DBC file's grammar can't say: signals fit, don't overlap, and can carry their range. */
final class MessageCheck {
  private static final int MAX_SIGNAL_BITS = 64;

  private final Findings findings;
  private final DbcDraft.MessageDraft message;

  MessageCheck(Findings findings, DbcDraft.MessageDraft message) {
    this.findings = findings;
    this.message = message;
  }

  /** Signals whose bits are not all in the message, or are no number of their type. */
  void leaveOutWhatDoesNotFit() {
    Iterator<DbcDraft.SignalDraft> all = message.signals.values().iterator();
    while (all.hasNext()) {
      DbcDraft.SignalDraft signal = all.next();
      if (!hasPlace(signal.layout) || !hasType(signal)) {
        all.remove();
      }
    }
  }

  private boolean hasPlace(Signal.Layout layout) {
    if (layout.length() < 1 || layout.length() > MAX_SIGNAL_BITS) {
      leftOut(layout, "has " + layout.length() + " bits", "a signal has 1 to 64 bits");
      return false;
    }
    int last = BitField.of(layout.startBit(), layout.length(), layout.bigEndian()).lastByte();
    if (layout.startBit() < 0 || last >= message.head.length()) {
      leftOut(
          layout,
          "does not fit: it needs byte "
              + last
              + " and the message has "
              + (message.head.length() == 0 ? "none" : "bytes 0 to " + (message.head.length() - 1)),
          "correct its start bit ("
              + (layout.bigEndian() ? "Motorola: the most" : "Intel: the least")
              + " significant bit), its length or the message's length");
      return false;
    }
    return true;
  }

  private boolean hasType(DbcDraft.SignalDraft signal) {
    Signal.Layout layout = signal.layout;
    int bits =
        switch (signal.type) {
          case INTEGER -> layout.length();
          case FLOAT -> 32;
          case DOUBLE -> 64;
        };
    if (bits != layout.length()) {
      String what = "is a " + signal.type + " of " + layout.length() + " bits";
      String remedy = "give it " + bits + " bits or correct its SIG_VALTYPE_";
      if (layout.length() != 32 && layout.length() != 64) {
        leftOut(layout, what, remedy);
        return false;
      }
      signal.type = layout.length() == 32 ? Signal.ValueType.FLOAT : Signal.ValueType.DOUBLE;
      taken(layout, what, remedy, "taken as a " + signal.type);
    }
    if (layout.factor().signum() == 0) {
      taken(
          layout,
          "has the factor 0",
          "give a factor that is not 0",
          "its value is always the offset");
    }
    return true;
  }

  /** The words of a signal that its bits can hold. */
  Map<Long, String> words(DbcDraft.SignalDraft signal) {
    Signal.Layout layout = signal.layout;
    if (signal.type != Signal.ValueType.INTEGER || layout.length() == MAX_SIGNAL_BITS) {
      return signal.words;
    }
    long mask = (1L << layout.length()) - 1;
    Map<Long, String> words = new LinkedHashMap<>();
    for (Map.Entry<Long, String> word : signal.words.entrySet()) {
      long raw = word.getKey();
      long same = sameBits(raw & mask, layout);
      if (raw == same) {
        words.put(raw, word.getValue());
        continue;
      }
      String what = "has a word for " + raw + ", which its " + layout.length() + " bits can't hold";
      String remedy = "remove it from VAL_ or lengthen the signal";
      boolean otherSign = layout.signed() ? (raw & mask) == raw : raw == signed(raw, layout);
      if (!otherSign || signal.words.containsKey(same)) {
        leftOut(layout, what, remedy);
      } else {
        taken(layout, what, remedy, "taken for " + same + ", which has the same bits");
        words.put(same, word.getValue());
      }
    }
    return words;
  }

  private static long sameBits(long bits, Signal.Layout layout) {
    return layout.signed() ? signed(bits, layout) : bits;
  }

  private static long signed(long bits, Signal.Layout layout) {
    int unused = 64 - layout.length();
    return bits << unused >> unused;
  }

  /** Ranges are for writing and for people: a wrong one changes no value. */
  void ranges(List<Signal> signals) {
    for (Signal signal : signals) {
      Signal.Layout layout = signal.layout();
      if (signal.minimum() > signal.maximum()) {
        taken(
            layout,
            "has the minimum " + signal.minimum() + " above the maximum " + signal.maximum(),
            "exchange them",
            "taken as no range");
      } else if (signal.hasRange() && signal.factor() != 0) {
        checkRange(signal, layout);
      }
    }
  }

  private void checkRange(Signal signal, Signal.Layout layout) {
    double low = (signal.minimum() - signal.offset()) / signal.factor();
    double high = (signal.maximum() - signal.offset()) / signal.factor();
    if (!signal.fits(low) || !signal.fits(high)) {
      taken(
          layout,
          "can't represent its range "
              + signal.minimum()
              + " to "
              + signal.maximum()
              + ": raw "
              + whole(Math.min(low, high))
              + " to "
              + whole(Math.max(low, high))
              + " in "
              + signal.length()
              + (signal.isSigned() ? " signed bits" : " unsigned bits"),
          "correct the range, the factor, the offset, the sign or the length",
          "taken with the range that its bits have");
    }
  }

  private static String whole(double number) {
    return Double.isFinite(number)
        ? new BigDecimal(Math.rint(number)).toPlainString()
        : Double.toString(number);
  }

  /** Both are taken: what overlaps is often two views of the same bits. */
  void overlaps(List<Signal> signals) {
    Map<Integer, List<Signal>> byBit = new HashMap<>();
    for (Signal signal : signals) {
      byte[] ones = new byte[message.head.length()];
      signal.field().set(ones, -1L);
      Signal other = null;
      int first = 0;
      int end = 8 * (signal.field().lastByte() + 1);
      for (int bit = 8 * signal.field().firstByte(); bit < end; bit++) {
        if ((ones[bit / 8] >> bit % 8 & 1) == 0) {
          continue;
        }
        List<Signal> here = byBit.computeIfAbsent(bit, key -> new ArrayList<>());
        if (other == null) {
          other = meeting(signal, here);
          first = bit;
        }
        here.add(signal);
      }
      if (other != null) {
        taken(
            signal.layout(),
            "overlaps signal "
                + other.name()
                + " (line "
                + other.line()
                + ") in bit "
                + first % 8
                + " of byte "
                + first / 8,
            "move or shorten one of them",
            "both are taken");
      }
    }
  }

  private static @Nullable Signal meeting(Signal signal, List<Signal> others) {
    for (Signal other : others) {
      if (!signal.excludes(other)) {
        return other;
      }
    }
    return null;
  }

  private void leftOut(Signal.Layout layout, String what, String remedy) {
    findings.leftOut(layout.line(), name(layout) + what, remedy);
  }

  private void taken(Signal.Layout layout, String what, String remedy, String how) {
    findings.taken(layout.line(), name(layout) + what, remedy, how);
  }

  private String name(Signal.Layout layout) {
    return "signal " + layout.name() + " of message " + message.head.name() + " ";
  }
}
