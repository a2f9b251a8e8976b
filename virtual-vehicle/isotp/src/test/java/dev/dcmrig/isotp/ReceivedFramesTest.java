// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What frames by hand come to: what is taken, what is ignored, what is an error. */
class ReceivedFramesTest {
  private static final int[] FD_LENGTHS = {12, 16, 20, 24, 32, 48, 64};

  /** ISO 15765-2:2016, table 13, normal addressing; extended and mixed: one less each. */
  private static final int[][] TABLE_13 = {
    {8, 10}, {11, 14}, {15, 18}, {19, 22}, {23, 30}, {31, 46}, {47, 62}
  };

  private final Ends ends = new Ends();
  private final CanNode tester = ends.node();

  @AfterEach
  void close() {
    ends.close();
  }

  private void say(String... frames) {
    for (String data : frames) {
      tester.send(Frame.classic(0x7E0, Ends.hex(data)));
      ends.pass(Ends.MILLI);
    }
  }

  private List<String> answers() {
    return ends.frames.stream()
        .filter(seen -> seen.frame().id() == 0x7E8)
        .map(seen -> seen.frame().toString())
        .toList();
  }

  private static boolean taken(AddressFormat format, boolean expectsPadding, Frame frame) {
    return new NPduReader(format, expectsPadding).read(frame) instanceof NPdu.SingleFrame;
  }

  @Test
  void singleFramesOfLongFramesHaveTheLengthsOfTable13() {
    for (int row = 0; row < FD_LENGTHS.length; row++) {
      for (int length = 0; length <= 0xFF; length++) {
        byte[] data = new byte[FD_LENGTHS[row]];
        data[1] = (byte) length;
        boolean normal = length >= TABLE_13[row][0] && length <= TABLE_13[row][1];
        assertEquals(normal, taken(AddressFormat.NORMAL, false, Frame.fd(1, data)));
        data[1] = 0;
        data[2] = (byte) length;
        boolean other = length >= TABLE_13[row][0] - 1 && length <= TABLE_13[row][1] - 1;
        assertEquals(other, taken(AddressFormat.MIXED, false, Frame.fd(1, data)));
        data[0] = 7;
        assertFalse(taken(AddressFormat.NORMAL, false, Frame.fd(1, data)), "not 4 bits there");
      }
    }
  }

  @Test
  void singleFramesOfShortFramesHaveTheLengthsOfTable12() {
    for (AddressFormat format : AddressFormat.values()) {
      for (int dataLength = 0; dataLength <= 8; dataLength++) {
        for (int length = 0; length <= 15; length++) {
          byte[] data = new byte[dataLength];
          if (dataLength > format.bytes()) {
            data[format.bytes()] = (byte) length;
          }
          int room = dataLength - 1 - format.bytes();
          boolean padded = dataLength == 8 && length > 0 && length <= room;
          boolean exact = dataLength < 8 && length > 0 && length == room;
          Frame frame = Frame.classic(1, data);
          assertEquals(padded || exact, taken(format, false, frame), frame::toString);
          assertEquals(padded, taken(format, true, frame), frame::toString);
        }
      }
    }
  }

  @Test
  void firstFramesHaveTheLeastLengthsOfTable14() {
    for (AddressFormat format : AddressFormat.values()) {
      NPduReader reader = new NPduReader(format, false);
      int offset = format.bytes();
      for (int code = 8; code <= 15; code++) {
        int dataLength = Frame.fdLength(code);
        int least = dataLength == 8 ? 8 - offset : dataLength - 1 - offset;
        for (int length = 1; length <= 100; length++) {
          byte[] data = new byte[dataLength];
          data[offset] = 0x10;
          data[offset + 1] = (byte) length;
          boolean first = reader.read(Frame.fd(1, data)) instanceof NPdu.FirstFrame;
          assertEquals(length >= least, first, format + " " + dataLength + " " + length);
        }
      }
    }
  }

