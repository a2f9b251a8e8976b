package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.api.Vehicle.Ignition;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A second car on a bench is a whole car, and the first one doesn't notice it. */
class AnotherVehicleTest {
  private static OneBench benches;

  @BeforeAll
  static void open() {
    benches = new OneBench(Set.of());
  }

  @AfterAll
  static void close() {
    benches.close();
  }

  @Test
  void itsDcmCallsWithItsOwnVinWhileTheFirstCarStandsStill() {
    try (Bench bench = benches.open("second car calls", 7, new NoRecorder())) {
      Vehicle other = bench.anotherVehicle();
      assertEquals("DCMR0REF000000002", other.vin());
      other.ignition(Ignition.ON);
      bench.time().advance(Duration.ofSeconds(8));
      other.deployAirbag();
      bench.time().advance(Duration.ofSeconds(20));
      List<Call> calls = bench.centre().calls();
      assertEquals(1, calls.size());
      assertEquals(List.of("DCMR0REF000000002"), vins(calls), () -> "" + calls);
      assertTrue(
          bench.radioLink().http().stream()
              .map(HttpExchange::path)
              .filter(path -> path.endsWith("/emergency-events"))
              .allMatch(path -> path.contains("DCMR0REF000000002")),
          () -> "" + bench.radioLink().http());
      assertTrue(
          bench.observations().all().stream()
              .filter(note -> note.kind().equals("vehicle.airbag.deployed"))
              .allMatch(note -> "DCMR0REF000000002".equals(note.details().get("vin"))),
          () -> "" + bench.observations().all());
    }
  }

  @Test
  void itStartsWithTheIgnitionOffAndItsFramesAreNotThoseOfTheFirst() {
    long frames;
    Duration lastFrame;
    try (Bench alone = benches.open("one car", 7, new NoRecorder())) {
      alone.time().advance(Duration.ofSeconds(20));
      frames = alone.bus().frames();
      lastFrame = alone.bus().lastFrame();
    }
    try (Bench bench = benches.open("two cars", 7, new NoRecorder())) {
      Vehicle other = bench.anotherVehicle();
      other.deployAirbag();
      bench.time().advance(Duration.ofSeconds(20));
      assertEquals(List.of(), bench.centre().calls());
      assertEquals(frames, bench.bus().frames());
      assertEquals(lastFrame, bench.bus().lastFrame());
    }
  }

  @Test
  void bothCallAtOneInstantAndTheSameHappensEachTime() {
    List<String> first = bothCall();
    assertEquals(first, bothCall());
  }

  private static List<String> bothCall() {
    try (Bench bench = benches.open("both call", 7, new NoRecorder())) {
      Vehicle other = bench.anotherVehicle();
      bench.vehicle().ignition(Ignition.ON);
      other.ignition(Ignition.ON);
      bench.time().advance(Duration.ofSeconds(8));
      bench.vehicle().deployAirbag();
      other.deployAirbag();
      bench.time().advance(Duration.ofSeconds(20));
      assertEquals(
          Set.of("DCMR0REF000000001", "DCMR0REF000000002"),
          Set.copyOf(vins(bench.centre().calls())));
      return bench.observations().all().stream().map(String::valueOf).toList();
    }
  }

  @Test
  void fourCarsAreAllThatABenchHolds() {
    try (Bench bench = benches.open("four cars", 7, new NoRecorder())) {
      assertEquals("DCMR0REF000000002", bench.anotherVehicle().vin());
      assertEquals("DCMR0REF000000003", bench.anotherVehicle().vin());
      assertEquals("DCMR0REF000000004", bench.anotherVehicle().vin());
      bench.time().advance(Duration.ofSeconds(2));
      assertThrows(BenchBroken.class, bench::anotherVehicle);
    }
  }

  private static List<String> vins(List<Call> calls) {
    return calls.stream().map(call -> call.data().get(0).vin()).toList();
  }
}
