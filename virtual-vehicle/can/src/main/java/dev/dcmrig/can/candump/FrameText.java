package dev.dcmrig.can.candump;

import dev.dcmrig.can.Frame;
import java.util.HexFormat;
import java.util.Locale;

/**
 * One frame as text, as {@code candump} prints it and {@code cansend} takes it (can-utils).
 *
 * <pre>
 *   log      123#DEADBEEF  12345678#  123#R4  123##5AABB  20000084#...   (flags of FD: 1 BRS 2 ESI 4 FDF)
 *   console  123   [4]  DE AD BE EF      124  [03]  01 02 03      123   [4]  remote request
 * </pre>
 */
public final class FrameText {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Bit 29 of a log's identifier marks an error frame (CAN_ERR_FLAG of linux/can.h). */
  private static final int ERROR_FLAG = 0x2000_0000;

  private static final int BRS = 1;
  private static final int ESI = 2;
  private static final int FDF = 4;
  private static final int MAX_BYTES = 64;

  private FrameText() {}

  private static String id(Frame frame) {
    if (frame.isError()) {
      return String.format(Locale.ROOT, "%08X", frame.id() | ERROR_FLAG);
    }
    return String.format(Locale.ROOT, frame.isExtended() ? "%08X" : "%03X", frame.id());
  }

  /** As in a log of {@code candump -L}. */
  public static String log(Frame frame) {
    StringBuilder text = new StringBuilder(id(frame)).append('#');
    if (frame.isRemote()) {
      return text.append('R').append(frame.length() == 0 ? "" : frame.length()).toString();
    }
    if (frame.isFd()) {
      int flags = FDF | (frame.isBrs() ? BRS : 0) | (frame.isEsi() ? ESI : 0);
      text.append('#').append(Integer.toHexString(flags).toUpperCase(Locale.ROOT));
    }
    return text.append(HEX.formatHex(frame.data())).toString();
  }

  /** As {@code candump} shows it, without interface and time. */
  public static String console(Frame frame) {
    StringBuilder text = new StringBuilder(id(frame));
    text.append(
        String.format(Locale.ROOT, frame.isFd() ? "  [%02d] " : "   [%d] ", frame.length()));
    if (frame.isRemote()) {
      return text.append(" remote request").toString();
    }
    for (byte value : frame.data()) {
      text.append(' ').append(HEX.toHexDigits(value));
    }
    return text.toString();
  }

  /**
   * Reads a frame as {@code cansend} takes it: {@code 123#DE.AD}, {@code 12345678##1AABB}, {@code
   * 123#R4}. Three digits make an 11-bit identifier, eight a 29-bit one.
   *
   * @throws IllegalArgumentException with what is wrong and an example
   */
  public static Frame parse(String text) {
    int hash = text.indexOf('#');
    if (hash != 3 && hash != 8) {
      throw wrong(text, "the identifier before '#' has 3 digits (11 bits) or 8 (29 bits)");
    }
    int id = hex(text, text.substring(0, hash));
    int flags = hash == 8 ? Frame.EXTENDED : 0;
    if (hash == 8 && (id & ERROR_FLAG) != 0) {
      flags = Frame.ERROR;
      id &= Frame.MAX_EXTENDED_ID;
    }
    String rest = text.substring(hash + 1);
    if (rest.startsWith("R") || rest.startsWith("r")) {
      String length = rest.substring(1);
      if (!length.matches("[0-8]?")) {
        throw wrong(text, "after R comes a length from 0 to 8, or nothing");
      }
      int asked = length.isEmpty() ? 0 : Integer.parseInt(length);
      return frame(text, id, flags | Frame.REMOTE, asked, new byte[0]);
    }
    if (rest.startsWith("#")) {
      if (rest.length() < 2) {
        throw wrong(text, "after '##' comes one digit of flags: 1 BRS, 2 ESI");
      }
      int bits = hex(text, rest.substring(1, 2));
      flags |= Frame.FD;
      flags |= (bits & BRS) != 0 ? Frame.BRS : 0;
      flags |= (bits & ESI) != 0 ? Frame.ESI : 0;
      rest = rest.substring(2);
    }
    String digits = rest.replace(".", "");
    if (digits.length() % 2 != 0) {
      throw wrong(text, "the data have half a byte too much or too little");
    }
    if (digits.length() > 2 * MAX_BYTES) {
      throw wrong(text, "a frame has at most 64 bytes");
    }
    byte[] data;
    try {
      data = HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw wrong(text, "the data are not hexadecimal");
    }
    return frame(text, id, flags, data.length, data);
  }

  private static Frame frame(String text, int id, int flags, int length, byte[] data) {
    try {
      return Frame.of(id, flags, length, data);
    } catch (IllegalArgumentException e) {
      throw wrong(text, String.valueOf(e.getMessage()));
    }
  }

  private static int hex(String text, String digits) {
    try {
      return Integer.parseUnsignedInt(digits, 16);
    } catch (NumberFormatException e) {
      throw wrong(text, "'" + digits + "' is not hexadecimal");
    }
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is no frame: "
            + why
            + "; write for instance 123#DEADBEEF, 12345678#01, "
            + "123#R4, 123##1AABB");
  }
}
