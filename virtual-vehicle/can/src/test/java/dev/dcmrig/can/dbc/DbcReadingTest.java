// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.dbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.candump.FrameText;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Other people's DBC files: what is unsound is listed, and the rest decodes. */
class DbcReadingTest {
  private static final String HEAD = "VERSION \"\"\nNS_ :\nBS_:\nBU_: A B\n";
  private static final String SIGNAL = " : 0|8@1+ (1,0) [0|0] \"\" B\n";

  @TempDir private Path folder;

  private static String resource(String name) throws IOException {
    try (var in =
        Objects.requireNonNull(
            DbcReadingTest.class.getResourceAsStream("/dbc/lenient/" + name + ".dbc"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String findings(DbcReading reading) {
    return reading.findings().stream()
        .map(each -> each.line() + " " + each.kind() + " " + each.what())
        .collect(Collectors.joining("\n"));
  }

  private static String decoded(DbcReading reading, String frame) {
    StringBuilder text = new StringBuilder();
    SignalText.append(text, reading.dbc(), FrameText.parse(frame));
    return text.toString();
  }

  private static DbcReading read(String body) {
    return DbcReading.of("car.dbc", HEAD + body);
  }

  /** Each line: the file, its one finding (empty: none), a frame, what it says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "range_wider~6 TAKEN signal A of message Msg can't represent its range~100#0F~Msg(A: 15,"
            + " too short: 1 of 8 bytes)",
        "range_rounded6~6 TAKEN signal T of message Msg can't represent~100#FFFFFFFF00000000~Msg(T:"
            + " 429496729.5 s)",
        "range_sign~6 TAKEN signal Temp of message Msg can't"
            + " represent~100#FF00000000000000~Msg(Temp: -41 degC)",
        "u64_range~6 TAKEN signal A of message Msg can't represent its range 0.0 to"
            + " 1.84467440737096E19: raw 0 to 18446744073709600768 in 64 unsigned"
            + " bits~100#FFFFFFFFFFFFFFFF~Msg(A: 18446744073709551615)",
        "bu_multiline~~100#0100000000000000~Msg(A: 1)",
        "node_twice~4 LEFT_OUT node GW stands twice~100#0100000000000000~Msg(A: 1)",
        "overlap~7 TAKEN signal Low of message Msg overlaps signal All (line 6) in bit 0 of byte 0;"
            + " both are taken~100#0201000000000000~Msg(All: 258, Low: 2)",
        "val_value_twice~7 TAKEN value 0 has two words; \"OFF\" is taken, \"off\" left"
            + " out~100#0000000000000000~Msg(A: OFF)",
        "len_j1939~5 TAKEN message TP has 100 bytes~18FEF1FE#1122334455667788~TP(A: 17, too short:"
            + " 8 of 100 bytes)",
        "long512~6 LEFT_OUT signal W of message Raw has 448 bits~005##0"
            + "00~Raw(too short: 1 of 64 bytes)",
        "lat~~18FEF1FE#67452301EFCDAB89~VehiclePosition(Latitude: -208.0911257 deg, Longitude:"
            + " 20.9737967 deg)",
        "lat~~101#0100000000000080~Odo(Distance: 0.005 km, Serial: 2147483648)",
        "long_name~~100#0700000000000000~Msg(VeryLongSignalNameThatIsCutTo32CharactersOnly: 7)",
        "extmux~~100#0107000000000000~Msg(Mux: 1, A: 7)",
        "extmux~~100#0507000000000000~Msg(Mux: 5, A: 7)",
        "extmux~~100#0207000000000000~Msg(Mux: 2, B: 7)",
        "extmux~~100#0307000000000000~Msg(Mux: 3)",
      })
  void aCaseLoadsAndDecodes(String name, String finding, String frame, String text)
      throws IOException {
    DbcReading reading = DbcReading.of(name + ".dbc", resource(name));
    if (finding == null) {
      assertEquals("", findings(reading));
    } else {
      assertEquals(1, reading.findings().size(), findings(reading));
      assertTrue(findings(reading).startsWith(finding), findings(reading));
    }
    assertEquals(text, decoded(reading, frame));
  }

  @Test
  void whatSpeaksOfAMessageOrSignalThatIsNotThereIsLeftOut() throws IOException {
    DbcReading reading = DbcReading.of("orphan_val.dbc", resource("orphan_val"));
    assertEquals(
        "7 LEFT_OUT message Msg has no signal Gone\n8 LEFT_OUT there is no message 999",
        findings(reading));
    assertEquals("Msg(A: 1)", decoded(reading, "100#0100000000000000"));
  }

  @Test
  void aWordOfAnUnsignedReadingIsThatOfTheSameBits() throws IOException {
    DbcReading reading = DbcReading.of("v.dbc", resource("val_signed_as_unsigned"));
    assertEquals(2, reading.findings().size(), findings(reading));
    assertTrue(findings(reading).contains("taken for -1, which has the same bits"));
    assertEquals("Msg(A: NA)", decoded(reading, "100#FF00000000000000"));
    assertEquals("Msg(A: Error)", decoded(reading, "100#FE00000000000000"));
    assertEquals("Msg(A: 1)", decoded(reading, "100#0100000000000000"));
  }

  @Test
  void theStrictReaderRefusesTheSame() throws IOException {
    for (String name :
        List.of(
            "range_wider",
            "range_rounded6",
            "range_sign",
            "node_twice",
            "orphan_val",
            "overlap",
            "val_signed_as_unsigned",
            "val_value_twice",
            "len_j1939",
            "long512",
            "u64_range")) {
      String text = resource(name);
      assertThrows(DbcException.class, () -> Dbc.parse(name, text), name);
    }
    for (String name : List.of("bu_multiline", "extmux", "lat", "long_name")) {
      Dbc.parse(name, resource(name));
    }
  }

  /** Each line: what the file says, with ';;' for line ends; the finding; a frame; its text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "BO_ 5000 M: 1 A;; SG_ S{}~5 TAKEN identifier 5000 (0x1388)~00001388#07~M(S: 7)",
        "BO_ -2147483392 M: 1 A;; SG_ S{}~5 TAKEN identifier -2147483392~00000100#07~M(S: 7)",
        "BO_ 4294967295 M: 1 A;; SG_ S{};;BO_ 1 N: 1 A;; SG_ S{};;VAL_ 4294967295 S 7 'x' ;~5"
            + " LEFT_OUT identifier 4294967295~001#07~N(S: 7)",
        "BO_ 1 M: 1 A;; SG_ S{};;BO_ 1 N: 1 A;; SG_ T{}~7 LEFT_OUT identifier 0x1 of N is already"
            + " that of M~001#07~M(S: 7)",
        "BO_ 1 M: 1 A;; SG_ S{};;BO_ 2 M: 1 A;; SG_ T{}~7 TAKEN there are two messages"
            + " M~002#07~M(T: 7)",
        "BO_ 1 M: 1;; SG_ S{}~5 TAKEN message M has no sender~001#07~M(S: 7)",
        "BO_ 1 M: 1 A and more;; SG_ S{}~5 LEFT_OUT message M is followed by 'and'~001#07~M(S: 7)",
        "BO_ 1 2M: 1 A;; SG_ S{}~5 TAKEN '2M' is no identifier~001#07~2M(S: 7)",
        "BO_ 1 M: 1 A;; SG_ 7-S{};;VAL_ 1 7-S 7 'x' ;~6 TAKEN '7-S' is no identifier~001#07~M(7-S:"
            + " x)",
        "BO_ 1 M: 1 A;; SG_ S : 0|8@1+ (1) [0|0] '' B;; SG_ T{}~6 LEFT_OUT a signal of message M:"
            + " found ')'~001#07~M(T: 7)",
        "BO_ 1 M: x A;; SG_ S{};;BO_ 2 N: 1 A;; SG_ T{}~5 LEFT_OUT a message with its"
            + " signals~002#07~N(T: 7)",
        "BO_ 1 M: 1 A;; SG_ S : 0|8@1+ (1,0) [-inf|?] '' B~6 TAKEN the range of signal"
            + " S~001#07~M(S: 7)",
        "BO_ 1 M: 1 A;; SG_ S : 0|8@1+ (1E-10,0) [0|1E308] '' B~6 TAKEN signal S of message M"
            + " can~001#07~M(S: 0.0000000007)",
        "BO_ 1 M: 1 A;; SG_ S : 0|8@1+ (1,0) [9|2] '' B~6 TAKEN signal S of message M has the"
            + " minimum~001#07~M(S: 7)",
        "BO_ 1 M: 1 A;; SG_ S : 0|8@1+ (0,3) [0|0] '' B~6 TAKEN signal S of message M has the"
            + " factor 0~001#07~M(S: 3)",
        "BO_ 1 M: 1 A;; SG_ S : 0|0@1+ (1,0) [0|0] '' B;; SG_ T{}~6 LEFT_OUT signal S of message M"
            + " has 0 bits~001#07~M(T: 7)",
        "BO_ 1 M: 1 A;; SG_ S : 4|8@1+ (1,0) [0|0] '' B;; SG_ T{}~6 LEFT_OUT signal S of message M"
            + " does not fit~001#07~M(T: 7)",
        "BO_ 1 M: 1 A;; SG_ S{} SG_ S : 0|4@1+ (1,0) [0|0] '' B~7 LEFT_OUT message M has two"
            + " signals S~001#17~M(S: 23)",
        "BO_ 1 M: 4 A;; SG_ S : 0|32@1- (1,0) [0|0] '' B;;SIG_VALTYPE_ 1 S : 2;~6 TAKEN signal S of"
            + " message M is a DOUBLE of 32 bits~001#0000C03F~M(S: 1.5)",
        "BO_ 1 M: 1 A;; SG_ S m3 : 0|8@1+ (1,0) [0|0] '' B~6 TAKEN signal S of message M is"
            + " multiplexed (m3) and there is no multiplexor~001#07~M(S: 7)",
        "BO_ 1 M: 1 A;; SG_ S q : 0|8@1+ (1,0) [0|0] '' B~6 TAKEN multiplexing mark 'q'~001#07~M(S:"
            + " 7)",
        "BO_ 1 M: 1 A;; SG_ S{};;VAL_ 1 S 7 'x'~8 TAKEN there is no ';' before the end of the"
            + " file~001#07~M(S: x)",
        "BO_ 1 M: 1 A;; SG_ S{};;VAL_ 1 S 1.5 'x' 7 'y' ;~7 LEFT_OUT '1.5' is no raw"
            + " value~001#07~M(S: y)",
        "BO_ 1 M: 1 A;; SG_ S{};;VAL_ 1 S 300 'x' 7 'y' ;~6 LEFT_OUT signal S of message M has a"
            + " word for 300~001#07~M(S: y)",
        "BO_ 1 M: 1 A;; SG_ S{};;VAL_ 1 S Table ;~7 LEFT_OUT there is no value table"
            + " Table~001#07~M(S: 7)",
        "BO_ 1 M: 1 A;; SG_ S{};;CM_ SG_ 1 S 'never closed;;VAL_ 1 S 7 'x' ;~7 LEFT_OUT~001#07~M(S:"
            + " x)",
        "BO_ 1 M: 1 A;; SG_ S{};;CM_ 1 'oddly put';;;VAL_ 1 S 7 'x' ;~7 LEFT_OUT~001#07~M(S: x)",
        "BO_ 1 M: 1 A;; SG_ S{};;XYZ_ 1 2 3 ;;;VAL_ 1 S 7 'x' ;~7 LEFT_OUT 'XYZ_' is no"
            + " section~001#07~M(S: x)",
        "VAL_ 1 S 7 'x' ;;;BO_ 1 M: 1 A;; SG_ S{}~~001#07~M(S: x)",
        "VAL_TABLE_ T 7 'x' ;;;BO_ 1 M: 1 A;; SG_ S{};;VAL_ 1 S T ;~~001#07~M(S: x)",
        "BO_ 3221225472 VECTOR__INDEPENDENT_SIG_MSG: 0 Vector__XXX;; SG_ O{};;BO_ 1 M: 1 A;; SG_"
            + " S{}~5 LEFT_OUT the signals of VECTOR__INDEPENDENT_SIG_MSG~001#07~M(S: 7)",
        "/* a note;; of two lines */ BO_ 1 M: 1 A;; SG_ S : 0|8@1+ (1,0) [0|0] '' A,;;  B // and"
            + " one~~001#07~M(S: 7)",
        "BO_ 1 M: 1 A;; SG_ S : 7|8@0+ (.5,-1E+1) [0|0] '' B~~001#07~M(S: -6.5)",
        "BA_DEF_ BO_ 'N' INT 0 5;;;BO_ 1 M: 1 A;; SG_ S{};;BA_ 'N' BO_ 1 9;~8 TAKEN '9' as value of"
            + " attribute N~001#07~M(S: 7)",
        "BA_DEF_ BO_ 'E' ENUM 'a','b';;;BO_ 1 M: 1 A;; SG_ S{};;BA_ 'E' BO_ 1 2;~8 LEFT_OUT '2' as"
            + " value of attribute E~001#07~M(S: 7)",
        "BO_ 1 M: 1 A;; SG_ S{};;BA_ 'GenMsgCycleTime' BO_ 1 x;~7 TAKEN attribute 'GenMsgCycleTime'"
            + " is not defined~001#07~M(S: 7)",
      })
  void whatIsUnsoundIsListedAndTheRestDecodes(
      String body, String finding, String frame, String text) {
    String source =
        body.replace("{}", SIGNAL.stripTrailing())
            .replace(";;;", ";\n")
            .replace(";;", "\n")
            .replace("B SG_", "B\n SG_")
            .replace('\'', '"');
    DbcReading reading = read(source + "\n");
    String found = findings(reading).replace('"', '\'');
    if (finding == null) {
      assertEquals("", found);
    } else {
      assertTrue(found.lines().anyMatch(line -> line.startsWith(finding)), found);
    }
    assertEquals(text, decoded(reading, frame));
  }

  /** Two selectors, one below the other: the leaf is there when both have its values. */
  @Test
  void nestedSelectorsAreFollowedToTheRoot() {
    String body =
        """
        BO_ 256 Deep: 8 A
         SG_ Leaf m1 : 16|8@1+ (1,0) [0|0] "" B
         SG_ Inner m2M : 8|8@1+ (1,0) [0|0] "" B
         SG_ Root M : 0|8@1+ (1,0) [0|0] "" B
         SG_ Other m3 : 8|8@1+ (1,0) [0|0] "" B
        SG_MUL_VAL_ 256 Leaf Inner 1-1, 4-6;
        SG_MUL_VAL_ 256 Inner Root 2-2;
        SG_MUL_VAL_ 256 Other Root 3-3, 10-4294967295;
        """;
    DbcReading reading = read(body);
    assertEquals("", findings(reading));
    Dbc.parse("deep.dbc", HEAD + body);
    assertEquals("Deep(Leaf: 9, Inner: 5, Root: 2)", decoded(reading, "100#0205090000000000"));
    assertEquals("Deep(Inner: 7, Root: 2)", decoded(reading, "100#0207090000000000"));
    assertEquals("Deep(Root: 3, Other: 5)", decoded(reading, "100#0305090000000000"));
    assertEquals("Deep(Root: 200, Other: 5)", decoded(reading, "100#C805090000000000"));
    assertEquals("Deep(Root: 4)", decoded(reading, "100#0405090000000000"));
    // Leaf and Other never meet, although neither selects the other.
    assertTrue(
        reading
            .dbc()
            .message("Deep")
            .signal("Leaf")
            .excludes(reading.dbc().message("Deep").signal("Other")));
  }

  @Test
  void aCircleOfSelectorsIsBrokenAndSaid() {
    DbcReading reading =
        read(
            """
            BO_ 1 M: 8 A
             SG_ X m1M : 0|8@1+ (1,0) [0|0] "" B
             SG_ Y m1M : 8|8@1+ (1,0) [0|0] "" B
             SG_ Z : 16|8@1+ (1,0) [0|0] "" B
            SG_MUL_VAL_ 1 X Y 1-1;
            SG_MUL_VAL_ 1 Y X 1-1;
            """);
    assertTrue(findings(reading).contains("selects itself"), findings(reading));
    assertEquals("M(Z: 3)", decoded(reading, "001#0101030000000000"));
  }

  @Test
  void longNamesOfMessagesAndNodesAreTaken() {
    DbcReading reading =
        read(
            """
            BO_ 1 Short: 1 A
             SG_ S : 0|8@1+ (1,0) [0|0] "" B
            BA_DEF_ BO_ "SystemMessageLongSymbol" STRING ;
            BA_DEF_ BU_ "SystemNodeLongSymbol" STRING ;
            BA_DEF_DEF_ "SystemMessageLongSymbol" "";
            BA_ "SystemMessageLongSymbol" BO_ 1 "ShortAndThenMoreThanThirtyTwoLettersOfIt";
            BA_ "SystemNodeLongSymbol" BU_ A "ANodeWithAName";
            """);
    assertEquals("", findings(reading));
    Message message = reading.dbc().messages().get(0);
    assertEquals("ShortAndThenMoreThanThirtyTwoLettersOfIt", message.name());
    assertEquals("ANodeWithAName", message.sender());
    assertEquals(List.of("ANodeWithAName", "B"), reading.dbc().nodes());
  }

  @Test
  void everyCharacterSetOfTheFieldIsRead() throws IOException {
    String text = HEAD + "BO_ 1 M: 1 A\n SG_ S : 0|8@1+ (1,0) [0|0] \"µ°€\" B";
    for (byte[] bytes :
        List.of(
            text.getBytes(StandardCharsets.UTF_8),
            ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
            text.getBytes(Charset.forName("windows-1252")),
            ("\u00EF\u00BB\u00BF" + text).getBytes(Charset.forName("windows-1252")),
            ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE),
            ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE),
            (text.replace("\n", "\r\n") + "\r\n\u001A").getBytes(StandardCharsets.UTF_8),
            text.replace("\n", "\r").getBytes(StandardCharsets.UTF_8))) {
      Path file = folder.resolve("a.dbc");
      Files.write(file, bytes);
      DbcReading reading = DbcReading.read(file);
      assertEquals("", findings(reading));
      assertEquals("M(S: 7 µ°€)", decoded(reading, "001#07"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NS_ :\n\tCM_\n\tVAL_", "NS_:", "NS_", "NS_ : NS_DESC_ CM_\n BA_ VAL_"})
  void theListOfKeywordsEndsWhereASectionBegins(String list) {
    String text =
        list + "\nVAL_TABLE_ T 7 \"x\" ;\nBO_ 1 M: 1 A\n SG_ S" + SIGNAL + "VAL_ 1 S T ;\n";
    DbcReading reading = DbcReading.of("ns.dbc", text);
    assertEquals("", findings(reading));
    assertEquals("M(S: x)", decoded(reading, "001#07"));
  }

  /** Nothing of the sections that say nothing about frames may stop a reader, or be listed. */
  @Test
  void sectionsOfEveryKindArePassedOver() {
    String body =
        """
        BO_ 256 M: 8 A
         SG_ S : 0|32@1- (1,0) [0|0] "" B
         SG_ D : 7|64@0- (1,0) [0|0] "" B
        BO_TX_BU_ 256 : A,B;
        EV_ Var: 0 [0|0] "" 0 1 DUMMY_NODE_VECTOR0 Vector__XXX;
        ENVVAR_DATA_ Var: 5;
        SGTYPE_ T : 8@1+ (1,0) [0|0] "" 0, Table;
        SIG_GROUP_ 256 G 1 : S;
        CM_ "a net";
        CM_ BU_ A "said \\"so\\";
        BO_ 999 of no message";
        CM_ EV_ Var "v";
        BA_DEF_ "Bus" STRING ;
        BA_DEF_ BU_ "Hex" HEX 0 0;
        BA_DEF_ EV_ "Float" FLOAT -1E+10 1.5;
        BA_DEF_ SG_ "Enum" ENUM "","a;b";
        BA_DEF_REL_ BU_SG_REL_ "Rel" INT 0 1;
        BA_DEF_DEF_ "Enum" "";
        BA_DEF_DEF_REL_ "Rel" 0;
        BA_ "Enum" SG_ 256 S 1;
        BA_REL_ "Rel" BU_SG_REL_ B SG_ 256 S 1;
        SIG_VALTYPE_ 256 S : 1;
        VAL_ Var 0 "off" ;
        """;
    DbcReading reading = read(body);
    // S and D overlap on purpose: nothing else is to be said.
    assertEquals(1, reading.findings().size(), findings(reading));
    Message message = reading.dbc().message("M");
    assertEquals("a;b", message.signal("S").attribute("Enum"));
    assertEquals("", message.signal("D").attribute("Enum"));
    assertEquals("M(S: 1.5, D: 211376815472640)", decoded(reading, "100#0000C03F00000000"));
  }

  @ParameterizedTest
  @CsvSource({"''", "'not a DBC file at all'", "'{\"a\": 1}'", "'\u007FELF\u0000\u0001'"})
  void whatIsNoDbcFileIsSaidToBeNone(String text) {
    DbcException refused = assertThrows(DbcException.class, () -> DbcReading.of("x.dbc", text));
    assertTrue(refused.getMessage().contains("no DBC file"), refused.getMessage());
  }
}
