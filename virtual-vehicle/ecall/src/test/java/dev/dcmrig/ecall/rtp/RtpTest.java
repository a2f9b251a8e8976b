// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.rtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RtpTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Test
  void theHeaderIsAsRfc3550DrawsIt() throws RtpException {
    RtpPacket packet = new RtpPacket(0, true, 0x1234, 0x89ABCDEFL, 0xDEADBEEFL, new byte[] {1, 2});
    byte[] bytes = hex("80 80 1234 89ABCDEF DEADBEEF 0102");
    assertArrayEquals(bytes, packet.encode());
    assertEquals(packet, RtpPacket.decode(bytes));
  }

  @Test
  void sourcesExtensionAndPaddingOfOthersAreTakenOff() throws RtpException {
    byte[] bytes = hex("B1 08 0001 00000002 00000003 AAAAAAAA BEDE0001 11223344 5566 0002");
    RtpPacket packet = RtpPacket.decode(bytes);
    assertArrayEquals(hex("5566"), packet.payload());
    assertEquals(8, packet.payloadType());
    assertFalse(packet.marker());
  }

  @Test
  void whatIsNoRtpIsRefused() {
    assertThrows(RtpException.class, () -> RtpPacket.decode(new byte[11]));
    assertThrows(RtpException.class, () -> RtpPacket.decode(new byte[12]));
    assertThrows(RtpException.class, () -> RtpPacket.decode(hex("8100 0001 00000002 00000003")));
    assertThrows(RtpException.class, () -> RtpPacket.decode(hex("9000 0001 00000002 00000003")));
    assertThrows(
        RtpException.class,
        () -> RtpPacket.decode(hex("9000 0001 00000002 00000003 BEDE FFFF 00")));
    assertThrows(RtpException.class, () -> RtpPacket.decode(hex("A000 0001 00000002 00000003 05")));
    assertThrows(RtpException.class, () -> RtpPacket.decode(hex("A000 0001 00000002 00000003 00")));
  }

  @Property(seed = "3550", tries = 3000)
  void anyBytesGiveAPacketOrAnRtpException(@ForAll @Size(max = 60) byte[] bytes) {
    if (bytes.length > 0) {
      bytes[0] = (byte) (0x80 | bytes[0] & 0x3F);
    }
    try {
      RtpPacket.decode(bytes);
    } catch (RtpException e) {
      assertTrue(e.getMessage().length() > 0);
    }
  }

  @Test
  void aSenderCountsOnAndOverTheEnd() {
    RtpSender sender = new RtpSender(0, 0xFFFF, 0xFFFF_FFFFL - 159, 42);
    RtpPacket first = sender.next(new byte[160]);
    RtpPacket second = sender.next(new byte[160]);
    sender.skip(38_400);
    RtpPacket third = sender.next(new byte[160]);
    assertTrue(first.marker());
    assertFalse(second.marker());
    assertTrue(third.marker());
    assertEquals(0xFFFF, first.sequenceNumber());
    assertEquals(0, second.sequenceNumber());
    assertEquals(0, second.timestamp());
    assertEquals(160 + 38_400, third.timestamp());
  }

  @Test
  void aReceiverTellsGapsDuplicatesAndStrangers() {
    RtpReceiver receiver = new RtpReceiver(0);
    assertEquals(RtpReceiver.Arrival.IN_ORDER, receiver.accept(packet(0, 65_534, 1)));
    assertEquals(RtpReceiver.Arrival.IN_ORDER, receiver.accept(packet(0, 65_535, 1)));
    assertEquals(RtpReceiver.Arrival.IN_ORDER, receiver.accept(packet(0, 2, 1)));
    assertEquals(2, receiver.lost());
    assertEquals(RtpReceiver.Arrival.LATE, receiver.accept(packet(0, 1, 1)));
    assertEquals(1, receiver.lost());
    assertEquals(RtpReceiver.Arrival.DUPLICATE, receiver.accept(packet(0, 2, 1)));
    assertEquals(RtpReceiver.Arrival.OTHER_SOURCE, receiver.accept(packet(0, 3, 9)));
    assertEquals(RtpReceiver.Arrival.WRONG_PAYLOAD_TYPE, receiver.accept(packet(8, 3, 1)));
    assertEquals(1, receiver.wrongPayloadType());
    assertEquals(4, receiver.received());
  }

  private static RtpPacket packet(int payloadType, int sequenceNumber, long ssrc) {
    return new RtpPacket(payloadType, false, sequenceNumber, 0, ssrc, new byte[1]);
  }

  @Test
  void silenceIsAllOnes() {
    byte[] silence = Pcmu.encode(new short[160]);
    byte[] expected = new byte[160];
    Arrays.fill(expected, Pcmu.SILENCE);
    assertArrayEquals(expected, silence);
  }
}