  @Test
  void firstFramesOfFewerThan8BytesAndLongFormsOfShortLengthsAreIgnored() {
    BusIsoTpLink ecu = ends.ecu(IsoTpOptions.CLASSIC);
    say("10140001020304", "1000000000140102", "10000000 0FFF0102");
    assertEquals(List.of(), answers());
    assertEquals(3, ecu.ignoredFrames());
  }

  @Test
  void aFirstFrameOf4GigabytesGetsOverflowAndNoMemory() {
    BusIsoTpLink ecu = ends.ecu(IsoTpOptions.CLASSIC.withLongestMessage(IsoTpOptions.MAX_LENGTH));
    say("1000FFFFFFFF0102");
    assertEquals(List.of("7E8#320000"), answers());
    assertEquals(List.of(0xFFFF_FFFFL), ends.atEcu.overflows);
    assertEquals(0, ecu.heldBytes());
    assertEquals(List.of(), ends.atEcu.failures);
    // What is announced and has room costs what has come.
    say("100003FFFFFF0102");
    assertEquals(4096, ecu.heldBytes());
    ends.pass(2 * Ends.SECOND);
    assertEquals(List.of(NResult.N_TIMEOUT_CR), ends.atEcu.failures);
    assertEquals(0, ecu.heldBytes());
  }

  @Test
  void aMessageLongerThanTheRoomGetsOverflowAndTheNextOneIsTaken() {
    ends.ecu(IsoTpOptions.CLASSIC.withLongestMessage(20));
    say("1015000102030405", "1014000102030405", "21060708090A0B0C", "220D0E0F10111213");
    assertEquals(List.of("7E8#320000", "7E8#300000"), answers());
    assertEquals(1, ends.atEcu.messages.size());
    assertArrayEquals(Ends.counting(20), ends.atEcu.messages.get(0));
  }

  @Test
  void reservedTypesFlowControlsAndConsecutiveFramesOutOfTurnAreIgnored() {
    BusIsoTpLink ecu = ends.ecu(IsoTpOptions.CLASSIC);
    say("4001", "F0", "300000", "2101020304050607", "20", "30", "3000", "", "023E00");
    assertEquals(8, ecu.ignoredFrames());
    assertEquals(1, ends.atEcu.messages.size());
    assertEquals(List.of(), answers());
  }

  @Test
  void aWrongSequenceNumberEndsTheMessage() {
    ends.ecu(IsoTpOptions.CLASSIC);
    say("1014000102030405", "22060708090A0B0C", "21060708090A0B0C", "023E00");
    assertEquals(List.of(NResult.N_WRONG_SN), ends.atEcu.failures);
    assertEquals(1, ends.atEcu.messages.size());
  }

  @Test
  void theSequenceNumberGoesRoundAfter15() {
    ends.ecu(IsoTpOptions.CLASSIC);
    say("1078000102030405");
    byte[] message = Ends.counting(120);
    for (int n = 1, at = 6; at < 120; n++, at += 7) {
      byte[] data = new byte[8];
      data[0] = (byte) (0x20 | n & 0xF);
      System.arraycopy(message, at, data, 1, Math.min(7, 120 - at));
      tester.send(Frame.classic(0x7E0, data));
      ends.pass(Ends.MILLI);
    }
    assertArrayEquals(message, ends.atEcu.messages.get(0));
  }

  @Test
  void aNewMessageEndsTheOneUnderWay() {
    ends.ecu(IsoTpOptions.CLASSIC);
    say("1014000102030405", "023E00");
    assertEquals(List.of(NResult.N_UNEXP_PDU), ends.atEcu.failures);
    assertArrayEquals(Ends.hex("3E00"), ends.atEcu.messages.get(0));
    say("1014000102030405", "1009000102030405", "21060708");
    assertEquals(List.of(NResult.N_UNEXP_PDU, NResult.N_UNEXP_PDU), ends.atEcu.failures);
    assertArrayEquals(Ends.counting(9), ends.atEcu.messages.get(1));
  }

