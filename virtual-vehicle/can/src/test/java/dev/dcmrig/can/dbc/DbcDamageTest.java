// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DBC files that are damaged anywhere: a lenient reader never breaks, and keeps what is sound. */
@Tag("slow")
class DbcDamageTest {

  @Test
  void findingsBeyondALimitAreCountedOnly() {
    StringBuilder body =
        new StringBuilder("BO_ 1 M: 1 A\n SG_ S" + " : 0|8@1+ (1,0) [0|0] \"\" B\n");
    for (int index = 0; index < 3 * Findings.MAX_KEPT; index++) {
      body.append("CM_ SG_ 1 T").append(index).append(" \"gone\";\n");
    }
    DbcReading reading = DbcReading.of("car.dbc", body.toString());
    assertEquals(Findings.MAX_KEPT, reading.findings().size());
    assertEquals(3L * Findings.MAX_KEPT, reading.findingCount());
  }

  /** A damaged vehicle file never breaks the lenient reader, and most of its messages survive. */
  @Test
  void aDamagedFileIsReadAsFarAsItIsSound() throws IOException {
    String whole =
        Files.readString(Path.of(System.getProperty("rig.root"), "hil-configs/dbc/vehicle.dbc"));
    int messages = Dbc.parse("whole.dbc", whole).messages().size();
    SplittableRandom random = new SplittableRandom(5);
    String pieces = "0123456789-+.|@()[]:;,\"M_ \neEmBO_SG_BA_VAL_/*";
    for (int round = 0; round < 2000; round++) {
      StringBuilder damaged = new StringBuilder(whole);
      for (int cuts = random.nextInt(3); cuts >= 0; cuts--) {
        int at = random.nextInt(damaged.length());
        int end = Math.min(damaged.length(), at + random.nextInt(6));
        int from = random.nextInt(pieces.length());
        damaged.replace(
            at, end, pieces.substring(from, Math.min(pieces.length(), from + random.nextInt(4))));
      }
      DbcReading reading = DbcReading.of("damaged.dbc", damaged.toString());
      boolean comment = damaged.indexOf("/*") >= 0;
      assertTrue(
          comment || reading.dbc().messages().size() >= messages - 3,
          () -> round(damaged, reading));
    }
  }

  private static String round(StringBuilder damaged, DbcReading reading) {
    return reading.findings() + "\n" + damaged;
  }
}
