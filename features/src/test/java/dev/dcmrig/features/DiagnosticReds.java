// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.features.diagnostics.DiagnosticSteps;
import java.util.stream.Stream;

/** Cases of {@link DiagnosticSteps}. */
final class DiagnosticReds {
  private DiagnosticReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        Reds.of(
                "a tester finds the trouble code of the microphone failed and confirmed",
                e -> e.told.put("1902FF", "59027F" + Evidence.CODE + "2F"),
                p ->
                    p.event(10)
                        .of(DiagnosticSteps.class)
                        .state(Item.MICROPHONE, "failed and confirmed"))
            .about("IND-04")
            .red(
                "state of a trouble code",
                e -> e.told.put("1902FF", "59027F" + Evidence.CODE + "50"),
                "'not stored'",
                "'failed and confirmed'")
            .red(
                "time to the tester's response",
                e -> e.toldAfter = 0.101,
                "0.101 s",
                "at most 0.050 s \u00b1 0.050 s"),
        Reds.of(
                "a tester finds the trouble code of the microphone confirmed in an earlier cycle",
                e -> e.told.put("1902FF", "59027F" + Evidence.CODE + "68"),
                p ->
                    p.event(10)
                        .of(DiagnosticSteps.class)
                        .state(Item.MICROPHONE, "confirmed in an earlier cycle"))
            .about("IND-04")
            .red(
                "state of a trouble code",
                e -> e.told.put("1902FF", "59027F" + Evidence.CODE + "2A"),
                "'confirmed in this cycle'",
                "'confirmed in an earlier cycle'"),
        Reds.of(
                "a tester finds 2 stored trouble codes in the DCM",
                e -> e.told.put("190109", "59017F010002"),
                p -> p.event(10).of(DiagnosticSteps.class).count(2))
            .about("IND-04")
            .red(
                "trouble codes that are stored",
                e -> e.told.put("190109", "59017F010001"),
                "1",
                "exactly 2"),
        Reds.of(
                "a tester finds that the fault of the SIM has come 2 times",
                e -> e.told.put("1906" + Evidence.CODE + "FF", "5906" + Evidence.CODE + "2F0102"),
                p -> p.event(10).of(DiagnosticSteps.class).times(Item.SIM, 2))
            .about("IND-04")
            .red(
                "times that a fault has come",
                e -> e.told.put("1906" + Evidence.CODE + "FF", "5906" + Evidence.CODE + "2F0103"),
                "3",
                "exactly 2"),
        Reds.of(
                "the DCM tells a tester its VIN as its file has it",
                e -> e.told.put("22F190", "62F1905649"),
                p -> p.event(10).of(DiagnosticSteps.class).toldAsDelivered("F190"))
            .about("OTA-07")
            .red(
                "what the DCM tells a tester of itself",
                e -> e.told.put("22F190", "62F1905648"),
                "'VH'",
                "'VI'"),
        Reds.of(
                "the DCM tells a tester \"2.0\" as its software version",
                e -> e.told.put("22F189", "62F189322E3020"),
                p -> p.event(10).of(DiagnosticSteps.class).told("2.0", "F189"))
            .about("OTA-07")
            .red(
                "what the DCM tells a tester of itself",
                e -> e.told.put("22F189", "62F189312E3020"),
                "'1.0'",
                "'2.0'"));
  }
}
