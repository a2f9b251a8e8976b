// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.api.Vehicle.Disturbance;
import dev.dcmrig.api.Vehicle.GnssReception;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.api.Vehicle.NavigationState;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.evidence.Subject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What everything must do that happens things to a car. */
abstract class VehicleContract extends PortContract {

  /** A verb of the port. */
  @FunctionalInterface
  interface Verb {
    void on(Vehicle vehicle);
  }

  private static final Map<String, Verb> VERBS = verbs();

  private static Map<String, Verb> verbs() {
    Map<String, Verb> verbs = new LinkedHashMap<>();
    for (Ignition position : Ignition.values()) {
      verbs.put("ignition " + position, vehicle -> vehicle.ignition(position));
    }
    verbs.put("pressSos", vehicle -> vehicle.pressSos(Duration.ofMillis(800)));
    verbs.put("deployAirbag", Vehicle::deployAirbag);
    verbs.put("impact", vehicle -> vehicle.impact(12.5));
    verbs.put("crash", vehicle -> vehicle.crash(40));
    verbs.put("occupants", vehicle -> vehicle.occupants(2));
    verbs.put("occupantsUnknown", Vehicle::occupantsUnknown);
    verbs.put("position", vehicle -> vehicle.position(-33.8688, 151.2093, 90));
    verbs.put("drive", vehicle -> vehicle.drive(50));
    for (GnssReception reception : GnssReception.values()) {
      verbs.put("gnss " + reception, vehicle -> vehicle.gnss(reception));
    }
    for (NavigationState state : NavigationState.values()) {
      verbs.put("navigation " + state, vehicle -> vehicle.navigation(state));
    }
    verbs.put("battery", vehicle -> vehicle.battery(12.6));
    verbs.put("disconnectBattery", Vehicle::disconnectBattery);
    verbs.put("reconnectBattery", vehicle -> vehicle.reconnectBattery(12.6));
    verbs.put("crank", Vehicle::crank);
    for (Disturbance disturbance : Disturbance.values()) {
      verbs.put(
          "disturb " + disturbance, vehicle -> vehicle.disturb(DomainValue.IGNITION, disturbance));
    }
    verbs.put("undisturb", vehicle -> vehicle.undisturb(DomainValue.IGNITION));
    return verbs;
  }

  @Test
  void aBenchHasTheCarsThatItNamesAndNoOthers() {
    assertEquals("DCMR0REF000000001", bench.dut().vin());
    BenchBroken thrown = assertThrows(BenchBroken.class, () -> bench.vehicle("DCMR0REF000000002"));
    assertEquals(
        "bench emulated has no car 'DCMR0REF000000002'; name one of [DCMR0REF000000001]",
        thrown.getMessage());
    String part = assertThrows(BenchBroken.class, () -> bench.part(Vehicle.class)).getMessage();
    assertTrue(part.startsWith("bench emulated has no Vehicle; it has [Supply, "), part);
    isWell();
  }

  @Test
  void itsDoorsAreNotLockedBeforeTheBodyEcuHasSpoken() {
    assertFalse(car().doorsLocked());
    isWell();
  }

  @Test
  void eachVerbIsTakenAtOnceAndNotedAsTheRigs() {
    VERBS.forEach(
        (name, verb) -> {
          Duration before = bench.time().now();
          int seen = bench.observations().all().size();
          verb.on(car());
          assertEquals(before, bench.time().now(), name);
          List<String> notes =
              bench.observations().all().stream()
                  .skip(seen)
                  .filter(note -> note.source() == Subject.RIG)
                  .filter(note -> note.kind().startsWith("vehicle."))
                  .map(String::valueOf)
                  .toList();
          assertEquals(1, notes.size(), () -> name + ": " + notes);
          pass(Duration.ofSeconds(1));
        });
    isWell();
  }

  @Test
  void verbsMayComeInAnyOrderAndAtOneInstant() {
    VERBS.values().forEach(verb -> verb.on(car()));
    pass(Duration.ofSeconds(1));
    VERBS.values().forEach(verb -> verb.on(car()));
    assertEquals(Duration.ofSeconds(1), bench.time().now());
    isWell();
  }
}
