// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The structures that an ISO-TP socket is set up with, and what they can't hold. */
class IsoTpSettingsTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Test
  void theStructuresAreTheKernels() {
    Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    IsoTpSettings plain = IsoTpSettings.between(0x7E0, 0x7E8);
    assertArrayEquals(hex("00000000 00000000 00 00 00 00"), plain.options());
    assertArrayEquals(hex("00 00 00"), plain.flowControl());
    assertArrayEquals(hex("10 08 00"), plain.linkLayer());
    IsoTpSettings rich =
        plain
            .withExtendedAddress(0xA1, 0xA2)
            .withPadding(0xCC, true)
            .withFlowControl(8, 0xF5, 3)
            .withFd(64, true);
    assertArrayEquals(hex("3e020000 00000000 a1 cc cc a2"), rich.options());
    assertArrayEquals(hex("08 f5 03"), rich.flowControl());
    assertArrayEquals(hex("48 40 01"), rich.linkLayer());
  }

  @Test
  void anIdentifierAbove7FfHas29Bits() {
    IsoTpSettings settings = IsoTpSettings.between(0x18DA10F1, 0x7E8);
    assertEquals(0x98DA10F1, settings.txRawId());
    assertEquals(0x7E8, settings.rxRawId());
    assertEquals(0x80000001, IsoTpSettings.between(1, true, 2, true).txRawId());
  }

  @Test
  void whatCanNotBeIsRefusedWithTheReason() {
    IsoTpSettings plain = IsoTpSettings.between(1, 2);
    refused("needs an identifier of its own", () -> IsoTpSettings.between(1, 1));
    refused("does not fit in 29 bits", () -> IsoTpSettings.between(0x2000_0000, 1));
    refused("0x80: 0 to 0x7F (ms)", () -> plain.withFlowControl(0, 0x80, 0));
    refused("block size 256: 0 to 255", () -> plain.withFlowControl(256, 0, 0));
    refused("FD has 8, 12", () -> plain.withFd(13, false));
    refused("without a padding byte", () -> plain.withPadding(IsoTpSettings.NONE, true));
    refused("needs a transmitted one", () -> plain.withExtendedAddress(IsoTpSettings.NONE, 1));
  }

  private static void refused(String reason, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(reason), message);
  }

  @Test
  void aKernelWithoutItSaysHowToGetIt() {
    assertEquals(
        "can0: this kernel has no ISO-TP sockets; load them: 'modprobe can-isotp' (Linux 5.10 or"
            + " newer, option CAN_ISOTP)",
        IsoTpSocket.refusedSocket("can0", LibC.EPROTONOSUPPORT).getMessage());
    assertTrue(
        BcmSocket.refusedSocket("can0", LibC.EPROTONOSUPPORT)
            .getMessage()
            .contains("'modprobe can-bcm'"));
    assertTrue(
        IsoTpSocket.refusedSocket("can0", LibC.EAFNOSUPPORT).getMessage().contains("can-raw"));
  }
}
