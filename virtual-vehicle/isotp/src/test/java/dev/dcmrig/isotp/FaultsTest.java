// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.isotp.IsoTpFaults.FlowFault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults on demand, what the other end makes of them, and that the next message is whole. */
class FaultsTest {
  private final Ends ends = new Ends();

  @AfterEach
  void close() {
    ends.close();
  }

  /** Sends 50 bytes with a fault of the sender, and then 50 without. */
  private NResult senderDoes(IsoTpFaults faults) {
    BusIsoTpLink tester = ends.tester(IsoTpOptions.CLASSIC);
    ends.ecu(IsoTpOptions.CLASSIC);
    return withFault(tester, tester, faults);
  }

  /** The same with a fault of the receiver; blocks of 2. */
  private NResult receiverDoes(IsoTpFaults faults) {
    BusIsoTpLink tester = ends.tester(IsoTpOptions.CLASSIC);
    FlowControlOptions pace = FlowControlOptions.UNLIMITED.withPace(2, SeparationTime.NONE);
    BusIsoTpLink ecu = ends.ecu(IsoTpOptions.CLASSIC.withFlowControl(pace));
    return withFault(tester, ecu, faults);
  }

  private NResult withFault(BusIsoTpLink tester, BusIsoTpLink faulty, IsoTpFaults faults) {
    faulty.faults(faults);
    NResult result = ends.send(tester, Ends.counting(50));
    ends.pass(5 * Ends.SECOND);
    faulty.faults(IsoTpFaults.NONE);
    int before = ends.atEcu.messages.size();
    assertEquals(NResult.N_OK, ends.send(tester, Ends.counting(50)));
    ends.pass(Ends.SECOND);
    assertEquals(before + 1, ends.atEcu.messages.size());
    assertEquals(50, ends.atEcu.messages.get(before).length);
    return result;
  }

  private void received(int messages, NResult... failures) {
    assertEquals(messages, ends.atEcu.messages.size() - 1);
    assertEquals(List.of(failures), ends.atEcu.failures);
  }

  @Test
  void aWrongSequenceNumber() {
    assertEquals(NResult.N_OK, senderDoes(IsoTpFaults.wrongSequence(3)));
    received(0, NResult.N_WRONG_SN);
  }

  @Test
  void aLostConsecutiveFrame() {
    assertEquals(NResult.N_OK, senderDoes(IsoTpFaults.lost(2)));
    received(0, NResult.N_WRONG_SN);
  }

  @Test
  void aLostLastFrame() {
    assertEquals(NResult.N_OK, senderDoes(IsoTpFaults.lost(7)));
    received(0, NResult.N_TIMEOUT_CR);
  }

  @Test
  void aFrameThatIsTooShort() {
    assertEquals(NResult.N_OK, senderDoes(IsoTpFaults.shortened(2)));
    received(0, NResult.N_WRONG_SN);
  }

  @Test
  void aSenderThatStops() {
    assertEquals(NResult.N_ERROR, senderDoes(IsoTpFaults.stops(4)));
    received(0, NResult.N_TIMEOUT_CR);
  }

  @Test
  void aLateConsecutiveFrameWithinN_CrIsTaken() {
    assertEquals(NResult.N_OK, senderDoes(IsoTpFaults.late(3, 990 * Ends.MILLI)));
    received(1);
  }

  @Test
  void aConsecutiveFrameLaterThanN_Cr() {
    assertEquals(NResult.N_OK, senderDoes(IsoTpFaults.late(3, Ends.SECOND)));
    received(0, NResult.N_TIMEOUT_CR);
  }

  @Test
  void aLengthThatIsTooGreat() {
    assertEquals(NResult.N_OK, senderDoes(IsoTpFaults.announced(60)));
    received(0, NResult.N_TIMEOUT_CR);
  }

  @Test
  void aLengthThatIsTooSmall() {
    assertEquals(NResult.N_OK, senderDoes(IsoTpFaults.announced(40)));
    received(1);
    assertEquals(40, ends.atEcu.messages.get(0).length);
  }

