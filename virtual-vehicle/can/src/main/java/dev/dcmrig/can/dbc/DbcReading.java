// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A DBC file that was read leniently, for looking at a bus: what is sound is in {@link #dbc}, and
 * what is not is in {@link #findings}. The rig's own vehicle files are read strictly ({@link
 * Dbc#read}).
 *
 * @param dbc what could be understood
 * @param findings in the order of their lines; at most {@value Findings#MAX_KEPT}
 * @param findingCount all of them, those that are not listed, too
 */
public record DbcReading(Dbc dbc, List<DbcFinding> findings, long findingCount) {

  /**
   * Reads the text of a DBC file.
   *
   * @param fileName as messages shall name it
   * @throws DbcException when nothing of the text is a section of a DBC file
   */
  public static DbcReading of(String fileName, String text) {
    Findings findings = new Findings(fileName, true);
    Dbc dbc = new DbcParser(fileName, text, findings).parse();
    List<DbcFinding> inOrder =
        findings.kept().stream().sorted(Comparator.comparingInt(DbcFinding::line)).toList();
    return new DbcReading(dbc, inOrder, findings.count());
  }

  /**
   * Reads a DBC file in any character set that {@link Dbc#read} knows.
   *
   * @throws DbcException when the file is no DBC file, or larger than {@link DbcText#MAX_BYTES}
   */
  public static DbcReading read(Path file) throws IOException {
    return of(file.toString(), DbcText.read(file));
  }

  /** How many parts of the file are not in the result, of those that are listed. */
  public long leftOut() {
    return findings.stream().filter(each -> each.kind() == DbcFinding.Kind.LEFT_OUT).count();
  }
}
