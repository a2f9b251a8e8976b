// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a kernel's bytes say of an interface. */
class CanLinkTest {

  @Test
  void aVirtualInterfaceHasNoController() {
    CanLink link = Captured.link("vcan-up");
    assertEquals("vcan0", link.name());
    assertEquals(3, link.index());
    assertEquals("vcan", link.kind());
    assertEquals(72, link.mtu());
    assertTrue(link.carriesFd());
    assertTrue(link.up());
    assertTrue(link.carrier());
    assertEquals("unknown", link.operationalState().words());
    assertEquals(1000, link.transmitQueueLength());
    assertEquals(Optional.empty(), link.controller());
    assertEquals(Optional.of(new LinkStatistics(0, 0, 0, 0, 0, 0, 0, 0)), link.statistics());
  }

  @Test
  void anInterfaceThatIsDownHasNoCarrier() {
    CanLink link = Captured.link("vxcan-down");
    assertEquals("vxcan", link.kind());
    assertFalse(link.up());
    assertFalse(link.carrier());
    assertEquals(OperationalState.DOWN, link.operationalState());
  }

  @Test
  void aNewControllerIsStoppedAndHasNoBitRate() {
    Controller controller = Captured.link("slcan-new").controller().orElseThrow();
    assertEquals(ControllerState.STOPPED, controller.state());
    assertEquals(Optional.empty(), controller.timing());
    assertEquals(
        List.of(10000, 20000, 50000, 100000, 125000, 250000, 500000, 800000, 1000000),
        controller.bitRates());
    assertEquals(Optional.of(Set.of(ControllerMode.LISTEN_ONLY)), controller.supportedModes());
    assertEquals(Set.of(), controller.modes());
    assertTrue(controller.excludes(ControllerMode.FD));
    assertFalse(controller.excludes(ControllerMode.LISTEN_ONLY));
    assertEquals(OptionalInt.empty(), controller.transmitErrors());
    assertEquals(OptionalInt.empty(), controller.terminationOhms());
  }

  @Test
  void aControllerThatIsUpTellsBitRateAndModes() {
    CanLink link = Captured.link("slcan-up");
    assertEquals("can0", link.name());
    assertEquals(16, link.mtu());
    assertFalse(link.carriesFd());
    Controller controller = link.controller().orElseThrow();
    assertEquals(ControllerState.ERROR_ACTIVE, controller.state());
    assertEquals(500_000, controller.timing().orElseThrow().bitRate());
    assertEquals(0, controller.timing().orElseThrow().samplePointPerMille());
    assertEquals(Set.of(ControllerMode.LISTEN_ONLY), controller.modes());
  }

  @Test
  void stateAndStatisticsFollowTheErrors() {
    CanLink passive = Captured.link("slcan-error-passive");
    assertEquals(ControllerState.ERROR_PASSIVE, passive.controller().orElseThrow().state());
    assertTrue(passive.carrier());
    CanLink off = Captured.link("slcan-bus-off");
    assertEquals(ControllerState.BUS_OFF, off.controller().orElseThrow().state());
    assertTrue(off.up());
    assertFalse(off.carrier());
    assertEquals(
        new ControllerStatistics(0, 1, 1, 1, 0, 0),
        off.controller().orElseThrow().statistics().orElseThrow());
    assertEquals(1, off.statistics().orElseThrow().sendErrors());
  }

  @Test
  void aControllerOfFdTellsBothPhases() {
    Controller controller =
        Captured.controller(
                Captured.attribute(1, Captured.numbers(500000, 875, 25, 34, 35, 10, 5, 2)),
                Captured.attribute(
                    2,
                    Captured.join(
                        new byte[] {'m', 'c', 'p', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                        Captured.numbers(2, 256, 1, 128, 128, 1, 255, 1))),
                Captured.attribute(3, Captured.numbers(40_000_000)),
                Captured.attribute(4, Captured.numbers(1)),
                Captured.attribute(5, Captured.numbers(-1, 0x230)),
                Captured.attribute(6, Captured.numbers(100)),
                Captured.attribute(8, (byte) 96, (byte) 0, (byte) 0x2C, (byte) 1),
                Captured.attribute(9, Captured.numbers(2_000_000, 750, 25, 7, 7, 5, 2, 1)),
                Captured.attribute(11, (byte) 120, (byte) 0),
                Captured.attribute(12, (byte) 0, (byte) 0, (byte) 120, (byte) 0),
                Captured.attribute(15, Captured.numbers(8_000_000)),
                Captured.attribute(0x8010, Captured.attribute(8, Captured.numbers(14))))
            .controller()
            .orElseThrow();
    assertEquals(
        new BitTiming(500000, 875, 25, 34, 35, 10, 5, 2), controller.timing().orElseThrow());
    assertEquals(2_000_000, controller.dataTiming().orElseThrow().bitRate());
    assertEquals(
        new BitTimingLimits("mcp", 2, 256, 1, 128, 128, 1, 255, 1),
        controller.limits().orElseThrow());
    assertEquals(40_000_000, controller.clockHertz());
    assertEquals(ControllerState.ERROR_WARNING, controller.state());
    assertEquals(
        Set.of(
            ControllerMode.FD,
            ControllerMode.BUS_ERROR_REPORTING,
            ControllerMode.DELAY_COMPENSATION_AUTOMATIC),
        controller.modes());
    assertEquals(100, controller.restartMillis());
    assertEquals(OptionalInt.of(96), controller.transmitErrors());
    assertEquals(OptionalInt.of(300), controller.receiveErrors());
    assertEquals(OptionalInt.of(120), controller.terminationOhms());
    assertEquals(List.of(0, 120), controller.terminations());
    assertEquals(8_000_000, controller.bitRateMax());
    assertEquals(OptionalInt.of(14), controller.delayCompensation().orElseThrow().offset());
    assertEquals(Optional.empty(), controller.supportedModes());
    assertFalse(controller.excludes(ControllerMode.ONE_SHOT), "an old kernel doesn't say");
  }

  @Test
  void aStateThatThisVersionDoesNotKnowIsUnknown() {
    assertEquals(
        ControllerState.UNKNOWN,
        Captured.controller(Captured.attribute(4, Captured.numbers(17)))
            .controller()
            .orElseThrow()
            .state());
  }

  @Test
  void anotherKindOfInterfaceIsNone() {
    byte[] ethernet = Captured.numbers(1 << 16, 2, 1, 0);
    assertEquals(
        Optional.empty(), CanLink.of(ByteBuffer.wrap(ethernet).order(ByteOrder.LITTLE_ENDIAN)));
  }

  @Test
  void aMessageThatIsCutOffIsRefusedAtEveryLength() {
    NetlinkMessage whole = Captured.message("slcan-up");
    int refused = 0;
    for (int length = 0; length < whole.payload().capacity(); length++) {
      ByteBuffer cut = Attributes.view(whole.payload(), 0, length);
      try {
        CanLink.of(cut);
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    // A cut between two attributes leaves a message that is whole and shorter.
    assertTrue(refused > whole.payload().capacity() / 2, refused + " refused");
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> CanLink.of(Attributes.view(whole.payload(), 0, 500)))
            .getMessage()
            .endsWith("are left of its message"));
  }
}
