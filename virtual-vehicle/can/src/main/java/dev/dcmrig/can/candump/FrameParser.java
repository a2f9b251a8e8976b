// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.candump;

import dev.dcmrig.can.Frame;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one frame in {@code cansend}'s notation; {@link FrameText} shows it. */
final class FrameParser {
  private static final int MAX_BYTES = 64;
  private static final int CLASSIC_BYTES = 8;
  private static final int XL_ID = 5;

  /** Bytes, each with a dot before it or none, and a raw data length code. */
  private static final Pattern DATA =
      Pattern.compile("((?:\\.?[0-9A-Fa-f]{2})*+)\\.?(?:_([0-9A-Fa-f]))?");

  private static final Pattern REMOTE = Pattern.compile("[Rr]([0-8]?)(?:_([0-9A-Fa-f]))?");

  private final String text;

  FrameParser(String text) {
    this.text = text;
  }

  Frame parse() {
    int hash = text.indexOf('#');
    if (hash == XL_ID) {
      throw wrong("it looks like one of CAN XL, which is not supported");
    }
    if (hash != 3 && hash != 8) {
      throw wrong("the identifier before '#' has 3 digits (11 bits) or 8 (29 bits)");
    }
    int id = hex(text.substring(0, hash));
    int flags = hash == 8 ? Frame.EXTENDED : 0;
    if (hash == 8 && (id & FrameText.ERROR_FLAG) != 0) {
      flags = Frame.ERROR;
      id &= Frame.MAX_EXTENDED_ID;
    }
    String rest = text.substring(hash + 1);
    if (rest.startsWith("R") || rest.startsWith("r")) {
      return remote(id, flags, rest);
    }
    return rest.startsWith("#") ? fd(id, flags, rest.substring(1)) : classic(id, flags, rest);
  }

  private Frame remote(int id, int flags, String rest) {
    Matcher remote = REMOTE.matcher(rest);
    if (!remote.matches()) {
      throw wrong("after R comes a length from 0 to 8, or nothing; R8_9 has the raw DLC 9");
    }
    int asked = remote.group(1).isEmpty() ? 0 : Integer.parseInt(remote.group(1));
    return withRawDlc(frame(id, flags | Frame.REMOTE, asked, new byte[0]), remote.group(2));
  }

  private Frame fd(int id, int flags, String rest) {
    if (rest.isEmpty()) {
      throw wrong("after '##' comes one digit of flags: 1 BRS, 2 ESI");
    }
    int bits = hex(rest.substring(0, 1));
    int all =
        flags
            | Frame.FD
            | ((bits & FrameText.BRS) != 0 ? Frame.BRS : 0)
            | ((bits & FrameText.ESI) != 0 ? Frame.ESI : 0);
    Matcher data = data(rest.substring(1));
    if (data.group(2) != null) {
      throw wrong("a raw DLC ('_') is one of a classic frame");
    }
    byte[] bytes = bytes(data.group(1));
    int length = Frame.fdLength(Frame.fdCode(bytes.length));
    return frame(id, all, length, Arrays.copyOf(bytes, length));
  }

  private Frame classic(int id, int flags, String rest) {
    Matcher data = data(rest);
    byte[] bytes = bytes(data.group(1));
    return withRawDlc(frame(id, flags, bytes.length, bytes), data.group(2));
  }

  private Frame withRawDlc(Frame frame, @Nullable String digit) {
    if (digit == null) {
      return frame;
    }
    if (frame.length() != CLASSIC_BYTES || frame.isError()) {
      throw wrong("a raw DLC ('_') is one of a classic frame of 8 bytes");
    }
    int code = hex(digit);
    if (code <= CLASSIC_BYTES) {
      throw wrong("a raw DLC ('_') is 9 to F");
    }
    return frame.withRawDlc(code);
  }

  private Matcher data(String rest) {
    Matcher data = DATA.matcher(rest);
    if (data.matches()) {
      return data;
    }
    String digits = rest.replace(".", "");
    int end = digits.indexOf('_');
    if (!(end < 0 ? digits : digits.substring(0, end)).matches("[0-9A-Fa-f]*")) {
      throw wrong("the data are not hexadecimal");
    }
    if (end >= 0) {
      throw wrong("after '_' comes one digit, the raw DLC: 9 to F");
    }
    throw wrong(
        digits.length() % 2 != 0
            ? "the data have half a byte too much or too little"
            : "one dot may stand between two bytes");
  }

  private byte[] bytes(String data) {
    String digits = data.replace(".", "");
    if (digits.length() > 2 * MAX_BYTES) {
      throw wrong("a frame has at most 64 bytes");
    }
    return HexFormat.of().parseHex(digits);
  }

  private Frame frame(int id, int flags, int length, byte[] data) {
    try {
      return Frame.of(id, flags, length, data);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private int hex(String digits) {
    if (!digits.matches("[0-9A-Fa-f]+")) {
      throw wrong("'" + digits + "' is not hexadecimal");
    }
    return Integer.parseUnsignedInt(digits, 16);
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is no frame: "
            + why
            + "; write for instance 123#DEADBEEF, 12345678#01, "
            + "123#R4, 123##1AABB");
  }
}
