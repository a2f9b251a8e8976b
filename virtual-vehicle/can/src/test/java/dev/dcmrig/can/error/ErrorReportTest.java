// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.can.Frame;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Error frames in words; the numbers are those of linux/can/error.h. */
class ErrorReportTest {
  private static ErrorReport report(int id, String data) {
    byte[] bytes = HexFormat.of().parseHex(data);
    return ErrorReport.of(Frame.of(id, Frame.ERROR, bytes.length, bytes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          001 | 0000000000000000 | transmission timed out
          002 | 0000000000000000 | lost arbitration
          002 | 0500000000000000 | lost arbitration at bit 5
          004 | 0000000000000000 | controller
          004 | 0001000000000000 | controller: receive buffer overflow
          004 | 0006000000000000 | controller: transmit buffer overflow, receive errors reached the warning level
          004 | 0030000000000000 | controller: error-passive by receive errors, error-passive by transmit errors
          004 | 0040000000000000 | controller: error-active again
          004 | 0080000000000000 | controller: unknown 0x80
          008 | 0000000000000000 | protocol violation
          008 | 0000010000000000 | protocol violation: bit error
          008 | 0000040B00000000 | protocol violation: stuff error at data length code
          008 | 0000901900000000 | protocol violation: recessive bit not sent, on transmission at acknowledge slot
          008 | 0000000A00000000 | protocol violation at data field
          008 | 0000002000000000 | protocol violation at place 0x20
          010 | 0000000000000000 | transceiver
          010 | 0000000004000000 | transceiver: CANH no wire
          010 | 0000000050000000 | transceiver: CANL short to battery
          010 | 0000000086000000 | transceiver: CANH short to supply, CANL short to CANH
          010 | 0000000008000000 | transceiver: unknown 0x08
          020 | 0000000000000000 | no acknowledgement
          040 | 0000000000000000 | bus off
          080 | 0000000000000000 | bus error
          100 | 0000000000000000 | controller restarted
          200 | 0000000000000000 | TEC 0, REC 0
          240 | 000000000000F807 | bus off; TEC 248, REC 7
          0A8 | 0000021900000102 | protocol violation: form error at acknowledge slot; no acknowledgement; bus error; TEC 1, REC 2
          000 | 0000000000000000 | error of no class
          400 | 0000000000000000 | unknown class 0x400
          040 | ''               | bus off
          """)
  void aFrameBecomesALine(String id, String data, String text) {
    assertEquals(text, report(Integer.parseInt(id, 16), data).text());
  }

  @Test
  void whatAClassDoesNotCoverIsNotRead() {
    ErrorReport onlyBusOff = report(0x040, "05FFFF1977000000");
    assertEquals(Set.of(ErrorClass.BUS_OFF), onlyBusOff.classes());
    assertEquals(OptionalInt.empty(), onlyBusOff.lostArbitrationBit());
    assertEquals(Set.of(), onlyBusOff.controllerProblems());
    assertEquals(Set.of(), onlyBusOff.protocolViolations());
    assertEquals(ErrorLocation.UNSPECIFIED, onlyBusOff.location());
    assertEquals(WireFault.UNSPECIFIED, onlyBusOff.canHigh());
    assertEquals(WireFault.UNSPECIFIED, onlyBusOff.canLow());
    assertEquals(OptionalInt.empty(), onlyBusOff.transmitErrors());
  }

  @Test
  void countersOfAnOlderKernelAreReadWithoutTheirClassBit() {
    ErrorReport report = report(0x004, "0008000000006100");
    assertEquals(OptionalInt.of(97), report.transmitErrors());
    assertEquals(OptionalInt.of(0), report.receiveErrors());
  }

  @Test
  void everyBitOfEveryByteHasItsWord() {
    ErrorReport all = report(ErrorClass.ALL, "FFFFFF1974FFFFFF");
    assertEquals(EnumSet.allOf(ErrorClass.class), all.classes());
    assertEquals(EnumSet.allOf(ControllerProblem.class), all.controllerProblems());
    assertEquals(EnumSet.allOf(ProtocolViolation.class), all.protocolViolations());
    assertEquals(OptionalInt.of(255), all.lostArbitrationBit());
    assertEquals(WireFault.NO_WIRE, all.canHigh());
    assertEquals(WireFault.SHORT_TO_GROUND, all.canLow());
    assertEquals(OptionalInt.of(255), all.receiveErrors());
  }

  @Test
  void noTwoPlacesShareANumber() {
    Set<Integer> codes =
        Arrays.stream(ErrorLocation.values()).map(ErrorLocation::code).collect(Collectors.toSet());
    assertEquals(ErrorLocation.values().length, codes.size());
    assertEquals(ErrorLocation.INTERMISSION, report(0x008, "0000001200000000").location());
  }

  @Test
  void equalFramesSayTheSame() {
    assertEquals(report(0x040, ""), report(0x040, "0000000000000000"));
    assertEquals(report(0x040, "").hashCode(), report(0x040, "00").hashCode());
    assertNotEquals(report(0x040, ""), report(0x080, ""));
  }

  @Test
  void aDataFrameIsRefused() {
    assertEquals(
        "frame 040 is no error frame",
        assertThrows(IllegalArgumentException.class, () -> ErrorReport.of(Frame.classic(0x040)))
            .getMessage());
  }
}