  @Test
  void aLengthThatHasNoRoom() {
    assertEquals(NResult.N_BUFFER_OVFLW, senderDoes(IsoTpFaults.announced(0xFFFF_FFFFL)));
    received(0);
  }

  @Test
  void aSingleFrameOfAnotherLengthIsIgnored() {
    BusIsoTpLink tester = ends.tester(IsoTpOptions.CLASSIC);
    BusIsoTpLink ecu = ends.ecu(IsoTpOptions.CLASSIC);
    tester.faults(IsoTpFaults.announced(6));
    ends.send(tester, Ends.counting(3));
    assertEquals(1, ecu.ignoredFrames());
  }

  @Test
  void aMissingFlowControl() {
    assertEquals(NResult.N_TIMEOUT_BS, receiverDoes(IsoTpFaults.flow(FlowFault.MISSING, 1)));
    received(0, NResult.N_TIMEOUT_CR);
  }

  @Test
  void aMissingFlowControlInTheMiddle() {
    assertEquals(NResult.N_TIMEOUT_BS, receiverDoes(IsoTpFaults.flow(FlowFault.MISSING, 3)));
    received(0, NResult.N_TIMEOUT_CR);
  }

  @Test
  void aLateFlowControlWithinN_BsIsTaken() {
    assertEquals(NResult.N_OK, receiverDoes(IsoTpFaults.flowLate(2, 990 * Ends.MILLI)));
    received(1);
  }

  @Test
  void aFlowControlLaterThanN_Bs() {
    assertEquals(NResult.N_TIMEOUT_BS, receiverDoes(IsoTpFaults.flowLate(2, Ends.SECOND)));
    received(0, NResult.N_TIMEOUT_CR);
  }

  @Test
  void anOverflowAlthoughThereIsRoom() {
    assertEquals(NResult.N_BUFFER_OVFLW, receiverDoes(IsoTpFaults.flow(FlowFault.OVERFLOW, 1)));
    received(0, NResult.N_TIMEOUT_CR);
  }

  @Test
  void aReservedFlowStatus() {
    assertEquals(
        NResult.N_INVALID_FS, receiverDoes(IsoTpFaults.flow(FlowFault.RESERVED_STATUS, 2)));
    received(0, NResult.N_TIMEOUT_CR);
  }

  @Test
  void waitsWithoutAnEndAreBorneSoOften() {
    BusIsoTpLink tester =
        ends.tester(
            IsoTpOptions.CLASSIC.withFlowControl(FlowControlOptions.UNLIMITED.withWaitsBorne(10)));
    BusIsoTpLink ecu = ends.ecu(IsoTpOptions.CLASSIC);
    ecu.faults(IsoTpFaults.flow(FlowFault.WAITS, 1));
    assertEquals(NResult.N_WFT_OVRN, ends.send(tester, Ends.counting(50)));
    assertEquals(12, ends.frames.size(), "a first frame, and one wait more than is borne");
    ecu.close();
    ends.pass(5 * Ends.SECOND);
    assertEquals(12, ends.frames.size(), "a closed end says nothing");
  }

  @Test
  void everyReservedFlowStatusIsRefused() {
    CanNode ecu = ends.node();
    BusIsoTpLink tester = ends.tester(IsoTpOptions.CLASSIC);
    for (int status = 3; status <= 15; status++) {
      Frame flow = Frame.classic(0x7E8, (byte) (0x30 | status), (byte) 0, (byte) 0);
      ends.timeline.after(Ends.MILLI, () -> ecu.send(flow));
      assertEquals(NResult.N_INVALID_FS, ends.send(tester, Ends.counting(20)));
    }
  }

