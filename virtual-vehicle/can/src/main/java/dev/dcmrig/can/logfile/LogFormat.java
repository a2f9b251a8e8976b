// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.logfile;

import dev.dcmrig.can.candump.LogReader;
import dev.dcmrig.can.candump.LogWriter;
import dev.dcmrig.can.log.FrameReader;
import dev.dcmrig.can.log.FrameWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The formats of logs. A file's format follows from the end of its name; whoever reads or writes
 * logs of frames finds here how.
 */
public enum LogFormat {
  /** As can-utils write it; what has no known end of its name is read so, too. */
  CANDUMP("log") {
    @Override
    public FrameReader reader(String name, InputStream bytes) throws IOException {
      return LogReader.of(name, bytes);
    }

    @Override
    public FrameWriter writer(OutputStream bytes) {
      return new LogWriter(bytes);
    }
  };

  private final String suffix;

  LogFormat(String suffix) {
    this.suffix = suffix;
  }

  /**
   * Reads a log.
   *
   * @param name of the file, as messages shall name it
   */
  public abstract FrameReader reader(String name, InputStream bytes) throws IOException;

  /** Writes a log. */
  public abstract FrameWriter writer(OutputStream bytes) throws IOException;

  /** The end of such a file's name, behind the dot. */
  public String suffix() {
    return suffix;
  }

  /** The format that a file's name says; empty when it says none. */
  public static Optional<LogFormat> of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(each -> name.endsWith("." + each.suffix)).findFirst();
  }
}
