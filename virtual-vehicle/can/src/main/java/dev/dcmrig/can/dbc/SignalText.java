// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import dev.dcmrig.can.Frame;
import java.math.BigDecimal;

/**
 * What a frame says, as one line of text: {@code AirbagStatus(Deployed: yes, ImpactLevel: 3 g)}.
 * Values with a word of the value table show the word, others all their digits.
 */
public final class SignalText {
  private static final int MAX_ZEROS = 9;

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
    boolean first = true;
    for (Signal signal : message.signals()) {
      if (signal.fits(frame) && signal.isPresent(frame)) {
        text.append(first ? "" : ", ").append(signal.name()).append(": ");
        appendValue(text, signal, frame);
        first = false;
      }
    }
    if (frame.length() < message.length()) {
      text.append(first ? "" : ", ").append("too short: ").append(frame.length()).append(" of ");
      text.append(message.length()).append(" bytes");
    }
    text.append(')');
    return true;
  }

  private static void appendValue(StringBuilder text, Signal signal, Frame frame) {
    long raw = signal.raw(frame);
    String word = signal.words().get(raw);
    if (word != null) {
      text.append(word);
      return;
    }
    signal
        .exact(raw)
        .ifPresentOrElse(
            value -> text.append(plain(value)), () -> text.append(signal.physical(raw)));
    if (!signal.unit().isEmpty()) {
      text.append(' ').append(signal.unit());
    }
  }

  /** Every digit; with an exponent only where zeros would have to be counted. */
  private static String plain(BigDecimal value) {
    BigDecimal shortest = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    boolean counted =
        shortest.scale() < -MAX_ZEROS || shortest.scale() - shortest.precision() > MAX_ZEROS;
    return counted ? shortest.toString() : shortest.toPlainString();
  }
}
