// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Voice in bursts, by what passed on the network. */
class BurstsTest {
  private static final long MILLIS = 1_000_000;

  private static void burst(List<EvidenceItem> packets, long atMillis, int count) {
    for (int index = 0; index < count; index++) {
      packets.add(new EvidenceItem("rtp", (atMillis + 20L * index) * MILLIS, "up"));
    }
  }

  private static Bursts.Asked asked(String quantity, double nominal) {
    return new Bursts.Asked(
        new Question(quantity, Unit.SECOND),
        Limit.nominal(nominal, 0.01, LimitSource.step("words")));
  }

  private static List<Double> values(List<EvidenceItem> packets) {
    return Bursts.of(packets, asked("first", 1), asked("later", 0.2), asked("apart", 5)).stream()
        .map(Measurement::value)
        .toList();
  }

  private static List<EvidenceItem> good() {
    List<EvidenceItem> packets = new ArrayList<>();
    burst(packets, 100, 50);
    burst(packets, 5_900, 10);
    burst(packets, 10_900, 10);
    burst(packets, 15_900, 3);
    return packets;
  }

  @Test
  void eachBurstAndEachIntervalIsMeasured() {
    assertEquals(List.of(1.0, 0.2, 5.0, 0.2, 5.0), values(good()));
  }

  @Test
  void aPacketLessAndALaterBurstAreSeen() {
    List<EvidenceItem> packets = new ArrayList<>();
    burst(packets, 100, 49);
    burst(packets, 5_900, 9);
    burst(packets, 11_000, 10);
    burst(packets, 16_000, 10);
    assertEquals(List.of(0.98, 0.18, 5.1, 0.2, 5.0), values(packets));
  }

  @Test
  void voiceWithoutAPauseIsOneBurst() {
    List<EvidenceItem> packets = new ArrayList<>();
    burst(packets, 0, 1_000);
    List<Measurement> seen =
        Bursts.of(packets, asked("first", 1), asked("later", 0.2), asked("apart", 5));
    assertEquals(1, seen.size());
    assertNull(seen.get(0).value());
  }

  private static String mode(List<EvidenceItem> packets) {
    Question question = new Question("mode", Unit.WORD);
    Limit burst = Limit.is("burst", LimitSource.profile("voice.mode"));
    return Bursts.mode(question, packets, burst).word();
  }

  @Test
  void theWayIsToldByItsPauses() {
    List<EvidenceItem> packets = new ArrayList<>();
    burst(packets, 0, 1_000);
    assertEquals("continuous", mode(packets));
    assertEquals("burst", mode(good()));
    assertEquals("none", mode(List.of()));
  }
}
