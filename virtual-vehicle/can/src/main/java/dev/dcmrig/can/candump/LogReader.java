// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.candump;

import dev.dcmrig.can.log.FrameReader;
import dev.dcmrig.can.log.LoggedFrame;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log from its beginning, one frame at a time. As for canplayer, a line that doesn't begin
 * with '(' is a comment; but one that holds a frame without its time is refused, so that no frame
 * is lost in silence.
 */
public final class LogReader implements FrameReader {

  /** A line of a log has at most some 200 characters; a longer one is no log's. */
  static final int MAX_LINE = 1 << 16;

  private static final char MARK = '\uFEFF';
  private static final int MARK_BYTES = 3;

  /** An interface and a frame, in the log's form or in the one that candump shows. */
  private static final Pattern NO_TIME =
      Pattern.compile(
          "\\S{1,32}\\s+(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{8})(?:#[#0-9A-Fa-fRr._]*(?:\\s+[RT])?"
              + "|\\s+[\\[{][0-9A-F]{1,2}[\\]}].*)");

  private final String name;
  private final BufferedReader characters;
  private final StringBuilder text = new StringBuilder();
  private long line;
  private boolean first = true;

  /**
   * @param name of the file, as messages shall name it
   */
  public LogReader(String name, Reader characters) {
    this.name = name;
    this.characters =
        characters instanceof BufferedReader buffered ? buffered : new BufferedReader(characters);
  }

  /**
   * Reads bytes: UTF-16 when a byte order mark says so, as a shell of Windows writes what it
   * redirects, else one byte a character.
   *
   * @param name of the file, as messages shall name it
   */
  public static LogReader of(String name, InputStream bytes) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(bytes);
    buffered.mark(MARK_BYTES);
    byte[] begin = buffered.readNBytes(MARK_BYTES);
    buffered.reset();
    Charset charset = StandardCharsets.ISO_8859_1;
    if (startsWith(begin, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16LE;
    } else if (startsWith(begin, 0xFE, 0xFF)) {
      charset = StandardCharsets.UTF_16BE;
    } else if (startsWith(begin, 0xEF, 0xBB, 0xBF)) {
      buffered.skipNBytes(MARK_BYTES);
    }
    return new LogReader(name, new InputStreamReader(buffered, charset));
  }

  private static boolean startsWith(byte[] bytes, int... expected) {
    for (int index = 0; index < expected.length; index++) {
      if (index >= bytes.length || (bytes[index] & 0xFF) != expected[index]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public @Nullable LoggedFrame next() throws IOException {
    while (readLine()) {
      String stripped = text.toString().strip();
      try {
        if (stripped.startsWith("(")) {
          return CandumpLog.parse(stripped);
        }
        if (NO_TIME.matcher(stripped).matches()) {
          throw CandumpLog.wrong(stripped, "the time is missing: record with candump -l or -L");
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ":" + line + ": " + e.getMessage(), e);
      }
    }
    return null;
  }

  /** Fills {@link #text} with the next line; false: there is none. */
  private boolean readLine() throws IOException {
    text.setLength(0);
    int next = characters.read();
    if (next < 0) {
      return false;
    }
    line++;
    for (; next >= 0 && next != '\n'; next = characters.read()) {
      if (text.length() >= MAX_LINE) {
        throw new IllegalArgumentException(
            name
                + ":"
                + line
                + ": a line of more than "
                + MAX_LINE
                + " characters; is this a log?");
      }
      if (!(first && next == MARK)) {
        text.append((char) next);
      }
      first = false;
    }
    first = false;
    return true;
  }

  @Override
  public void close() throws IOException {
    characters.close();
  }
}