  @Test
  void consecutiveFramesOfAnotherLengthAreIgnoredButTheLastMayBeShorter() {
    BusIsoTpLink ecu = ends.ecu(IsoTpOptions.CLASSIC);
    say("1014000102030405", "210607080910", "21060708090A0B0C", "220D0E0F1011", "220D0E0F10111213");
    assertEquals(2, ecu.ignoredFrames());
    assertArrayEquals(Ends.counting(20), ends.atEcu.messages.get(0));
    // The first frame of an FD message sets the length of the others.
    tester.send(Frame.fd(0x7E0, Ends.hex("1014 000102030405060708090A0B0C0D")));
    ends.pass(Ends.MILLI);
    say("210E0F101112");
    tester.send(Frame.fd(0x7E0, Ends.hex("210E0F10111213CCCCCCCCCCCCCCCCCCCCCCCCCC")));
    ends.pass(Ends.MILLI);
    tester.send(Frame.fd(0x7E0, Ends.hex("210E0F10111213CC")));
    ends.pass(Ends.MILLI);
    assertEquals(4, ecu.ignoredFrames(), "too short for the rest, and longer than the first");
    assertArrayEquals(Ends.counting(20), ends.atEcu.messages.get(1));
  }

  @Test
  void remoteFramesOtherIdentifiersAndOtherAddressesAreNotMeant() {
    IsoTpAddress address = IsoTpAddress.extended(0x7E8, 0xF1, 0x7E0, 0x12);
    BusIsoTpLink ecu = ends.stack("ecu").open(address, IsoTpOptions.CLASSIC, ends.atEcu);
    say("13013E", "", "12013E");
    tester.send(Frame.extended(0x7E0, Ends.hex("12013E")));
    tester.send(Frame.classic(0x7E1, Ends.hex("12013E")));
    tester.send(Frame.of(0x7E0, Frame.REMOTE, 3, new byte[0]));
    ends.pass(Ends.SECOND);
    assertEquals(1, ends.atEcu.messages.size());
    assertEquals(0, ecu.ignoredFrames());
  }

  @Test
  void bothEndsOfAnIdentifierCanHoldManyConnections() {
    IsoTpStack stack = ends.stack("ecu");
    for (int address = 0; address < 256; address++) {
      stack.open(
          IsoTpAddress.extended(0x7E8, address, 0x7E0, address), IsoTpOptions.CLASSIC, ends.atEcu);
    }
    IsoTpStack other = ends.stack("tester");
    for (int address = 0; address < 256; address++) {
      other
          .open(
              IsoTpAddress.extended(0x7E0, address, 0x7E8, address),
              IsoTpOptions.CLASSIC,
              ends.atTester)
          .send(Ends.counting(50), ends.results::add);
    }
    ends.pass(20 * Ends.SECOND);
    assertEquals(256, ends.atEcu.messages.size());
    assertTrue(ends.atEcu.messages.stream().allMatch(message -> message.length == 50));
    assertEquals(256, ends.results.stream().filter(result -> result == NResult.N_OK).count());
  }

  @Test
  void aWaitThatIsAskedForIsKept() {
    FlowControlOptions waits = FlowControlOptions.UNLIMITED.withWaits(3, 100 * Ends.MILLI);
    ends.ecu(IsoTpOptions.CLASSIC.withFlowControl(waits));
    ends.atEcu.notReady = 3;
    say("1008000102030405");
    ends.pass(Ends.SECOND / 2);
    assertEquals(List.of("7E8#310000", "7E8#310000", "7E8#310000", "7E8#300000"), answers());
    say("210607");
    assertEquals(1, ends.atEcu.messages.size());
  }

  @Test
  void tooManyWaitsEndTheMessage() {
    FlowControlOptions waits = FlowControlOptions.UNLIMITED.withWaits(2, 100 * Ends.MILLI);
    BusIsoTpLink ecu = ends.ecu(IsoTpOptions.CLASSIC.withFlowControl(waits));
    ends.atEcu.notReady = 3;
    say("1008000102030405");
    ends.pass(Ends.SECOND);
    assertEquals(List.of("7E8#310000", "7E8#310000"), answers());
    assertEquals(List.of(NResult.N_WFT_OVRN), ends.atEcu.failures);
    assertEquals(0, ecu.heldBytes());
  }
}
