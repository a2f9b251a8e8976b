// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.can.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames in the words of the run folder's own DBC files. */
class FrameWordsTest {

  @TempDir Path folder;

  /** A file with one protected message of an airbag, and one of a battery. */
  static Path dbc(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("car.dbc"),
        """
        VERSION ""
        BU_: AIRBAG DCM
        BO_ 80 AirbagStatus: 2 AIRBAG
         SG_ CRC : 0|8@1+ (1,0) [0|255] "" DCM
         SG_ Counter : 8|4@1+ (1,0) [0|15] "" DCM
         SG_ Deployed : 14|1@1+ (1,0) [0|1] "" DCM
        BO_ 544 PowerStatus: 2 AIRBAG
         SG_ BatteryVoltage : 0|12@1+ (0.01,0) [0|40.95] "V" DCM
        BA_DEF_ BO_ "E2EProfile" ENUM "NONE","P1","P2";
        BA_DEF_DEF_ "E2EProfile" "NONE";
        BA_ "E2EProfile" BO_ 80 1;
        VAL_ 80 Deployed 0 "NO" 1 "YES" ;
        """);
  }

  private FrameWords words(String channels) throws IOException {
    Path inputs = Files.createDirectories(folder.resolve("run/inputs/dbc"));
    Files.copy(dbc(folder), inputs.resolve("car.dbc"));
    JsonNode options = new ObjectMapper().readTree("{\"channels\":" + channels + "}");
    return FrameWords.of(folder.resolve("run"), options);
  }

  @Test
  void aFrameHasTheNamesWordsAndUnitsOfItsChannelsFile() throws IOException {
    FrameWords words = words("[{\"name\":\"vehicle\",\"database\":\"dbc/car.dbc\"}]");
    assertEquals(
        "AirbagStatus CRC=1 Counter=3 Deployed=YES",
        words.all("vehicle", Frame.classic(0x50, (byte) 1, (byte) 0x43)));
    assertEquals(
        "PowerStatus BatteryVoltage=12.6 V",
        words.all("vehicle", Frame.classic(0x220, (byte) 0xEC, (byte) 4)));
    assertEquals("7FF#01", words.all("vehicle", Frame.classic(0x7FF, (byte) 1)));
    assertEquals("050#01", words.all("vehicle", Frame.classic(0x50, (byte) 1)), "too short");
  }

  @Test
  void aChangeTellsWhatIsNewAndNeitherCounterNorCrc() throws IOException {
    FrameWords.Changes changes =
        words("[{\"name\":\"vehicle\",\"database\":\"dbc/car.dbc\"}]").new Changes();
    assertEquals("AirbagStatus Deployed=NO", changes.next("vehicle", "050#0102"));
    assertEquals("AirbagStatus Deployed=YES", changes.next("vehicle", "050#7743"));
    assertEquals("AirbagStatus", changes.next("vehicle", "050#7844"));
    assertEquals("no frame", changes.next("vehicle", "no frame"));
  }

  @Test
  void oneOfSeveralChannelsIsNamedAndHasItsOwnFile() throws IOException {
    FrameWords words =
        words(
            "[{\"name\":\"body\",\"database\":\"dbc/car.dbc\"},"
                + "{\"name\":\"chassis\",\"database\":\"dbc/none.dbc\"}]");
    Frame frame = Frame.classic(0x50, (byte) 1, (byte) 0x43);
    assertEquals("body AirbagStatus CRC=1 Counter=3 Deployed=YES", words.all("body", frame));
    assertEquals("chassis 050#0143", words.all("chassis", frame));
    assertTrue(words.problems().toString().contains("dbc/none.dbc"), words.problems().toString());
  }

  @Test
  void aRunFolderCanNotMakeAReportReadAnotherFile() throws IOException {
    FrameWords words = words("[{\"name\":\"vehicle\",\"database\":\"../../car.dbc\"}]");
    assertEquals("050#0143", words.all("vehicle", Frame.classic(0x50, (byte) 1, (byte) 0x43)));
    assertEquals(1, words.problems().size());
  }
}
