// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.sim.VirtualTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulators take SCPI as SCPI-1999 volume 1 and IEEE 488.2 write it. */
class SimulatedInstrumentTest {
  private static final String NO_ERROR = "0,\"No error\"";

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final DeskWires wires = new DeskWires(timeline);
  private final SimulatedSupply supply = new SimulatedSupply(wires);
  private final SimulatedRelays relays = new SimulatedRelays(wires);
  private final SimulatedLightReader reader = new SimulatedLightReader(wires, timeline);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VOLT 12.6",
        "volt 12.6",
        "VOLTAGE 12.6",
        ":VOLT 12.6",
        "SOUR:VOLT 12.6",
        "source:voltage:level:immediate:amplitude 12.6 V",
        "SOUR1:VOLT:LEV 12600mV",
        "VOLT 0.0126 KV",
        "VOLT\t1.26E1",
        "VOLT 12.6;",
      })
  void shortAndLongFormsOptionalNodesAndUnitsMeanTheSame(String command) {
    assertEquals("", supply.take(command));
    assertEquals(NO_ERROR, supply.take("SYST:ERR?"));
    assertEquals("1.2600E+01", supply.take("VOLT?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "VOLTA 1|-113",
        "VOL 1|-113",
        "VOLT:LEV:FOO 1|-113",
        "VOLT|-109",
        "VOLT 1,2|-108",
        "VOLT abc|-104",
        "VOLT 1 A|-131",
        "VOLT 1 MHZ|-131",
        "VOLT 31|-222",
        "VOLT -1|-222",
        "OUTP MAYBE|-104",
        "VOLT 'x|-102",
        "SYST:LOC 1|-108",
      })
  void whatIsWrongGoesIntoTheQueueAndIsNotDone(String command, String code) {
    supply.take("VOLT 5");
    assertEquals("", supply.take(command));
    assertEquals(code, supply.take("SYST:ERR?").split(",")[0]);
    assertEquals(NO_ERROR, supply.take("SYSTem:ERRor:NEXT?"));
    assertEquals("5.0000E+00", supply.take("VOLT?"));
  }

  @Test
  void aCommandBehindASemicolonGoesOnWhereTheOneBeforeItWas() {
    assertEquals("5.0000E+00", supply.take("SOUR:VOLT:PROT 20;LEV 5;:VOLT 5;VOLT?"));
    assertEquals("2.0000E+01;1", supply.take("SOUR:VOLT:PROT:LEV?;*OPC?"));
    supply.take("SYST:ERR:COUN?;NEXT?");
    assertEquals("", supply.take("SOUR:VOLT:PROT 20;OUTP ON"));
    assertEquals("-113", supply.take("SYST:ERR?").split(",")[0]);
  }

  @Test
  void aFullQueueSaysThatItWasFullAndCommonCommandsKeepTheNode() {
    for (int count = 0; count < 20; count++) {
      supply.take("FOO");
    }
    assertEquals("16", supply.take("SYST:ERR:COUN?"));
    for (int count = 0; count < 15; count++) {
      assertEquals("-113", supply.take("SYST:ERR?").split(",")[0]);
    }
    assertEquals("-350", supply.take("SYST:ERR?").split(",")[0]);
    assertEquals("3.0000E+01;" + NO_ERROR, supply.take("VOLT:PROT?;*CLS;:SYST:ERR?"));
  }

  @Test
  void anOutputIsOffUntilItIsOnAndAfterAReset() {
    supply.take("VOLT 12.6");
    assertEquals(0, wires.volts());
    supply.take("OUTP ON");
    assertEquals(12.6, wires.volts());
    wires.draw(0.25);
    assertEquals("1.2600E+01;2.5000E-01", supply.take("MEAS:VOLT?;CURR?"));
    supply.take("VOLT:PROT 10");
    supply.take("VOLT 11");
    assertEquals("-221", supply.take("SYST:ERR?").split(",")[0]);
    supply.take("*RST");
    assertEquals(0, wires.volts());
    assertEquals("0.0000E+00", supply.take("MEAS:CURR?"));
  }

  @Test
  void relaysAreNamedInListsAndRanges() {
    relays.take("ROUT:CLOS (@101,201:203)");
    assertEquals("1,1,0", relays.take("ROUT:CLOS? (@101,202,204)"));
    relays.take("OPEN (@202)");
    assertEquals("1,1,0", relays.take("ROUTE:OPEN? (@202, 204, 101)"));
    relays.take("CLOS (@999)");
    assertEquals("-222", relays.take("SYST:ERR?").split(",")[0]);
    relays.take("CLOS 101");
    assertEquals("-104", relays.take("SYST:ERR?").split(",")[0]);
    relays.take("OPEN:ALL");
    assertEquals("0", relays.take("CLOS? (@101)"));
  }

  @Test
  void aLightReaderSamplesBothLampsAtOnceWithoutAGap() {
    reader.take("ACQ:SRAT 500;:INIT");
    assertEquals("0,0.20,0.20", reader.take("FETC?"));
    timeline.runUntil(3_000_000);
    wires.lamp(dev.dcmrig.sim.pins.Lamp.GREEN, 1);
    timeline.runUntil(6_000_000);
    assertEquals("1,0.20,0.20,3.00,0.20,3.00,0.20", reader.take("FETC?"));
    assertEquals("4", reader.take("FETC?"));
    reader.take("ACQ:SRAT 100");
    assertEquals("-221", reader.take("SYST:ERR?").split(",")[0]);
  }
}
