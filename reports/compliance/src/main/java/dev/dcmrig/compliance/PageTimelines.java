// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The timelines of a page, by the number of their scenario: as they are where all fit, otherwise
 * packed, which takes a fifth of the room.
 */
final class PageTimelines {
  private final Map<Integer, byte[]> plain = new TreeMap<>();
  private final Map<Integer, byte[]> packed = new TreeMap<>();
  private boolean allFit = true;
  private int plainLeft;
  private int packedLeft;

  private PageTimelines(int bytes) {
    plainLeft = bytes;
    packedLeft = bytes;
  }

  /**
   * Those of scenarios that did not pass come first.
   *
   * @param bytes that all of them may take together
   */
  static PageTimelines of(RunData run, FrameWords words, int bytes) throws IOException {
    PageTimelines timelines = new PageTimelines(bytes);
    for (boolean passed : new boolean[] {false, true}) {
      for (int number = 0; number < run.scenarios().size() && timelines.packedLeft > 0; number++) {
        ScenarioResult scenario = run.scenarios().get(number);
        if ((scenario.verdict() == Verdict.PASSED) == passed) {
          timelines.add(number, HtmlReport.embeddable(Timelines.of(run, words, scenario)));
        }
      }
    }
    return timelines;
  }

  private void add(int number, byte[] json) throws IOException {
    if (allFit) {
      plainLeft -= json.length + ReportPage.BLOCK_BYTES;
      allFit = plainLeft >= 0;
      plain.put(number, json);
    }
    byte[] small = packed(json);
    packedLeft -= small.length + ReportPage.BLOCK_BYTES;
    if (packedLeft >= 0) {
      packed.put(number, small);
    }
    if (!allFit) {
      plain.clear();
    }
  }

  /** By zlib (RFC 1950), in base64: a script element ends at no letter of it. */
  private static byte[] packed(byte[] json) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
    try (OutputStream zlib = new DeflaterOutputStream(out, deflater)) {
      zlib.write(json);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encode(out.toByteArray());
  }

  /** Scenarios whose timeline the page has. */
  Set<Integer> numbers() {
    return allFit ? plain.keySet() : packed.keySet();
  }

  void write(ReportPage page, OutputStream out) throws IOException {
    ReportPage.Kind kind = allFit ? ReportPage.Kind.JSON : ReportPage.Kind.PACKED;
    for (Map.Entry<Integer, byte[]> each : (allFit ? plain : packed).entrySet()) {
      page.block("timeline-" + each.getKey(), kind, each.getValue(), out);
    }
  }
}
