// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.candump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Holds the notation to what cansend and candump made of it in a kernel; see make_cansend.py. */
class CansendGoldenTest {

  private static List<String[]> vectors() throws IOException {
    try (var in =
        Objects.requireNonNull(
            CansendGoldenTest.class.getResourceAsStream("/candump/cansend.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("# "))
          .map(line -> line.split("\t"))
          .toList();
    }
  }

  @Test
  void whatCansendTakesIsReadAsItSendsIt() throws IOException {
    List<String[]> vectors = vectors();
    assertEquals(400, vectors.size());
    for (String[] vector : vectors) {
      assertEquals(FrameText.parse(vector[1]), FrameText.parse(vector[0]), vector[0]);
    }
  }

  @Test
  void framesAreWrittenAsCandumpWritesThem() throws IOException {
    int fd = 0;
    for (String[] vector : vectors()) {
      String ours = FrameText.log(FrameText.parse(vector[0]));
      // Kernels from 6.0 on say with bit 2 of the flags that a frame is FD; others say nothing.
      int flags = vector[1].indexOf("##") + 2;
      fd += flags > 1 ? 1 : 0;
      assertEquals(withoutFdf(vector[1], flags), withoutFdf(ours, flags), vector[0]);
    }
    assertTrue(fd > 50, fd + " FD frames");
  }

  private static String withoutFdf(String log, int flags) {
    if (flags < 2) {
      return log;
    }
    int bits = Integer.parseInt(log, flags, flags + 1, 16) & ~4;
    return log.substring(0, flags) + bits + log.substring(flags + 1);
  }
}
