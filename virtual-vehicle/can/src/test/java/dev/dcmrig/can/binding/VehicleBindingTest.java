// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.dbc.Dbc;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class VehicleBindingTest {

  private static BindingException refused(Consumer<Map<String, Object>> spoil) {
    Map<String, Object> bindings = SmallCar.bindings();
    spoil.accept(bindings);
    return assertThrows(
        BindingException.class, () -> VehicleBinding.of("small.yaml", SmallCar.dbc(), bindings));
  }

  private static void says(BindingException refused, String path, String what) {
    assertEquals(path, refused.path());
    assertTrue(refused.getMessage().startsWith("small.yaml: " + path + ": "), refused.getMessage());
    assertTrue(refused.getMessage().contains(what), refused.getMessage());
  }

  @Test
  void aSignalThatIsNotThereIsNamedWithThoseThatAre() {
    says(
        refused(all -> SmallCar.entry(all, "airbag.deployed").put("signal", "Deploied")),
        "bindings.airbag.deployed.signal",
        "no signal \"Deploied\" in message AirbagStatus, it has: CRC, Counter, Deployed, Impact");
  }

  @Test
  void aMessageThatIsNotThereIsNamedWithThoseThatAre() {
    says(
        refused(all -> SmallCar.entry(all, "doors").put("message", "Mixt")),
        "bindings.doors.message",
        "no message \"Mixt\" in small.dbc, it has: AirbagStatus, Mixed, Plain");
  }

  @Test
  void everyOtherMistakeIsNamedWithItsPath() {
    says(refused(all -> all.put("dors", Map.of())), "bindings.dors", "no domain value \"dors\"");
    says(refused(all -> all.put("doors", "Mixed")), "bindings.doors", "a map should be here");
    says(
        refused(all -> SmallCar.entry(all, "doors").put("massage", "x")),
        "bindings.doors.massage",
        "unknown key");
    says(
        refused(all -> SmallCar.entry(all, "doors").remove("signal")),
        "bindings.doors.signal",
        "missing");
    says(
        refused(all -> SmallCar.entry(all, "doors").put("signal", true)),
        "bindings.doors.signal",
        "found true");
    says(
        refused(all -> SmallCar.entry(all, "doors").remove("values")),
        "bindings.doors.values",
        "CLOSED, OPEN");
    says(
        refused(all -> SmallCar.entry(all, "doors").put("values", Map.of("CLOSED", 0))),
        "bindings.doors.values",
        "\"OPEN\" is missing");
    says(
        refused(all -> SmallCar.entry(all, "doors").put("values", Map.of("AJAR", 0))),
        "bindings.doors.values.AJAR",
        "no such word");
    says(
        refused(all -> SmallCar.entry(all, "doors").put("values", Map.of(true, 0))),
        "bindings.doors.values.true",
        "in quotes");
    says(
        refused(all -> SmallCar.entry(all, "doors").put("values", twice(0))),
        "bindings.doors.values",
        "same raw value");
    says(
        refused(all -> SmallCar.entry(all, "doors").put("values", twice(2))),
        "bindings.doors.values.CLOSED",
        "2 does not fit into the 1 bits of signal Door: 0 to 1");
    says(
        refused(all -> SmallCar.entry(all, "chassis.speed").put("values", twice(0))),
        "bindings.chassis.speed.values",
        "is a number");
  }

  private static Map<String, Object> twice(int raw) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("CLOSED", raw);
    words.put("OPEN", raw);
    return words;
  }

  @Test
  void aValueInPlaceOfCrcOrCounterIsRefused() {
    says(
        refused(all -> SmallCar.entry(all, "airbag.passengers").put("signal", "Counter")),
        "bindings.airbag.passengers.signal",
        "has its CRC (byte 0) or counter");
  }

  @Test
  void oneMessageIsNotSentByTwoEcus() {
    VehicleBinding binding = SmallCar.binding();
    BindingException refused =
        assertThrows(BindingException.class, () -> binding.writers(DomainValue.IGNITION));
    assertEquals("bindings.doors.message", refused.path());
  }

  @Test
  void aProtectionThatCantBeIsNamedWithTheLineOfItsMessage() {
    String text = SmallCar.DBC.replace("\"1 2 3 4", "\"1 2 3");
    BindingException refused =
        assertThrows(
            BindingException.class,
            () ->
                VehicleBinding.of("small.yaml", Dbc.parse("small.dbc", text), SmallCar.bindings()));
    assertTrue(
        refused.getMessage().startsWith("small.dbc:3: AirbagStatus: E2EDataID"),
        refused.getMessage());
    assertTrue(refused.getMessage().contains("15 numbers; profile 2 has 16"));
  }

  @Test
  void everyDomainValueIsEitherANumberOrHasWords() {
    for (DomainValue value : DomainValue.values()) {
      if (!SmallCar.bindings().containsKey(value.key())) {
        continue;
      }
      boolean words = SmallCar.entry(SmallCar.bindings(), value.key()).containsKey("values");
      assertEquals(words, !value.words().isEmpty(), value.key());
    }
  }
}
