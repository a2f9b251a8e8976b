// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import dev.dcmrig.uds.data.EcuFile;
import dev.dcmrig.uds.data.EcuFile.Data;
import dev.dcmrig.uds.data.EcuFile.Origin;
import dev.dcmrig.uds.data.TrustData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An ECU whose file has all data by identifier that verification needs. */
final class KeyedEcuFile {
  private KeyedEcuFile() {}

  private static Data data(int did, Optional<Origin> from, String... sessions) {
    return new Data(
        "0x%04X".formatted(did),
        "trust",
        Optional.empty(),
        Optional.empty(),
        0,
        from,
        List.of(sessions),
        0);
  }

  static EcuFile file() {
    return new EcuFile(
        "head unit",
        Duration.ofMillis(50),
        Duration.ofSeconds(5),
        List.of(),
        List.of(
            data(TrustData.NONCE, Optional.of(Origin.TIME_NONCE)),
            data(TrustData.TIME, Optional.empty(), "extended"),
            data(TrustData.ROOT, Optional.empty(), "extended"),
            data(TrustData.TARGETS, Optional.empty(), "extended"),
            data(TrustData.REPORT, Optional.of(Origin.VERSION_REPORT))),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }
}
