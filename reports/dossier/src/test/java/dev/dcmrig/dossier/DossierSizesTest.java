// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dossier of 500 scenarios stays small enough to be sent and opened. */
@Tag("slow")
class DossierSizesTest {
  private static final int SCENARIOS = 500;
  private static final long MAX_HTML_BYTES = 15L << 20;

  @TempDir private Path folder = Path.of("");

  @Test
  void aDossierOfFiveHundredScenariosIsSmall() throws IOException {
    Path run = DossierRuns.run(folder, "many", true, Verdict.PASSED, SCENARIOS);
    Path out = folder.resolve("out");
    DossierWriter.write(
        new DossierWriter.Request(
            List.of(run),
            Map.of(),
            DossierRuns.sets(),
            "en",
            null,
            List.of(),
            Instant.parse("2026-11-30T12:00:00Z"),
            "DCM Rig",
            "0"),
        out);
    assertTrue(Files.size(out.resolve(DossierWriter.HTML)) < MAX_HTML_BYTES);
    assertTrue(Files.size(out.resolve(DossierWriter.PDF)) < MAX_HTML_BYTES);
    assertTrue(Files.readString(out.resolve(DossierWriter.HTML)).contains("sc-sos-a-499"));
  }
}
