// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.BitRates;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loads against figures that can be counted by hand. */
class LoadMeterTest {
  private static final long SECOND = 1_000_000_000L;

  /** 0x555 and 0x55 never have five equal bits in a row but in the parts between. */
  private static final Frame FRAME = Frame.classic(0x123, new byte[8]);

  @Test
  void aFullBusIsBusyAllTheTime() {
    LoadMeter meter = new LoadMeter(new BitRates(500_000, 2_000_000));
    // The best case of eight bytes: 111 bits with the intermission, 4,505 frames a second at most.
    Frame unstuffed = Frame.classic(0x555, bytes(0x55));
    meter.add(unstuffed);
    long bits = meter.report(SECOND).bits();
    assertTrue(bits >= 111 && bits <= 114, "" + bits);
    for (int n = 0; n < 500_000 / bits; n++) {
      meter.add(unstuffed);
    }
    double busy = meter.report(SECOND).busy();
    assertTrue(busy > 0.999 && busy <= 1.0, "" + busy);
  }

  private static byte[] bytes(int value) {
    byte[] data = new byte[8];
    java.util.Arrays.fill(data, (byte) value);
    return data;
  }

  @Test
  void theBusiestIdentifierComesFirst() {
    LoadMeter meter = new LoadMeter(BitRates.DEFAULT);
    meter.add(Frame.classic(0x300, (byte) 1));
    meter.add(Frame.classic(0x300, (byte) 1));
    meter.add(Frame.extended(0x100, (byte) 1));
    meter.add(Frame.classic(0x100, (byte) 1));
    meter.add(Frame.classic(0x200));
    LoadMeter.Report report = meter.report(SECOND);
    assertEquals(5, report.frames());
    assertEquals(5.0, report.framesPerSecond());
    assertEquals(8 * 4, report.payloadBits());
    assertEquals(
        List.of(0x300, 0x100, 0x100, 0x200),
        report.ids().stream().map(LoadMeter.IdLoad::id).toList());
    assertTrue(report.ids().get(1).extended());
    assertEquals(
        report.busy(), report.ids().stream().mapToDouble(LoadMeter.IdLoad::busy).sum(), 1e-12);
  }

  @Test
  void eachReportBeginsAnew() {
    LoadMeter meter = new LoadMeter(BitRates.DEFAULT);
    meter.add(FRAME);
    assertEquals(1, meter.report(SECOND).frames());
    LoadMeter.Report second = meter.report(SECOND);
    assertEquals(0, second.frames());
    assertEquals(0, second.bits());
    assertEquals(List.of(), second.ids());
  }

  @Test
  void aFasterDataPhaseMakesLessLoadOfTheSameBits() {
    LoadMeter slow = new LoadMeter(new BitRates(500_000, 500_000));
    LoadMeter fast = new LoadMeter(new BitRates(500_000, 2_000_000));
    Frame frame = Frame.fd(0x123, new byte[64]);
    slow.add(frame);
    fast.add(frame);
    LoadMeter.Report slowly = slow.report(SECOND);
    LoadMeter.Report quickly = fast.report(SECOND);
    assertEquals(slowly.bits(), quickly.bits());
    assertTrue(quickly.bits() > quickly.payloadBits(), quickly::toString);
    // All bits at one rate: what they last is their number.
    assertEquals(slowly.bits() / 500_000.0, slowly.busy(), 1e-6);
    assertTrue(quickly.busy() < slowly.busy() / 2, quickly + " " + slowly);
  }

  @Test
  void errorFramesAndRemoteFramesHaveNoPayload() {
    LoadMeter meter = new LoadMeter(BitRates.DEFAULT);
    meter.add(Frame.of(4, Frame.ERROR, 8, new byte[8]));
    meter.add(Frame.of(0x123, Frame.REMOTE, 8, new byte[0]));
    LoadMeter.Report report = meter.report(SECOND);
    assertEquals(1, report.frames());
    assertEquals(0, report.payloadBits());
  }
}
