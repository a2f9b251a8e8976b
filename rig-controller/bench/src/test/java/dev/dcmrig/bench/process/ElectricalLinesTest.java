// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Lamp;
import dev.dcmrig.sim.pins.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElectricalLinesTest {
  private final List<String> heard = new ArrayList<>();

  private final ElectricalLines.FromDcm rig =
      new ElectricalLines.FromDcm() {
        @Override
        public void hello(String name, String version) {
          heard.add("hello " + name + " of " + version);
        }

        @Override
        public void defects(List<String> ids) {
          heard.add("defects " + ids);
        }

        @Override
        public void lamp(Lamp lamp, double brightness) {
          heard.add(lamp + "=" + brightness);
        }

        @Override
        public void draw(double amperes) {
          heard.add(amperes + " A");
        }

        @Override
        public void speaker(short[] samples) {
          heard.add(Arrays.toString(samples));
        }

        @Override
        public void audio(boolean on) {
          heard.add("audio " + on);
        }
      };

  private final ElectricalLines.ToDcm dcm =
      new ElectricalLines.ToDcm() {
        @Override
        public void supply(double volts) {
          heard.add(volts + " V");
        }

        @Override
        public void sos(boolean pressed) {
          heard.add("sos " + pressed);
        }

        @Override
        public void line(Line line, Condition condition) {
          heard.add(line + "=" + condition);
        }

        @Override
        public void microphone(short[] samples) {
          heard.add(Arrays.toString(samples));
        }

        @Override
        public void reset() {
          heard.add("reset");
        }

        @Override
        public void off() {
          heard.add("off");
        }
      };

  @Test
  void whatADcmSaysIsUnderstood() throws ElectricalLines.BadLine {
    for (String line :
        List.of(
            "hello stranger 0.1",
            "defects sos-deaf lamp-dark",
            "defects",
            "lamp GREEN 1.0",
            ElectricalLines.lamp(Lamp.RED, 0.25),
            ElectricalLines.draw(0.12),
            "speaker AQD+/w==",
            ElectricalLines.audio(true),
            ElectricalLines.audio(false))) {
      ElectricalLines.readFromDcm(line, rig);
    }
    assertEquals(
        List.of(
            "hello stranger of 0.1",
            "defects [sos-deaf, lamp-dark]",
            "defects []",
            "GREEN=1.0",
            "RED=0.25",
            "0.12 A",
            "[1, -2]",
            "audio true",
            "audio false"),
        heard);
  }

  @Test
  void whatTheRigSaysIsUnderstood() throws ElectricalLines.BadLine {
    for (String line :
        List.of(
            ElectricalLines.supply(12.6),
            ElectricalLines.sos(true),
            ElectricalLines.sos(false),
            ElectricalLines.line(Line.SIM, Condition.OPEN),
            ElectricalLines.microphone(new short[] {-32768, 32767}),
            "reset",
            "off")) {
      ElectricalLines.readToDcm(line, dcm);
    }
    assertEquals(
        List.of("12.6 V", "sos true", "sos false", "SIM=OPEN", "[-32768, 32767]", "reset", "off"),
        heard);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HELLO stranger 0.1",
        "hello stranger",
        "hello stranger  0.1",
        "hello stranger v\u00e9",
        "defects ",
        "defects a  b",
        "defects a,b",
        "defects v\u00e9",
        "lamp BLUE 1.0",
        "lamp GREEN 1.01",
        "lamp GREEN -0",
        "lamp GREEN NaN",
        "lamp GREEN 1e0",
        "draw 100.1",
        "draw",
        "audio yes",
        "speaker !!!!",
        "speaker AQ==",
        "speaker ",
        "supply 12.60",
        "reset"
      })
  void whatNoDcmMaySayIsRefusedWithTheLineAndWhatIsRight(String line) {
    String message =
        assertThrows(ElectricalLines.BadLine.class, () -> ElectricalLines.readFromDcm(line, rig))
            .getMessage();
    assertTrue(message.startsWith("'" + line + "': "), message);
    assertEquals(List.of(), heard);
  }

  @Test
  void aListOfDefectsFillsItsLinesAndEnds() {
    assertEquals(List.of("defects"), ElectricalLines.defects(List.of()));
    assertEquals(List.of("defects a b", "defects"), ElectricalLines.defects(List.of("a", "b")));
    String id = "i".repeat(80);
    List<String> lines = ElectricalLines.defects(Collections.nCopies(51, id));
    assertEquals(List.of(4057, 88, 7), lines.stream().map(String::length).toList());
  }

  @Test
  void moreThanATenthOfASecondOfSoundIsNoLine() throws ElectricalLines.BadLine {
    ElectricalLines.readFromDcm(ElectricalLines.speaker(new short[800]), rig);
    assertEquals(1, heard.size());
    assertThrows(
        ElectricalLines.BadLine.class,
        () -> ElectricalLines.readFromDcm(ElectricalLines.speaker(new short[801]), rig));
  }
}
