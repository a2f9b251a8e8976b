// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.Frame;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Frames in socketcand's words (its document {@code doc/protocol.md}): identifiers of 8 digits are
 * extended, bytes are hexadecimal. Neither remote nor FD frames have a word.
 */
final class SocketcandText {
  private static final int LONG_ID = 8;
  private static final int MAX_DATA = 8;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ").withUpperCase();

  private SocketcandText() {}

  /** Why it has no word: a clause that follows the frame; empty when it has. */
  static String refuses(Frame frame) {
    if (frame.isFd()) {
      return "is an FD frame; socketcand carries classic frames only";
    }
    return frame.isRemote() ? "is a remote frame; socketcand has no word for it" : "";
  }

  static String id(Frame frame) {
    return String.format(Locale.ROOT, frame.isExtended() ? "%08X" : "%03X", frame.id());
  }

  /** {@code < send 123 2 1 f1 >}. */
  static String send(Frame frame) {
    StringBuilder text = new StringBuilder("< send ").append(id(frame)).append(' ');
    text.append(frame.length()).append(' ');
    for (int index = 0; index < frame.length(); index++) {
      text.append(Integer.toHexString(frame.at(index) & 0xFF)).append(' ');
    }
    return text.append('>').toString();
  }

  /**
   * {@code < frame 123 23.424242 1A220344 >}; two spaces where there is no data.
   *
   * @param micros since 1970
   * @param spaced bytes apart, as in mode BCM
   */
  static String frame(Frame frame, long micros, boolean spaced) {
    String at = String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
    String data = (spaced ? SPACED : HEX).formatHex(frame.data());
    return "< frame " + id(frame) + " " + at + " " + data + " >";
  }

  /**
   * Reads the words of a frame.
   *
   * @param id hexadecimal; above 7FF only an extended one can be meant, however it is written
   * @param data bytes apart
   * @throws IllegalArgumentException when they make no frame
   */
  static Frame frame(String id, List<String> data) {
    int number = number(id, 16, Frame.MAX_EXTENDED_ID, "identifier");
    boolean extended = id.length() == LONG_ID || number > Frame.MAX_BASE_ID;
    byte[] bytes = bytes(data);
    return Frame.of(number, extended ? Frame.EXTENDED : 0, bytes.length, bytes);
  }

  /** Reads the words of a frame whose bytes are one word, as in mode RAW, or apart. */
  static Frame heard(String id, List<String> data) {
    return data.size() == 1 && data.get(0).length() > 2 && data.get(0).length() % 2 == 0
        ? frame(id, List.of(data.get(0).replaceAll("..(?!$)", "$0 ").split(" ", -1)))
        : frame(id, data);
  }

  private static byte[] bytes(List<String> words) {
    if (words.size() > MAX_DATA) {
      throw new IllegalArgumentException(words.size() + " bytes: a frame has 0 to 8");
    }
    byte[] bytes = new byte[words.size()];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) number(words.get(index), 16, 0xFF, "byte");
    }
    return bytes;
  }

  /**
   * Reads a number.
   *
   * @throws IllegalArgumentException when it is none, or too large
   */
  static int number(String text, int radix, int max, String what) {
    try {
      long number = Long.parseLong(text, radix);
      if (number >= 0 && number <= max) {
        return (int) number;
      }
    } catch (NumberFormatException e) {
      // The same message as for one that is too large.
    }
    throw new IllegalArgumentException(what + " '" + text + "'");
  }
}
