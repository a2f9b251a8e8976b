// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.candump;

import dev.dcmrig.can.Frame;
import java.util.HexFormat;

/**
 * One frame as text, as {@code candump} prints it and {@code cansend} takes it (can-utils). The
 * methods that append make no objects: they are called for every frame of a full bus.
 *
 * <pre>
 *   log      123#DEADBEEF  12345678#  123#R4  123##5AABB  20000084#...   (flags of FD: 1 BRS 2 ESI 4 FDF)
 *   sent     123#DE.AD.BE.EF  123##1.AA.BB
 *   console  123   [4]  DE AD BE EF      124  [03]  01 02 03      123   [4]  remote request
 * </pre>
 */
public final class FrameText {
  /** Bit 29 of a log's identifier marks an error frame (CAN_ERR_FLAG of linux/can.h). */
  private static final int ERROR_FLAG = 0x2000_0000;

  private static final int BRS = 1;
  private static final int ESI = 2;
  private static final int FDF = 4;
  private static final int MAX_BYTES = 64;
  private static final int LONG_ID = 8;
  private static final int SHORT_ID = 3;

  /** Data columns of the console end after so many bytes; what follows is aligned to that. */
  private static final int COLUMNS = 8;

  private static final String DIGITS = "0123456789ABCDEF";

  private FrameText() {}

  /** As in a log of {@code candump -L}. */
  public static String log(Frame frame) {
    StringBuilder text = new StringBuilder(32);
    appendLog(text, frame);
    return text.toString();
  }

  /** As in a log of {@code candump -L}. */
  public static void appendLog(StringBuilder text, Frame frame) {
    appendId(text, frame);
    text.append('#');
    if (frame.isRemote()) {
      appendRemote(text, frame);
      return;
    }
    if (frame.isFd()) {
      text.append('#').append(DIGITS.charAt(FDF | flags(frame)));
    }
    appendData(text, frame, '\0');
  }

  /** As {@code cangen -v} shows what it sends: bytes apart, flags without FDF. */
  public static void appendSent(StringBuilder text, Frame frame) {
    appendId(text, frame);
    text.append('#');
    if (frame.isRemote()) {
      appendRemote(text, frame);
      return;
    }
    if (frame.isFd()) {
      text.append('#').append(DIGITS.charAt(flags(frame)));
      if (frame.length() > 0) {
        text.append('.');
      }
    }
    appendData(text, frame, '.');
  }

  /** As {@code candump} shows it, without interface and time. */
  public static String console(Frame frame) {
    StringBuilder text = new StringBuilder(48);
    appendConsole(text, frame, false, false);
    return text.toString();
  }

  /**
   * As {@code candump} shows it, without interface and time.
   *
   * @param indented moves 11-bit identifiers to the right, below those of 29 bits
   * @param ascii adds the bytes as characters, when there are 8 or fewer (candump -a)
   */
  public static void appendConsole(
      StringBuilder text, Frame frame, boolean indented, boolean ascii) {
    if (indented && !frame.isExtended() && !frame.isError()) {
      text.append("     ");
    }
    appendId(text, frame);
    int length = frame.length();
    if (frame.isFd()) {
      text.append("  [").append((char) ('0' + length / 10)).append((char) ('0' + length % 10));
    } else {
      text.append("   [").append((char) ('0' + length));
    }
    text.append("] ");
    if (frame.isRemote()) {
      text.append(" remote request");
      return;
    }
    for (int index = 0; index < length; index++) {
      text.append(' ');
      appendByte(text, frame.at(index));
    }
    if (frame.isError()) {
      appendPadding(text, length);
      text.append("ERRORFRAME");
    } else if (ascii && length <= COLUMNS) {
      appendPadding(text, length);
      appendAscii(text, frame);
    }
  }

  private static void appendPadding(StringBuilder text, int length) {
    for (int index = length; index <= COLUMNS; index++) {
      text.append("   ");
    }
  }

  private static void appendAscii(StringBuilder text, Frame frame) {
    text.append('\'');
    for (int index = 0; index < frame.length(); index++) {
      byte value = frame.at(index);
      text.append(value >= ' ' && value < 0x7F ? (char) value : '.');
    }
    text.append('\'');
  }

  private static int flags(Frame frame) {
    return (frame.isBrs() ? BRS : 0) | (frame.isEsi() ? ESI : 0);
  }

  private static void appendId(StringBuilder text, Frame frame) {
    int id = frame.isError() ? frame.id() | ERROR_FLAG : frame.id();
    int digits = frame.isError() || frame.isExtended() ? LONG_ID : SHORT_ID;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      text.append(DIGITS.charAt(id >>> shift & 0xF));
    }
  }

  private static void appendRemote(StringBuilder text, Frame frame) {
    text.append('R');
    if (frame.length() > 0) {
      text.append((char) ('0' + frame.length()));
    }
  }

  private static void appendData(StringBuilder text, Frame frame, char between) {
    for (int index = 0; index < frame.length(); index++) {
      if (between != '\0' && index > 0) {
        text.append(between);
      }
      appendByte(text, frame.at(index));
    }
  }

  private static void appendByte(StringBuilder text, byte value) {
    text.append(DIGITS.charAt(value >> 4 & 0xF)).append(DIGITS.charAt(value & 0xF));
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
