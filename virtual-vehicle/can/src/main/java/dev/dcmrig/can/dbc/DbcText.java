// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The text of a DBC file. The format names no character set: tools on Windows write their code
 * page, newer ones UTF-8, editors put a byte order mark before it.
 */
final class DbcText {

  /** The largest file that is read, in bytes; a vehicle's is a few million. */
  static final int MAX_BYTES = 64 << 20;

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final char MARK = '\uFEFF';

  private DbcText() {}

  static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new DbcException(
            file.toString(), 1, "more than " + MAX_BYTES + " bytes", "is this a DBC file?");
      }
      return decode(bytes);
    }
  }

  /** UTF-16 if a mark says so, UTF-8 if it is that, else Windows' western code page. */
  static String decode(byte[] bytes) {
    String text;
    if (startsWith(bytes, 0xFF, 0xFE)) {
      text = new String(bytes, StandardCharsets.UTF_16LE);
    } else if (startsWith(bytes, 0xFE, 0xFF)) {
      text = new String(bytes, StandardCharsets.UTF_16BE);
    } else if (startsWith(bytes, 0xEF, 0xBB) && bytes.length > 2 && (bytes[2] & 0xFF) == 0xBF) {
      // The mark of UTF-8 goes first: a tool may have put it before bytes that are none.
      text = utf8OrWindows(Arrays.copyOfRange(bytes, 3, bytes.length));
    } else {
      text = utf8OrWindows(bytes);
    }
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  private static String utf8OrWindows(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, WINDOWS);
    }
  }
}
