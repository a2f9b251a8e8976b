// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.gen;

import dev.dcmrig.can.Frame;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What frames a {@link FrameGenerator} makes, in the words of {@code cangen}'s options.
 *
 * @param identifier how identifiers are chosen; the fixed one is {@code fixedId}
 * @param length how lengths are chosen; the fixed one is {@code fixedLength}, in bytes
 * @param data how data are chosen; the fixed ones are {@code fixedData}, with zeros after them
 * @param drawnBits bits of the fixed data that are drawn all the same
 * @param format {@link Frame#EXTENDED}, {@link Frame#REMOTE}, {@link Frame#FD}, {@link Frame#BRS},
 *     {@link Frame#ESI}
 * @param mixed draws the format of each frame after the first
 * @param rawDlc classic frames may have a data length code of 9 to 15, which means 8 bytes
 */
public record FrameRecipe(
    Choice identifier,
    int fixedId,
    Choice length,
    int fixedLength,
    Choice data,
    byte[] fixedData,
    byte[] drawnBits,
    int format,
    boolean mixed,
    boolean rawDlc) {

  private static final int CLASSIC_BYTES = 8;
  private static final int FD_BYTES = 64;
  private static final int MAX_DLC = 15;

  /**
   * @throws IllegalArgumentException when no frame can be made of it, with the reason
   */
  public FrameRecipe {
    boolean fd = (format & Frame.FD) != 0;
    if (fd && (format & Frame.REMOTE) != 0) {
      throw new IllegalArgumentException("CAN FD has no remote frames: leave out -R or -f, -b, -E");
    }
    int most = (format & Frame.EXTENDED) != 0 ? Frame.MAX_EXTENDED_ID : Frame.MAX_BASE_ID;
    if (fixedId < 0 || fixedId > most) {
      throw new IllegalArgumentException(
          "identifier "
              + Integer.toHexString(fixedId).toUpperCase(Locale.ROOT)
              + (most == Frame.MAX_BASE_ID
                  ? " has more than 11 bits: give -e for identifiers of 29 bits"
                  : " has more than 29 bits"));
    }
    if (fd && rawDlc && !mixed) {
      throw new IllegalArgumentException(
          "a raw DLC (-8) is one of a classic frame: leave out -8 or -f, -b, -E");
    }
    int bytes = fd || mixed ? FD_BYTES : CLASSIC_BYTES;
    int longest = rawDlc && !mixed ? MAX_DLC : bytes;
    if (fixedLength < 0 || fixedLength > longest || fixedData.length > bytes) {
      throw new IllegalArgumentException(
          "0 to "
              + bytes
              + " bytes are possible"
              + (longest > bytes ? ", and lengths of 9 to 15 as codes" : "")
              + (fd ? "" : "; up to 64 with -f"));
    }
  }

  /** Random frames with identifiers of 11 bits, as {@code cangen} makes them without options. */
  public static FrameRecipe random() {
    return parse("r", "r", "r", 0, false);
  }

  /**
   * The recipe of {@code cangen}'s option values.
   *
   * @param id {@code r}, {@code e} (even), {@code o} (odd), {@code i} or hexadecimal digits (-I)
   * @param length {@code r}, {@code i} or a decimal number of bytes (-L)
   * @param data {@code r}, {@code i} or hexadecimal bytes, where an x is a digit that is drawn (-D)
   * @throws IllegalArgumentException with the option and what is wrong with it
   */
  public static FrameRecipe parse(
      String id, String length, String data, int format, boolean mixed) {
    return parse(id, length, data, format, mixed, false);
  }

  /**
   * The same, with {@code rawDlc} (-8).
   *
   * @throws IllegalArgumentException with the option and what is wrong with it
   */
  public static FrameRecipe parse(
      String id, String length, String data, int format, boolean mixed, boolean rawDlc) {
    Choice byId =
        switch (id) {
          case "e" -> Choice.RANDOM_EVEN;
          case "o" -> Choice.RANDOM_ODD;
          default -> choice(id);
        };
    Choice byLength = choice(length);
    Choice byData = choice(data);
    int fixedId = 0;
    int fixedLength = 0;
    byte[] fixedData = new byte[0];
    try {
      fixedId = byId == Choice.FIXED ? Integer.parseInt(id, 16) : 0;
    } catch (NumberFormatException e) {
      throw wrong("-I", id, "an identifier in hexadecimal digits, as 1F5", e);
    }
    try {
      fixedLength = byLength == Choice.FIXED ? Integer.parseInt(length) : 0;
    } catch (NumberFormatException e) {
      throw wrong("-L", length, "a number of bytes, as 8", e);
    }
    try {
      fixedData = byData == Choice.FIXED ? bytes(data.replaceAll("[xX]", "0")) : fixedData;
    } catch (IllegalArgumentException e) {
      throw wrong("-D", data, "whole bytes in hexadecimal digits, as 11AA22 or 11xx22", e);
    }
    byte[] drawn = new byte[0];
    if (byData == Choice.FIXED) {
      drawn = bytes(data.replaceAll("[^xX]", "0").replaceAll("[xX]", "F"));
    }
    return new FrameRecipe(
        byId, fixedId, byLength, fixedLength, byData, fixedData, drawn, format, mixed, rawDlc);
  }

  private static byte[] bytes(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static Choice choice(String text) {
    return switch (text) {
      case "r" -> Choice.RANDOM;
      case "i" -> Choice.COUNTING;
      default -> Choice.FIXED;
    };
  }

  private static IllegalArgumentException wrong(
      String option, String value, String wanted, IllegalArgumentException cause) {
    return new IllegalArgumentException(
        option
            + " "
            + value
            + ": give "
            + wanted
            + ", or 'r' for random values, 'i' for counting ones"
            + (option.equals("-I") ? ", 'e' and 'o' for even and odd ones" : ""),
        cause);
  }
}
