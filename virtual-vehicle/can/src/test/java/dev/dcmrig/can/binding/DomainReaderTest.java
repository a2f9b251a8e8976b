// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

import static dev.dcmrig.can.binding.DomainValue.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.binding.DomainReader.Protection;
import dev.dcmrig.sim.VirtualTimeline;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reader and writer of one car; the bits themselves are held to other people's elsewhere. */
class DomainReaderTest {
  private final VehicleBinding car = SmallCar.binding();
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final DomainReader reader = car.reader(timeline);
  private final DomainWriter airbag = car.writers(AIRBAG_DEPLOYED, IMPACT_LEVEL, PASSENGERS).get(0);
  private long now;

  private void receive(Frame frame) {
    reader.onFrame(now += 20_000_000, frame);
  }

  @Test
  void onlyTheSecondGoodFrameOfAProtectedMessageCounts() {
    airbag.set(AIRBAG_DEPLOYED, "NO");
    assertEquals(Protection.INITIALISING, reader.protection(AIRBAG_DEPLOYED));
    receive(airbag.next());
    assertFalse(reader.has(AIRBAG_DEPLOYED));
    assertEquals(Protection.INITIALISING, reader.protection(AIRBAG_DEPLOYED));
    receive(airbag.next());
    assertEquals("NO", reader.word(AIRBAG_DEPLOYED));
    assertEquals(Protection.VALID, reader.protection(AIRBAG_DEPLOYED));
    assertEquals(40_000_000, reader.receivedNanos(AIRBAG_DEPLOYED));
  }

  @Test
  void frameWithAWrongCrcChangesNothingAndIsCounted() {
    receive(airbag.next());
    receive(airbag.next());
    airbag.set(AIRBAG_DEPLOYED, "YES");
    for (int failed = 1; failed <= 3; failed++) {
      receive(airbag.withWrongCrc(airbag.next()));
      assertEquals("NO", reader.word(AIRBAG_DEPLOYED));
      assertEquals(Protection.INVALID, reader.protection(AIRBAG_DEPLOYED));
      assertEquals(failed, reader.failuresRunning(AIRBAG_DEPLOYED));
    }
    assertEquals(40_000_000, reader.receivedNanos(AIRBAG_DEPLOYED));
    receive(airbag.next());
    assertEquals("NO", reader.word(AIRBAG_DEPLOYED), "three lost: the sequence is wrong");
    receive(airbag.next());
    assertEquals("YES", reader.word(AIRBAG_DEPLOYED));
    assertEquals(0, reader.failuresRunning(AIRBAG_DEPLOYED));
  }

  @Test
  void aCounterThatStandsStillChangesNothing() {
    receive(airbag.next());
    receive(airbag.next());
    airbag.set(AIRBAG_DEPLOYED, "YES");
    receive(airbag.withStuckCounter());
    assertEquals("NO", reader.word(AIRBAG_DEPLOYED));
    assertEquals(Protection.INVALID, reader.protection(AIRBAG_DEPLOYED));
    receive(airbag.next());
    assertEquals("YES", reader.word(AIRBAG_DEPLOYED), "the next count is good at once");
  }

  @Test
  void framesOfOthersAndFramesThatAreNoDataSayNothing() {
    Frame plain = car.writer(car.message(LATITUDE)).next();
    receive(Frame.of(plain.id(), Frame.REMOTE, 8, new byte[0]));
    receive(Frame.of(plain.id(), Frame.ERROR, 8, new byte[8]));
    receive(Frame.extended(plain.id(), new byte[8]));
    receive(Frame.classic(plain.id(), new byte[7]));
    receive(Frame.classic(0x7FF, new byte[8]));
    assertFalse(reader.has(LATITUDE));
    receive(plain);
    assertTrue(reader.has(LATITUDE));
  }

  @Test
  void multiplexedSignalsCountOnlyInTheirOwnFrames() {
    // Page 1: key raw 2, door open; page 2: 12.34 V (raw 1234 = 04D2), lever raw -1.
    receive(Frame.extended(257, HexFormat.of().parseHex("0102010000000000")));
    assertEquals("ON", reader.word(IGNITION));
    assertEquals("OPEN", reader.word(DOORS));
    assertFalse(reader.has(BATTERY_VOLTAGE));
    receive(Frame.extended(257, HexFormat.of().parseHex("02d2040f00000000")));
    assertEquals(12.34, reader.number(BATTERY_VOLTAGE), 1e-9);
    assertEquals("R", reader.word(GEAR));
    assertEquals("ON", reader.word(IGNITION), "not in this frame");
  }

