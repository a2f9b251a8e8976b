// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.manifest.Inventory;
import dev.dcmrig.uptane.manifest.VehicleManifest;
import dev.dcmrig.uptane.manifest.VersionReport;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.verify.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the bench's director makes of reports that are missing, or tell of no image. */
class BenchReportsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final String VIN = "JTDEMOVIN00000001";
  private static final String DCM = VIN + "-dcm";
  private static final String HEAD_UNIT = VIN + "-navigation";
  private static final String GNSS = VIN + "-gnss";

  private final SigningKey key = BenchKeys.key("any");
  private final BenchReports reports =
      new BenchReports(
          new Inventory(VIN, DCM, Map.of(DCM, entry(), HEAD_UNIT, entry(), GNSS, entry())));
  private long counter;

  private Inventory.Entry entry() {
    return new Inventory.Entry(key.verificationKey(), "HW-1");
  }

  private static Target ordered(String ecu) {
    return new Target(
        ecu + "-2.bin",
        1,
        Map.of("sha256", "ab"),
        Set.of("HW-1"),
        OptionalLong.of(2),
        Map.of(ecu, "HW-1"));
  }

  private void tell(Map<String, String> imageByEcu) throws Rejection {
    counter++;
    Map<String, Map<String, Object>> signed = new TreeMap<>();
    imageByEcu.forEach(
        (ecu, image) ->
            signed.put(
                ecu,
                new VersionReport(ecu, image, 1, Map.of("sha256", "ab"), "", NOW, counter)
                    .signedBy(key)));
    reports.manifest(VehicleManifest.bytes(VIN, DCM, signed, key), NOW);
  }

  @Test
  void aCarThatSleepsIsUpdatedWithoutItsSecondariesReports() throws Rejection {
    reports.ordered(List.of(ordered(DCM)), NOW);
    tell(Map.of(DCM, "old"));
    tell(Map.of(DCM, DCM + "-2.bin"));

    assertEquals(List.of(), reports.noticed(NOW));
  }

  @Test
  void whereASecondaryIsOrderedSomethingAllReport() {
    reports.ordered(List.of(ordered(HEAD_UNIT)), NOW);

    assertThrows(Rejection.class, () -> tell(Map.of(DCM, "old")));
    assertEquals(List.of("PARTIAL_BUNDLE"), reports.noticed(NOW));
  }

  @Test
  void oneReportThatIsLeftOutIsNoticedInAnyCar() {
    reports.ordered(List.of(ordered(DCM)), NOW);

    assertThrows(Rejection.class, () -> tell(Map.of(DCM, "old", GNSS, "old")));
    assertEquals(List.of("PARTIAL_BUNDLE"), reports.noticed(NOW));
  }

  @Test
  void anEcuWithoutSoftwareHasNotTakenItsImage() throws Rejection {
    reports.ordered(List.of(ordered(HEAD_UNIT)), NOW);
    tell(Map.of(DCM, "old", GNSS, "old", HEAD_UNIT, "old"));
    tell(Map.of(DCM, "old", GNSS, "old", HEAD_UNIT, VersionReport.NO_IMAGE));

    assertEquals(List.of(), reports.noticed(NOW));

    reports.ordered(List.of(ordered(HEAD_UNIT), ordered(GNSS)), NOW);
    tell(Map.of(DCM, "old", GNSS, GNSS + "-2.bin", HEAD_UNIT, VersionReport.NO_IMAGE));

    assertEquals(List.of("PARTIAL_BUNDLE"), reports.noticed(NOW));
  }

  @Test
  void anImageThatWasNeverOrderedIsNoticed() throws Rejection {
    reports.ordered(List.of(ordered(HEAD_UNIT)), NOW);
    tell(Map.of(DCM, "old", GNSS, "old", HEAD_UNIT, "old"));
    tell(Map.of(DCM, "old", GNSS, "old", HEAD_UNIT, "other"));

    assertEquals(List.of("MIXED_BUNDLE"), reports.noticed(NOW));
  }
}
