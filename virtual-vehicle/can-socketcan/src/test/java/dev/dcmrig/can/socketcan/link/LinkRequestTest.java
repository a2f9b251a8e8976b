// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Our requests beside those of {@code ip} (iproute2 6.1), as strace saw them. */
class LinkRequestTest {
  private static final int SEQUENCE = 0x6B066880;
  private static final int INDEX = 5;
  private static final OptionalInt NONE = OptionalInt.empty();

  private static void assertSame(String theirs, byte[] ours) {
    assertEquals(theirs.replace(" ", ""), HexFormat.of().formatHex(ours));
  }

  /** {@code ip link set can0 type can bitrate 500000} */
  @Test
  void aBitRate() {
    assertSame(
        "54000000 1000 0500 8068066b 00000000 00000000 05000000 00000000 00000000"
            + " 34001200 0700010063616e00 28000200"
            + " 24000100 20a10700 00000000 00000000 00000000 00000000 00000000 00000000 00000000",
        LinkRequest.controller(
            SEQUENCE, INDEX, LinkSettings.none().withBitRate(500_000), Set.of()));
  }

  /**
   * {@code ip link set can0 type can bitrate 500000 sample-point 0.875 dbitrate 2000000
   * dsample-point 0.8 fd on restart-ms 100 listen-only on loopback off one-shot on berr-reporting
   * on termination 120}, on a controller that works in loopback.
   */
  @Test
  void allThatAControllerCanBeSetTo() {
    LinkSettings settings =
        new LinkSettings(
            OptionalInt.of(500_000),
            OptionalInt.of(875),
            OptionalInt.of(2_000_000),
            OptionalInt.of(800),
            OptionalInt.of(100),
            Set.of(
                ControllerMode.FD,
                ControllerMode.LISTEN_ONLY,
                ControllerMode.ONE_SHOT,
                ControllerMode.BUS_ERROR_REPORTING),
            OptionalInt.of(120),
            NONE,
            NONE);
    assertSame(
        "94000000 1000 0500 8068066b 00000000 00000000 05000000 00000000 00000000"
            + " 74001200 0700010063616e00 68000200 0800060064000000 06000b0078000000"
            + " 24000100 20a10700 6b030000 00000000 00000000 00000000 00000000 00000000 00000000"
            + " 24000900 80841e00 20030000 00000000 00000000 00000000 00000000 00000000 00000000"
            + " 0c000500 3b000000 3a000000",
        LinkRequest.controller(
            SEQUENCE,
            INDEX,
            settings,
            Set.of(ControllerMode.LOOPBACK, ControllerMode.PRESUME_ACKNOWLEDGEMENT)));
  }

  /** {@code ip link set can0 up} and {@code down} */
  @Test
  void upAndDown() {
    assertSame(
        "20000000 1000 0500 8068066b 00000000 00000000 05000000 01000000 01000000",
        LinkRequest.upOrDown(SEQUENCE, INDEX, true));
    assertSame(
        "20000000 1000 0500 8068066b 00000000 00000000 05000000 00000000 01000000",
        LinkRequest.upOrDown(SEQUENCE, INDEX, false));
  }

  /** {@code ip link set can0 txqueuelen 1000 mtu 16} */
  @Test
  void queueAndMtu() {
    LinkSettings settings =
        new LinkSettings(
            NONE, NONE, NONE, NONE, NONE, Set.of(), NONE, OptionalInt.of(16), OptionalInt.of(1000));
    assertSame(
        "30000000 1000 0500 8068066b 00000000 00000000 05000000 00000000 00000000"
            + " 08000d00 e8030000 08000400 10000000",
        LinkRequest.queueAndMtu(SEQUENCE, INDEX, settings));
  }

  @Test
  void onlyTheChosenModesCanBeSet() {
    assertThrows(
        IllegalArgumentException.class,
        () -> LinkSettings.none().withModes(ControllerMode.FD_NON_ISO));
  }
}
