// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.isotp.AddressFormat;
import dev.dcmrig.isotp.FlowControlOptions;
import dev.dcmrig.isotp.FrameFormat;
import dev.dcmrig.isotp.IsoTpAddress;
import dev.dcmrig.isotp.IsoTpOptions;
import dev.dcmrig.isotp.NResult;
import dev.dcmrig.isotp.NTimeouts;
import dev.dcmrig.isotp.SeparationTime;
import dev.dcmrig.sim.VirtualTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the kernel is told of a connection, and what it can't do; needs no kernel with CAN. */
class KernelIsoTpOptionsTest {
  private static final IsoTpAddress TESTER = IsoTpAddress.normal(0x7E0, 0x7E8);

  @Test
  void optionsBecomeTheKernels() {
    IsoTpOptions options =
        IsoTpOptions.CLASSIC
            .withFormat(FrameFormat.fd(64).withPadding(0xCC))
            .withFlowControl(
                FlowControlOptions.UNLIMITED
                    .withPace(8, SeparationTime.ofMicros(500))
                    .withWaits(3, 1));
    IsoTpSettings expected =
        IsoTpSettings.between(0x18DA10F1, 0x18DAF110)
            .withPadding(0xCC, false)
            .withFlowControl(8, 0xF5, 3)
            .withFd(64, true);
    assertEquals(
        expected, KernelIsoTpLink.settings("can0", IsoTpAddress.normalFixed(0xF1, 0x10), options));
    assertEquals(
        IsoTpSettings.between(0x6F1, 0x612).withExtendedAddress(0x12, 0xF1),
        KernelIsoTpLink.settings(
            "can0", IsoTpAddress.extended(0x6F1, 0x12, 0x612, 0xF1), IsoTpOptions.CLASSIC));
  }

  @Test
  void whatTheKernelCanNotDoIsRefusedWithTheWayOut() {
    IsoTpOptions slow = IsoTpOptions.CLASSIC.withTimeouts(NTimeouts.STANDARD.withDelays(1, 1));
    refused("use IsoTpStack for others", () -> KernelIsoTpLink.settings("can0", TESTER, slow));
    IsoTpAddress toAll = IsoTpAddress.toAll(AddressFormat.NORMAL, IsoTpAddress.Side.of(0x7DF));
    refused(
        "need both directions",
        () -> KernelIsoTpLink.settings("can0", toAll, IsoTpOptions.CLASSIC));
    refused(
        "the kernel keeps real time",
        () ->
            KernelIsoTpLink.open(
                "can0", new VirtualTimeline(), TESTER, IsoTpOptions.CLASSIC, (time, m) -> {}));
  }

  private static void refused(String reason, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(reason), message);
  }

  @Test
  void theKernelsErrorsHaveTheStandardsNames() {
    assertEquals(NResult.N_TIMEOUT_BS, KernelIsoTpLink.result(LibC.ECOMM, true));
    assertEquals(NResult.N_BUFFER_OVFLW, KernelIsoTpLink.result(LibC.EMSGSIZE, true));
    assertEquals(NResult.N_INVALID_FS, KernelIsoTpLink.result(LibC.EBADMSG, true));
    assertEquals(NResult.N_ERROR, KernelIsoTpLink.result(LibC.EBADMSG, false));
    assertEquals(NResult.N_WRONG_SN, KernelIsoTpLink.result(LibC.EILSEQ, false));
    assertEquals(NResult.N_TIMEOUT_CR, KernelIsoTpLink.result(LibC.ETIMEDOUT, false));
    assertEquals(NResult.N_ERROR, KernelIsoTpLink.result(LibC.EADDRNOTAVAIL, true));
  }
}
