// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.dbc.Message;
import dev.dcmrig.can.dbc.Signal;
import dev.dcmrig.can.e2e.E2eProfile;
import dev.dcmrig.can.e2e.E2eProtector;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds the frames of one message from domain values, with counter and CRC. While nothing changes,
 * a message has at most 16 different frames, one for each value of its counter; they are kept and
 * sent again.
 */
public final class DomainWriter {
  private static final String START_VALUE = "GenSigStartValue";

  private final Message message;
  private final Map<DomainValue, BoundValue> carried = new EnumMap<>(DomainValue.class);
  private final @Nullable E2eProtector protector;
  private final byte[] data;
  private final @Nullable Frame[] kept;

  DomainWriter(Message message, List<BoundValue> values, @Nullable E2eProfile profile) {
    this.message = message;
    values.forEach(bound -> carried.put(bound.value, bound));
    this.protector = profile == null ? null : new E2eProtector(profile, message.length());
    this.data = new byte[message.length()];
    this.kept = new Frame[profile == null ? 1 : profile.counterValues()];
    for (Signal signal : message.signals()) {
      long raw = startValue(signal);
      if (raw != 0) {
        signal.encodeRaw(data, raw);
      }
    }
  }

  /** The raw start value; 0 if the file has none, or one that is no number. */
  private static long startValue(Signal signal) {
    String start = signal.attribute(START_VALUE);
    boolean number = start != null && start.matches("-?\\d{1,18}(\\.\\d*)?");
    return number ? (long) Double.parseDouble(start) : 0;
  }

  public Message message() {
    return message;
  }

  public boolean isProtected() {
    return protector != null;
  }

  public boolean carries(DomainValue value) {
    return carried.containsKey(value);
  }

  /**
   * Sets a number.
   *
   * @throws IllegalArgumentException when the signal's range doesn't have it
   */
  public void set(DomainValue value, double number) {
    Signal signal = bound(value).signal;
    write(signal, signal.rawFor(number));
  }

  /**
   * Sets a word.
   *
   * @throws IllegalArgumentException when the value has no such word
   */
  public void set(DomainValue value, String word) {
    BoundValue bound = bound(value);
    Long raw = bound.words.get(word);
    if (raw == null) {
      throw new IllegalArgumentException(
          value.key() + " can't be " + word + ": it is one of " + bound.words.keySet());
    }
    write(bound.signal, raw);
  }

  private void write(Signal signal, long raw) {
    Signal followed = signal;
    for (Signal selector = signal.selector(); selector != null; selector = selector.selector()) {
      writeRaw(selector, followed.multiplexValue());
      followed = selector;
    }
    writeRaw(signal, raw);
  }

  private void writeRaw(Signal signal, long raw) {
    if (signal.rawBits(data) != signal.rawBits(raw)) {
      signal.encodeRaw(data, raw);
      Arrays.fill(kept, null);
    }
  }

  private BoundValue bound(DomainValue value) {
    BoundValue bound = carried.get(value);
    if (bound == null) {
      throw new IllegalArgumentException(
          "message " + message.name() + " does not carry " + value.key());
    }
    return bound;
  }

  /** The next frame to send; counts if the message is protected. */
  public Frame next() {
    E2eProtector counting = protector;
    if (counting == null) {
      return frame(0);
    }
    Frame frame = frame(counting.counter());
    counting.advance();
    return frame;
  }

  /**
   * All frames of the present values: frame k has counter k; one frame if the message is not
   * protected. Doesn't count.
   */
  public Frame[] sequence() {
    Frame[] sequence = new Frame[kept.length];
    for (int counter = 0; counter < sequence.length; counter++) {
      sequence[counter] = frame(counter);
    }
    return sequence;
  }

  /** The next frame with the counter of the one before; doesn't count. */
  public Frame withStuckCounter() {
    int values = kept.length;
    return frame(protector == null ? 0 : (protector.counter() + values - 1) % values);
  }

  /** The same frame with a wrong CRC; the frame itself if the message is not protected. */
  public Frame withWrongCrc(Frame right) {
    if (protector == null) {
      return right;
    }
    byte[] wrong = right.data();
    wrong[E2eProfile.CRC_BYTE] ^= (byte) 0xFF;
    return right.withData(wrong);
  }

  /** Begins at counter 0 again, as an ECU after a reset. */
  public void reset() {
    if (protector != null) {
      protector.reset();
    }
  }

  private Frame frame(int counter) {
    Frame frame = kept[counter];
    if (frame == null) {
      if (protector != null) {
        protector.write(data, counter);
      }
      int flags =
          (message.isExtended() ? Frame.EXTENDED : 0)
              | (message.length() > 8 ? Frame.FD | Frame.BRS : 0);
      frame = Frame.of(message.id(), flags, data.length, data);
      kept[counter] = frame;
    }
    return frame;
  }
}
