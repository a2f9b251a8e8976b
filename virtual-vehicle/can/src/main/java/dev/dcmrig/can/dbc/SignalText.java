// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import dev.dcmrig.can.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What a frame says, as one line of text: {@code AirbagStatus(Deployed: yes, ImpactLevel: 3 g)}.
 * Values with a word of the value table show the word.
 */
public final class SignalText {
  private static final double EXACT_BELOW = 1e15;

  private SignalText() {}

  /**
   * Adds the message's name and its signals' values.
   *
   * @return false, with nothing added, when the file has no such message
   */
  public static boolean append(StringBuilder text, Dbc dbc, Frame frame) {
    if (frame.isError() || frame.isRemote()) {
      return false;
    }
    Message message = dbc.message(frame.id(), frame.isExtended());
    if (message == null) {
      return false;
    }
    text.append(message.name()).append('(');
    if (frame.length() < message.length()) {
      text.append("too short: ").append(frame.length()).append(" of ");
      text.append(message.length()).append(" bytes)");
      return true;
    }
    Signal selector = message.multiplexor();
    boolean first = true;
    for (Signal signal : message.signals()) {
      if (!isThere(signal, selector, frame)) {
        continue;
      }
      text.append(first ? "" : ", ").append(signal.name()).append(": ");
      appendValue(text, signal, frame);
      first = false;
    }
    text.append(')');
    return true;
  }

  private static boolean isThere(Signal signal, @Nullable Signal selector, Frame frame) {
    return !signal.isMultiplexed()
        || (selector != null && signal.multiplexValue() == selector.raw(frame));
  }

  private static void appendValue(StringBuilder text, Signal signal, Frame frame) {
    String word = signal.words().get(signal.raw(frame));
    if (word != null) {
      text.append(word);
      return;
    }
    double value = signal.decode(frame);
    if (value == Math.rint(value) && Math.abs(value) < EXACT_BELOW) {
      text.append((long) value);
    } else {
      // Factors such as 0.1 are no binary fractions: seven significant digits hide that.
      text.append((float) value);
    }
    if (!signal.unit().isEmpty()) {
      text.append(' ').append(signal.unit());
    }
  }
}
