// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.msd;

import dev.dcmrig.ecall.msd.MsdField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the fields of a message: where each begins, its bits, and what they say. */
final class MsdTable {
  /** Bits of one line; a longer field goes on in the next. */
  private static final int BITS_OF_A_LINE = 32;

  private static final int NIBBLE = 4;
  private static final String ROW = "%5s  %4s  %-39s  %-42s  %-12s  %s";

  private final byte[] bytes;
  private final List<String> lines = new ArrayList<>();

  private MsdTable(byte[] bytes) {
    this.bytes = bytes;
  }

  static List<String> draw(byte[] bytes, List<MsdField> fields) {
    MsdTable table = new MsdTable(bytes);
    table.row("bit", "bits", "value", "field", "raw", "meaning");
    fields.forEach(table::field);
    return table.lines;
  }

  private void field(MsdField field) {
    int first = Math.min(field.bits(), BITS_OF_A_LINE);
    row(
        String.valueOf(field.bit()),
        String.valueOf(field.bits()),
        bits(field.bit(), first),
        field.name(),
        field.raw(),
        field.meaning());
    for (int done = first; done < field.bits(); done += BITS_OF_A_LINE) {
      int more = Math.min(field.bits() - done, BITS_OF_A_LINE);
      row("", "", bits(field.bit() + done, more), "", "", "");
    }
  }

  private String bits(int from, int count) {
    StringBuilder drawn = new StringBuilder();
    for (int i = 0; i < count; i++) {
      if (i > 0 && i % NIBBLE == 0) {
        drawn.append(' ');
      }
      int at = from + i;
      drawn.append(bytes[at / 8] >> (7 - at % 8) & 1);
    }
    return drawn.toString();
  }

  private void row(String... cells) {
    lines.add(String.format(Locale.ROOT, ROW, (Object[]) cells).stripTrailing());
  }
}
