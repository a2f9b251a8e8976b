// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.dbc;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.TextFile;
import dev.dcmrig.can.dbc.DbcException;
import dev.dcmrig.can.dbc.DbcReading;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a DBC file for looking: leniently, and only if it is a plain file. */
public final class DbcFiles {
  private DbcFiles() {}

  /**
   * @throws ConfigurationException when there is no such file, or it is no DBC file
   */
  public static DbcReading read(Path file) throws IOException {
    Problems problems = new Problems();
    TextFile.isRegular(file, file.toString(), problems);
    problems.throwIfAny();
    try {
      return DbcReading.read(file);
    } catch (DbcException e) {
      throw new ConfigurationException(
          new Problem(file.toString(), e.line(), e.what(), e.remedy()));
    }
  }

  /** What the findings come to, such as {@code 2 parts left out, 1 taken with a warning}. */
  public static String summary(DbcReading reading) {
    long leftOut = reading.leftOut();
    long listed = reading.findings().size();
    long more = reading.findingCount() - listed;
    return count(leftOut, "part")
        + " left out, "
        + (listed - leftOut)
        + " taken with a warning"
        + (more > 0 ? ", and " + count(more, "finding") + " more" : "");
  }

  /** Such as {@code 1 signal} or {@code 3 signals}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
