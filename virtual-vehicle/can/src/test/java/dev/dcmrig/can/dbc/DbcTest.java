// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DbcTest {
  private static final String HEAD =
      "VERSION \"7\"\n\nNS_ :\n\tNS_DESC_\n\tCM_\n\nBS_:\n\nBU_: A B\n\n";

  private static Dbc parse(String body) {
    return Dbc.parse("car.dbc", HEAD + body);
  }

  private static DbcException refused(String body) {
    return assertThrows(DbcException.class, () -> parse(body));
  }

  /** The example of the cantools documentation: C0 06 E0 is enabled, 3.2 m, 250.55 degK. */
  @Test
  void theMotohawkExampleOfCantoolsIsReadAsPublished() {
    Dbc dbc =
        parse(
            """
            BO_ 496 ExampleMessage: 8 A
             SG_ Temperature : 0|12@0- (0.01,250) [229.52|270.47] "degK"  B
             SG_ AverageRadius : 6|6@0+ (0.1,0) [0|5] "m"  B
             SG_ Enable : 7|1@0+ (1,0) [0|0] "-"  B
            VAL_ 496 Enable 1 "Enabled" 0 "Disabled" ;
            """);
    Message message = dbc.message("ExampleMessage");
    byte[] data = HexFormat.of().parseHex("c006e00000000000");
    assertEquals(250.55, message.signal("Temperature").decode(data), 1e-9);
    assertEquals(3.2, message.signal("AverageRadius").decode(data), 1e-9);
    assertEquals(
        "Enabled", message.signal("Enable").words().get(message.signal("Enable").raw(data)));
    byte[] encoded = new byte[8];
    message.signal("Temperature").encode(encoded, 250.55);
    message.signal("AverageRadius").encode(encoded, 3.2);
    message.signal("Enable").encodeRaw(encoded, message.signal("Enable").rawOf("Enabled"));
    assertEquals("c006e00000000000", HexFormat.of().formatHex(encoded));
  }

  /**
   * By hand: Intel 12|10 of 0x2AB is 1010101011; its low nibble 1011 goes to the high nibble of
   * byte 1, its other six bits 101010 to byte 2. Motorola 3|10 of the same: its four high bits 1010
   * go to the low nibble of byte 0, the six others 101011 to the top of byte 1.
   */
  @Test
  void bothByteOrdersLieWhereTheDrawingSays() {
    byte[] intel = new byte[3];
    BitField.of(12, 10, false).set(intel, 0x2AB);
    assertEquals("00b02a", HexFormat.of().formatHex(intel));
    byte[] motorola = new byte[2];
    BitField.of(3, 10, true).set(motorola, 0x2AB);
    assertEquals("0aac", HexFormat.of().formatHex(motorola));
  }

  @Test
  void everythingThatAFileSaysIsThere() {
    Dbc dbc =
        parse(
            """
            VAL_TABLE_ Onoff 1 "on" 0 "off" ;
            BO_ 2566844416 Long: 64 A
             SG_ Selector M : 0|8@1+ (1,0) [0|255] "" B
             SG_ First m0 : 8|16@1- (0.5,-3) [-10|10] "m/s" A,B
             SG_ Second m12 : 8|16@1+ (1,0) [0|0] "" B
             SG_ Real : 64|32@1- (1,0) [0|0] "V" B
            CM_ "the net";
            CM_ BU_ A "a node";
            CM_ BO_ 2566844416 "two
            lines";
            CM_ SG_ 2566844416 First "with \\"quotes\\"";
            BA_DEF_ "Bus" STRING ;
            BA_DEF_ BO_ "GenMsgCycleTime" INT 0 1000;
            BA_DEF_ BO_ "Kind" ENUM "x","y z";
            BA_DEF_ SG_ "Start" FLOAT 0 10;
            BA_DEF_DEF_ "Bus" "CAN";
            BA_DEF_DEF_ "GenMsgCycleTime" 0;
            BA_DEF_DEF_ "Kind" "x";
            BA_DEF_DEF_ "Start" 1;
            BA_ "GenMsgCycleTime" BO_ 2566844416 100;
            BA_ "Kind" BO_ 2566844416 1;
            BA_ "Start" SG_ 2566844416 Second 2.5;
            VAL_ 2566844416 Selector 0 "first" 12 "second" ;
            SIG_VALTYPE_ 2566844416 Real : 1;
            BO_TX_BU_ 2566844416 : A,B;
            SIG_GROUP_ 2566844416 Group 1 : First;
            """);
    assertEquals("7", dbc.version());
    assertEquals(List.of("A", "B"), dbc.nodes());
    assertEquals("CAN", dbc.attribute("Bus"));
    assertEquals(Map.of(1L, "on", 0L, "off"), dbc.valueTables().get("Onoff"));
    Message message = dbc.message(0x18FEF000, true);
    assertNotNull(message);
    assertNull(dbc.message(0x18FEF000, false));
    assertEquals("two\nlines", message.comment());
    assertEquals(100, message.cycleTimeMillis());
    assertEquals("y z", message.attribute("Kind"));
    assertEquals("A", message.sender());
    Signal first = message.signal("First");
    assertEquals("with \"quotes\"", first.comment());
    assertEquals("1", first.attribute("Start"));
    assertEquals("2.5", message.signal("Second").attribute("Start"));
    assertEquals(0, first.multiplexValue());
    assertEquals(12, message.signal("Second").multiplexValue());
    assertEquals(message.signal("Selector"), message.multiplexor());
    assertEquals(List.of("A", "B"), first.receivers());
    assertEquals("m/s", first.unit());
    assertEquals(Signal.ValueType.FLOAT, message.signal("Real").type());
    assertEquals(12L, message.signal("Selector").rawOf("second"));
    byte[] data = new byte[64];
    message.signal("Real").encode(data, 13.5);
    assertEquals(13.5, message.signal("Real").decode(data));
  }

  /** Each line: what is wrong, the line that the message must name, a part of what it must say. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "SG_ X : 0|8@1+ (1,0) [0|0] '' B~11~put it below its BO_ line",
        "BO_ 5000 M: 8 A~11~11-bit identifier",
        "BO_ 1 M: 65 A~11~0 to 64 bytes",
        "BO_ 1 M: 8 A;BO_ 1 N: 8 A~12~already that of M",
        "BO_ 1 M: 8 A;BO_ 2 M: 8 A~12~two messages M",
        "BO_ 1 M: 1 A; SG_ S : 1|8@1+ (1,0) [0|0] '' B~12~does not fit: it needs byte 1",
        "BO_ 1 M: 2 A; SG_ S : 8|9@0+ (1,0) [0|0] '' B~12~does not fit",
        "BO_ 1 M: 8 A; SG_ S : 0|65@1+ (1,0) [0|0] '' B~12~1 to 64 bits",
        "BO_ 1 M: 2 A; SG_ S : 0|9@1+ (1,0) [0|0] '' B; SG_ T : 8|8@1+ (1,0) [0|0] '' B~13~overlaps"
            + " signal S (line 12) in bit 0 of byte 1",
        "BO_ 1 M: 2 A; SG_ S : 0|4@1+ (1,0) [0|0] '' B; SG_ S : 8|8@1+ (1,0) [0|0] '' B~13~two"
            + " signals S",
        "BO_ 1 M: 1 A; SG_ S : 0|8@1+ (0.5,0) [0|200] '' B~12~can't represent its range",
        "BO_ 1 M: 1 A; SG_ S : 0|8@1+ (1,0) [-1|200] '' B~12~can't represent its range",
        "BO_ 1 M: 1 A; SG_ S : 0|8@1+ (1,0) [9|2] '' B~12~above the maximum",
        "BO_ 1 M: 1 A; SG_ S : 0|8@1+ (0,0) [0|0] '' B~12~factor 0",
        "BO_ 1 M: 1 A; SG_ S m3 : 0|8@1+ (1,0) [0|0] '' B~12~there is no multiplexor",
        "BO_ 1 M: 1 A; SG_ S : 0|8@2+ (1,0) [0|0] '' B~12~1 for Intel or 0 for Motorola",
        "BO_ 1 M: 1 A; SG_ S : 0|8@1+ (1,0) [0|0] B~12~the unit in quotes",
        "BO_ 1 M: 1 A; SG_ S : 0|8@1+ (1,0) [0|0] '' B;VAL_ 1 S 300 'x' ;~12~word for 300",
        "BO_ 1 M: 1 A;VAL_ 1 T 3 'x' ;~12~has no signal T",
        "BO_ 1 M: 1 A;VAL_ 2 T 3 'x' ;~12~no message 2",
        "BO_ 1 M: 1 A;BA_ 'X' BO_ 1 3;~12~is not defined",
        "BA_DEF_ BO_ 'X' INT 0 5;BO_ 1 M: 1 A;BA_ 'X' BO_ 1 9;~13~INT 0.0 to 5.0",
        "BO_ 1 M: 8 A; SG_ S : 0|16@1- (1,0) [0|0] '' B;SIG_VALTYPE_ 1 S : 1;~12~give it 32 bits",
        "SG_MUL_VAL_ 1 S T 0-3;~11~no message 1",
        "BO_ 1 M: 1 A; SG_ S m3x : 0|8@1+ (1,0) [0|0] '' B~12~multiplexing mark 'm3x'",
        "BO_ 1 M: 1 A; SG_ S M : 0|8@1+ (1,0) [0|0] '' B;SG_MUL_VAL_ 1 S T 3-0;~13~values 3 to 0",
        "BU_: A B A~11~stands twice",
        "BX_ 1 M: 8 A~11~no section of a DBC file",
        "CM_ BO_ 1 'never closed~11~no message 1",
        "BO_ 1 M: 1 A;CM_ BO_ 1 'never closed~12~no closing quote",
      })
  void whatIsWrongIsNamedWithItsLineAndARemedy(String body, int line, String says) {
    DbcException refused =
        refused(
            body.replace("', '", "\u0000")
                .replace(";", ";\n")
                .replace(";\n ", "\n ")
                .replaceAll("(BO_ \\d+ \\w+: \\d+ A);\n", "$1\n")
                .replaceAll("(B);\n", "$1\n")
                .replace('\'', '"'));
    assertEquals(line, refused.line(), refused.getMessage());
    assertTrue(refused.getMessage().startsWith("car.dbc:" + line + ": "), refused.getMessage());
    assertTrue(refused.getMessage().contains(says.replace('\'', '\'')), refused.getMessage());
  }

  @Test
  void aValueOutOfRangeIsRefusedAndTheMessageIsNotTouched() {
    Signal signal =
        parse("BO_ 1 M: 1 A\n SG_ S : 0|8@1+ (0.5,-10) [-10|90] \"V\" B\n")
            .message("M")
            .signal("S");
    byte[] data = {7};
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> signal.encode(data, 90.6));
    assertEquals("signal S can't carry 90.6 V: its range is -10 V to 90 V", refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> signal.encode(data, Double.NaN));
    assertEquals(7, data[0]);
    signal.encode(data, 90.2);
    assertEquals(90, signal.decode(data), "rounding must not lead out of the range");
  }

  /** Whatever is in a file: it is read, or refused with a line; nothing else is thrown. */
  @Test
  void aDamagedFileIsReadOrRefusedAndNeverBreaksTheParser() throws Exception {
    String whole =
        Files.readString(Path.of(System.getProperty("rig.root"), "hil-configs/dbc/vehicle.dbc"));
    SplittableRandom random = new SplittableRandom(3);
    String pieces = "0123456789-+.|@()[]:;,\"M_ \neEmBO_SG_BA_VAL_";
    int refused = 0;
    for (int i = 0; i < 4000; i++) {
      StringBuilder damaged = new StringBuilder(whole);
      for (int cuts = random.nextInt(3); cuts >= 0; cuts--) {
        int at = random.nextInt(damaged.length());
        int end = Math.min(damaged.length(), at + random.nextInt(6));
        int from = random.nextInt(pieces.length());
        damaged.replace(
            at, end, pieces.substring(from, Math.min(pieces.length(), from + random.nextInt(4))));
      }
      try {
        Dbc dbc = Dbc.parse("damaged.dbc", damaged.toString());
        dbc.messages().forEach(Message::cycleTimeMillis);
      } catch (DbcException e) {
        refused++;
        assertTrue(e.line() > 0, e.getMessage());
      }
    }
    assertTrue(refused > 1000, refused + " of 4000 were refused");
  }
}
