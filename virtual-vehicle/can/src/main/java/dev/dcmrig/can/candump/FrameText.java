// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.candump;

import dev.dcmrig.can.Frame;

/**
 * One frame as text, as {@code candump} prints it and {@code cansend} takes it (can-utils). The
 * methods that append make no objects: they are called for every frame of a full bus.
 *
 * <pre>
 *   log      123#DEADBEEF  12345678#  123#R4  123##5AABB  20000084#...   (flags of FD: 1 BRS 2 ESI 4 FDF)
 *   sent     123#DE.AD.BE.EF  123##1.AA.BB
 *   raw DLC  123#1122334455667788_E  123#R8_9   a classic frame of 8 bytes with a code of 9 to 15
 *   console  123   [4]  DE AD BE EF      124  [03]  01 02 03      123   [4]  remote request
 * </pre>
 */
public final class FrameText {
  /** Bit 29 of a log's identifier marks an error frame (CAN_ERR_FLAG of linux/can.h). */
  static final int ERROR_FLAG = 0x2000_0000;

  static final int BRS = 1;
  static final int ESI = 2;
  private static final int FDF = 4;
  private static final int LONG_ID = 8;
  private static final int SHORT_ID = 3;

  /** Data columns of the console end after so many bytes; what follows is aligned to that. */
  private static final int COLUMNS = 8;

  private static final String DIGITS = "0123456789ABCDEF";

  /**
   * What the console shows.
   *
   * @param ascii the bytes as characters, too, when there are 8 or fewer (candump -a)
   * @param rawDlc the data length code of classic frames in braces, in place of the length (-8)
   */
  public record View(boolean ascii, boolean rawDlc) {
    /** Neither. */
    public static final View PLAIN = new View(false, false);
  }

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
    appendConsole(text, frame, View.PLAIN, false);
    return text.toString();
  }

  /**
   * As {@code candump} shows it, without interface and time.
   *
   * @param indented moves 11-bit identifiers to the right, below those of 29 bits
   */
  public static void appendConsole(StringBuilder text, Frame frame, View view, boolean indented) {
    if (indented && !frame.isExtended() && !frame.isError()) {
      text.append("     ");
    }
    appendId(text, frame);
    int length = frame.length();
    if (frame.isFd()) {
      text.append("  [").append((char) ('0' + length / 10)).append((char) ('0' + length % 10));
      text.append("] ");
    } else if (view.rawDlc) {
      text.append("   {").append(DIGITS.charAt(frame.dlc())).append("} ");
    } else {
      text.append("   [").append((char) ('0' + length)).append("] ");
    }
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
    } else if (view.ascii && length <= COLUMNS) {
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
    appendRawDlc(text, frame);
  }

  private static void appendRawDlc(StringBuilder text, Frame frame) {
    if (hasRawDlc(frame)) {
      text.append('_').append(DIGITS.charAt(frame.dlc()));
    }
  }

  private static boolean hasRawDlc(Frame frame) {
    return !frame.isFd() && frame.dlc() > COLUMNS;
  }

  private static void appendData(StringBuilder text, Frame frame, char between) {
    for (int index = 0; index < frame.length(); index++) {
      if (between != '\0' && index > 0) {
        text.append(between);
      }
      appendByte(text, frame.at(index));
    }
    appendRawDlc(text, frame);
  }

  private static void appendByte(StringBuilder text, byte value) {
    text.append(DIGITS.charAt(value >> 4 & 0xF)).append(DIGITS.charAt(value & 0xF));
  }

  /**
   * Reads a frame as {@code cansend} takes it: {@code 123#DE.AD}, {@code 12345678##1AABB}, {@code
   * 123#R4}, {@code 123#1122334455667788_E}. Three digits make an 11-bit identifier, eight a 29-bit
   * one. Data of an FD frame are filled with zeros to the next length that FD has (ISO
   * 11898-1:2015, table 5).
   *
   * @throws IllegalArgumentException with what is wrong and an example
   */
  public static Frame parse(String text) {
    return new FrameParser(text).parse();
  }
}