  @Test
  void aSignalBelowTwoSelectorsIsWrittenWithBothAndReadOnlyWithBoth() {
    VehicleBinding deep = VehicleBinding.of("deep.yaml", SmallCar.deepDbc(), SmallCar.bindings());
    DomainWriter writer = deep.writers(IGNITION, DOORS, BATTERY_VOLTAGE, GEAR).get(0);
    writer.set(BATTERY_VOLTAGE, 12.34);
    assertEquals("02D2040004000000", hex(writer.next()));
    DomainReader deepReader = deep.reader(timeline);
    deepReader.onFrame(0, Frame.extended(257, HexFormat.of().parseHex("02d2040005000000")));
    deepReader.onFrame(0, Frame.extended(257, HexFormat.of().parseHex("01d2040004000000")));
    assertFalse(deepReader.has(BATTERY_VOLTAGE));
    deepReader.onFrame(0, Frame.extended(257, HexFormat.of().parseHex("03d2040009000000")));
    assertEquals(12.34, deepReader.number(BATTERY_VOLTAGE), 1e-9);
  }

  private static String hex(Frame frame) {
    return HexFormat.of().withUpperCase().formatHex(frame.data());
  }

  @Test
  void aReservedRawValueSaysNothing() {
    receive(Frame.classic(258, HexFormat.of().parseHex("0000000000000200")));
    assertEquals("FIX_3D", reader.word(GNSS_FIX));
    receive(Frame.classic(258, HexFormat.of().parseHex("0000000000000300")));
    assertEquals("FIX_3D", reader.word(GNSS_FIX));
  }

  @Test
  void framesThatSayTheSameAreSkippedAndNothingElseIs() {
    Random random = new Random(20260601);
    String[] pages = {
      "0102010000000000",
      "0101000000000000",
      "01020100000000FF",
      "02d2040f00000000",
      "02d3040f00000000",
      "02d2041000000000",
      "0300000000000000"
    };
    Map<DomainValue, Double> expected = new EnumMap<>(DomainValue.class);
    for (int n = 0; n < 5_000; n++) {
      if (random.nextInt(50) == 0) {
        reader.forget();
        expected.clear();
      }
      Frame frame =
          Frame.extended(257, HexFormat.of().parseHex(pages[random.nextInt(pages.length)]));
      receive(frame);
      for (DomainValue value : List.of(IGNITION, DOORS, BATTERY_VOLTAGE, GEAR)) {
        BoundValue bound = car.bound(value);
        if (bound.signal.multiplexValue() == frame.at(0)
            && (!bound.isEnumerated() || bound.word(bound.signal.raw(frame)) != null)) {
          expected.put(value, bound.signal.decode(frame));
        }
        assertEquals(expected.containsKey(value), reader.has(value));
        if (reader.has(value)) {
          assertEquals(expected.get(value), reader.number(value), () -> value + " of " + frame);
        }
      }
    }
  }

  @Test
  void whatWasForgottenIsNotThereAndProtectionBeginsAgain() {
    receive(airbag.next());
    receive(airbag.next());
    reader.forget();
    assertFalse(reader.has(AIRBAG_DEPLOYED));
    assertEquals(Protection.INITIALISING, reader.protection(AIRBAG_DEPLOYED));
    receive(airbag.next());
    assertFalse(reader.has(AIRBAG_DEPLOYED));
  }

  @Test
  void askingForWhatIsNotThereIsAMistakeThatIsExplained() {
    IllegalStateException early =
        assertThrows(IllegalStateException.class, () -> reader.number(LATITUDE));
    assertTrue(early.getMessage().contains("gnss.latitude has not been received"));
    receive(Frame.classic(258, new byte[8]));
    assertThrows(IllegalArgumentException.class, () -> reader.word(LATITUDE));
  }

  @Test
  void theCycleTimeIsThatOfTheDbcFile() {
    assertEquals(20_000_000, reader.cycleNanos(AIRBAG_DEPLOYED));
    assertEquals(0, reader.cycleNanos(LATITUDE));
    assertEquals(Protection.NONE, reader.protection(LATITUDE));
  }

  @Test
  void aMessageThatDoesNotChangeIsBuiltOnceForEachCounter() {
    Frame[] round = new Frame[16];
    for (int i = 0; i < 16; i++) {
      round[i] = airbag.next();
    }
    for (int i = 0; i < 16; i++) {
      assertSame(round[i], airbag.next());
    }
    airbag.set(IMPACT_LEVEL, 30);
    Frame changed = airbag.next();
    assertNotSame(round[0], changed);
    airbag.set(IMPACT_LEVEL, 30);
    for (int i = 1; i < 16; i++) {
      airbag.next();
    }
    assertSame(changed, airbag.next(), "setting the same value changes nothing");
  }

  @Test
  void aWriterBeginsWithTheStartValuesAndRefusesWhatItDoesNotCarry() {
    assertEquals("103#4D", car.writer(car.dbc().message("Spare")).next().toString());
    assertThrows(IllegalArgumentException.class, () -> airbag.set(LATITUDE, 3));
    assertThrows(IllegalArgumentException.class, () -> airbag.set(AIRBAG_DEPLOYED, "MAYBE"));
    assertThrows(IllegalArgumentException.class, () -> airbag.set(IMPACT_LEVEL, 251));
  }
}
