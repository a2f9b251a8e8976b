// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  enum Lamp {
    SOLID_GREEN,
    DARK
  }

  record Call(
      @Key("How long a button is held") Duration holdTime,
      @Key(value = "Attempts", minimum = 1, maximum = 9) int attempts,
      @Key(value = "Voltage", unit = "V", fallback = "6.5") double belowVolts,
      @Key(value = "Lamp", fallback = "dark") Lamp lamp,
      @Key(
              value = "Who",
              words = {"tps", "ecall-112"},
              fallback = "tps")
          String mode,
      @Key("Positions") List<String> ignition,
      @Key("Whom") Optional<String> target) {
    Call {
      if (attempts == 7) {
        throw new IllegalArgumentException("seven attempts don't fit a call");
      }
    }
  }

  record File(@Key("Calls") Call call, @Key(value = "Loud", fallback = "false") boolean loud) {}

  record Cars(@Key("Cars") Map<String, Call> cars) {}

  private static Map<String, Object> call(Object... changes) {
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("holdTime", "500 ms");
    call.put("attempts", 3);
    call.put("ignition", List.of("ON", "START"));
    for (int index = 0; index < changes.length; index += 2) {
      call.put((String) changes[index], changes[index + 1]);
    }
    return call;
  }

  private static List<String> problems(Map<String, Object> call) {
    return RecordReader.read(File.class, Map.of("call", call)).problems().stream()
        .map(SettingsProblem::toString)
        .toList();
  }

  @Test
  void aFileBecomesARecordWithWhatItLeavesAway() {
    File file = RecordReader.read(File.class, Map.of("call", call())).value().orElseThrow();
    assertEquals(
        new File(
            new Call(
                Duration.ofMillis(500),
                3,
                6.5,
                Lamp.DARK,
                "tps",
                List.of("ON", "START"),
                Optional.empty()),
            false),
        file);
  }

  @Test
  void numbersInQuotesAndWordsOfAnEnumAreRead() {
    Call call =
        RecordReader.read(
                Call.class,
                call("attempts", "4", "belowVolts", 7, "lamp", "solid-green", "target", "sip:x"))
            .value()
            .orElseThrow();
    assertEquals(4, call.attempts());
    assertEquals(7.0, call.belowVolts());
    assertEquals(Lamp.SOLID_GREEN, call.lamp());
    assertEquals(Optional.of("sip:x"), call.target());
  }

  @Test
  void everyProblemIsFoundWithItsPath() {
    assertEquals(
        List.of(
            "call.colour: is no setting; there are: holdTime, attempts, belowVolts, lamp, mode,"
                + " ignition, target",
            "call.holdTime: '500' can't be used; a duration, for instance 500ms, 30s, 60min, 24h"
                + " from 0 s on",
            "call.attempts: '10' can't be used; a whole number from 1 to 9",
            "call.lamp: 'pink' can't be used; one of solid-green, dark",
            "call.mode: 'x' can't be used; one of tps, ecall-112"),
        problems(
            call("colour", 1, "holdTime", "500", "attempts", 10, "lamp", "pink", "mode", "x")));
  }

  @Test
  void whatIsMissingIsNamedWithItsForm() {
    Map<String, Object> call = call();
    call.remove("attempts");
    assertEquals(List.of("call.attempts: is missing; a whole number from 1 to 9"), problems(call));
  }

  @Test
  void whatDoesNotFitTogetherIsAProblemOfItsSection() {
    assertEquals(List.of("call: seven attempts don't fit a call"), problems(call("attempts", 7)));
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    for (Object bad : List.of("1e309", "NaN", "Infinity", "0x10", "", "-1", Double.NaN)) {
      assertEquals(1, problems(call("belowVolts", bad)).size(), String.valueOf(bad));
    }
    for (Object bad : List.of("3.5", "99999999999", "-1", true)) {
      assertEquals(1, problems(call("attempts", bad)).size(), String.valueOf(bad));
    }
    for (Object bad : List.of("1000000000 h", "5", "-5 s", "5 days", 5)) {
      assertEquals(1, problems(call("holdTime", bad)).size(), String.valueOf(bad));
    }
  }

  @Test
  void aSectionInPlaceOfAValueAndTheOtherWayRoundAreRefused() {
    assertEquals(1, problems(call("attempts", Map.of("x", 1))).size());
    assertEquals(1, problems(call("ignition", "ON")).size());
    assertEquals(
        "call: 'x' can't be used; a section of its own",
        RecordReader.read(File.class, Map.of("call", "x")).problems().get(0).toString());
  }

  @Test
  void aFileOfNothingButMistakesIsReadUpToABound() {
    Map<String, Object> call = call();
    for (int index = 0; index < 60_000; index++) {
      call.put("k" + index, index);
    }
    assertEquals(RecordReader.MAX_PROBLEMS, problems(call).size());
  }

  @Test
  void keysOfAMapAreFree() {
    Cars cars =
        RecordReader.read(Cars.class, Map.of("cars", Map.of("red", call()))).value().orElseThrow();
    assertEquals(3, cars.cars().get("red").attempts());
    assertEquals(
        "cars.red.attempts",
        RecordReader.read(Cars.class, Map.of("cars", Map.of("red", call("attempts", 0))))
            .problems()
            .get(0)
            .path());
  }

  record Undescribed(int count) {}

  @Test
  void aRecordThatSaysNotWhatItMeansIsAMistakeOfTheProgram() {
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> RecordReader.read(Undescribed.class, Map.of("count", 1)))
            .getMessage()
            .contains("Undescribed.count has no @Key"));
  }

  @Test
  void theSchemaSaysTheSame() {
    assertEquals(
        "{type=object, properties={"
            + "holdTime={description=How long a button is held, type=string,"
            + " pattern=^([0-9]{1,12}(?:\\.[0-9]{1,9})?) ?(ms|s|min|h)$}, "
            + "attempts={description=Attempts, type=integer, minimum=1, maximum=9}, "
            + "belowVolts={description=Voltage [V], type=number, minimum=0, default=6.5}, "
            + "lamp={description=Lamp, enum=[solid-green, dark], default=dark}, "
            + "mode={description=Who, enum=[tps, ecall-112], default=tps}, "
            + "ignition={description=Positions, type=array,"
            + " items={type=string, minLength=1}}, "
            + "target={description=Whom, type=string, minLength=1}}, "
            + "required=[holdTime, attempts, ignition], additionalProperties=false}",
        JsonSchema.of(Call.class).toString());
  }
}