  @Test
  void aFlowControlBeforeItsFrameIsOnTheBusIsIgnored() {
    CanNode ecu = ends.node();
    BusIsoTpLink tester = ends.tester(IsoTpOptions.CLASSIC);
    ecu.send(Frame.classic(0x050, new byte[8]));
    ecu.send(Frame.classic(0x051, (byte) 0));
    IsoTpAddress urgent = IsoTpAddress.normal(0x7E1, 0x052);
    BusIsoTpLink other = ends.stack("other").open(urgent, IsoTpOptions.CLASSIC, ends.atTester);
    ecu.send(Frame.classic(0x052, Ends.hex("300000")));
    assertEquals(NResult.N_TIMEOUT_BS, ends.send(other, Ends.counting(20)));
    assertEquals(1, other.ignoredFrames());
    assertEquals(0, tester.ignoredFrames());
  }

  @Test
  void aMessageThatCanNotBeSentIsRefusedWithTheReason() {
    BusIsoTpLink tester = ends.tester(IsoTpOptions.CLASSIC);
    assertTrue(refusal(() -> tester.send(new byte[0], r -> {})).contains("0 bytes"));
    BusIsoTpLink toAll =
        ends.stack("all")
            .open(
                IsoTpAddress.toAll(AddressFormat.NORMAL, IsoTpAddress.Side.of(0x7DF)),
                IsoTpOptions.CLASSIC,
                ends.atTester);
    assertEquals(7, toAll.longestSent());
    String message = refusal(() -> toAll.send(new byte[8], r -> {}));
    assertTrue(message.contains("1 to 7; to all there are single frames only"), message);
    tester.send(new byte[2], ends.results::add);
    assertThrows(IllegalStateException.class, () -> tester.send(new byte[2], r -> {}));
    tester.close();
    assertEquals(List.of(NResult.N_ERROR), ends.results);
    assertThrows(IllegalStateException.class, () -> tester.send(new byte[2], r -> {}));
  }

  private static String refusal(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }

  @Test
  void aRequestToAllReachesAllAndIsASingleFrame() {
    IsoTpAddress.Side all = IsoTpAddress.Side.of(0x7DF);
    IsoTpStack[] ecus = {ends.stack("ecu 1"), ends.stack("ecu 2")};
    BusIsoTpLink last = null;
    for (IsoTpStack ecu : ecus) {
      last =
          ecu.open(
              IsoTpAddress.fromAll(AddressFormat.NORMAL, all), IsoTpOptions.CLASSIC, ends.atEcu);
    }
    IsoTpAddress toAll = IsoTpAddress.toAll(AddressFormat.NORMAL, all);
    BusIsoTpLink sender = ends.stack("tester").open(toAll, IsoTpOptions.CLASSIC, ends.atTester);
    assertEquals(NResult.N_OK, ends.send(sender, Ends.hex("3E80")));
    assertEquals(2, ends.atEcu.messages.size());
    ends.node().send(Frame.classic(0x7DF, Ends.hex("1014000102030405")));
    ends.pass(Ends.SECOND);
    assertEquals(2, ends.frames.size(), "a first frame to all is not answered");
    assertEquals(1, last.ignoredFrames());
    assertEquals(0x18DB33F1, IsoTpAddress.normalFixedToAll(0xF1, 0x33).id());
    assertEquals(0x18CD33F1, IsoTpAddress.mixedFixedToAll(0xF1, 0x33, 1).id());
  }

  @Test
  void addressesThatCanNotBeAreRefused() {
    assertTrue(refusal(() -> IsoTpAddress.normal(1, 1)).contains("an identifier of its own"));
    assertTrue(refusal(() -> IsoTpAddress.normal(0x2000_0000, 1)).contains("29 bits"));
    assertTrue(refusal(() -> IsoTpAddress.extended(1, -1, 2, 3)).contains("needs an"));
    assertTrue(refusal(() -> IsoTpAddress.normalFixed(256, 3)).contains("0 to 255"));
    IsoTpStack stack = ends.stack("twice");
    stack.open(Ends.TESTER, IsoTpOptions.CLASSIC, ends.atTester);
    String twice = refusal(() -> stack.open(Ends.TESTER, IsoTpOptions.CLASSIC, ends.atTester));
    assertTrue(twice.contains("already receives 0x7E8"), twice);
  }
}
