// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.candump;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log from its beginning, one frame at a time. As for canplayer, a line that doesn't begin
 * with '(' is a comment.
 */
public final class LogReader implements Closeable {
  private final String name;
  private final BufferedReader lines;
  private long line;

  /**
   * @param name of the file, as messages shall name it
   */
  public LogReader(String name, BufferedReader lines) {
    this.name = name;
    this.lines = lines;
  }

  /**
   * The next frame; null at the end.
   *
   * @throws IllegalArgumentException with file, line, and what is wrong with it
   */
  public @Nullable LoggedFrame next() throws IOException {
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      line++;
      if (text.startsWith("(")) {
        try {
          return CandumpLog.parse(text);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(name + ":" + line + ": " + e.getMessage(), e);
        }
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
