// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.EmergencyCentre.Incident;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.RadioLink.MqttPacket;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.binding.DomainWriter;
import dev.dcmrig.evidence.NoRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A second car on a bench is a whole car, and the first one doesn't notice it. */
class AnotherVehicleTest {
  private static final String FIRST = "DCMR0REF000000001";
  private static final String SECOND = "DCMR0REF000000002";
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
    try (Bench bench = benches.open("second car calls", 7, NoRecorder.INSTANCE)) {
      assertEquals(SECOND, bench.addVehicle());
      Vehicle other = bench.vehicle(SECOND);
      other.ignition(Ignition.ON);
      bench.time().advance(Duration.ofSeconds(8));
      other.deployAirbag();
      bench.time().advance(Duration.ofSeconds(20));
      List<Call> calls = bench.centre().calls();
      assertEquals(1, calls.size());
      assertEquals(List.of(SECOND), vins(calls), () -> "" + calls);
      List<String> keys =
          bench.radioLink().http().stream()
              .filter(exchange -> exchange.path().endsWith("/emergency-events"))
              .map(HttpExchange::path)
              .toList();
      assertTrue(
          !keys.isEmpty() && keys.stream().allMatch(path -> path.contains(SECOND)),
          () -> "" + keys);
      List<String> deployments =
          bench.observations().all().stream()
              .filter(note -> note.kind().equals("vehicle.airbag.deployed"))
              .map(note -> note.details().get("vin"))
              .toList();
      assertEquals(List.of(SECOND), deployments);
    }
  }

  @Test
  void itStartsWithTheIgnitionOffAndItsFramesAreNotThoseOfTheFirst() {
    long frames;
    Duration lastFrame;
    try (Bench alone = benches.open("one car", 7, NoRecorder.INSTANCE)) {
      alone.time().advance(Duration.ofSeconds(20));
      frames = alone.bus().frames();
      lastFrame = alone.bus().lastFrame();
    }
    try (Bench bench = benches.open("two cars", 7, NoRecorder.INSTANCE)) {
      Vehicle other = bench.vehicle(bench.addVehicle());
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
    try (Bench bench = benches.open("both call", 7, NoRecorder.INSTANCE)) {
      Vehicle other = bench.vehicle(bench.addVehicle());
      bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
      other.ignition(Ignition.ON);
      bench.time().advance(Duration.ofSeconds(8));
      bench.vehicle(bench.dut().vin()).deployAirbag();
      other.deployAirbag();
      bench.time().advance(Duration.ofSeconds(20));
      assertEquals(Set.of(FIRST, SECOND), Set.copyOf(vins(bench.centre().calls())));
      return bench.observations().all().stream().map(String::valueOf).toList();
    }
  }

  @Test
  void attemptsCallsAndRequestsAreThoseOfTheCarThatIsNamed() {
    try (Bench bench = benches.open("whose is what", 7, NoRecorder.INSTANCE)) {
      bench.addVehicle();
      ready(bench, FIRST, SECOND);
      assertEquals(List.of(), bench.radioLink().attempts(FIRST));
      bench.vehicle(SECOND).deployAirbag();
      bench.time().advance(Duration.ofSeconds(20));
      assertEquals(List.of(), bench.radioLink().attempts(FIRST));
      assertEquals(1, bench.radioLink().attempts(SECOND).size());
      bench.vehicle(FIRST).deployAirbag();
      bench.time().advance(Duration.ofSeconds(20));
      assertEquals(1, bench.radioLink().attempts(FIRST).size());
      assertEquals(1, bench.radioLink().attempts(SECOND).size());
      List<Call> calls = bench.centre().calls();
      assertEquals(List.of(SECOND, FIRST), calls.stream().map(Call::vin).toList());
      assertEquals(List.of(SECOND, FIRST), vins(calls));
      assertEquals(
          List.of(SECOND, FIRST), bench.centre().incidents().stream().map(Incident::vin).toList());
      for (HttpExchange exchange : bench.radioLink().http()) {
        assertTrue(exchange.path().contains(exchange.vin()), exchange::toString);
      }
      Set<String> topics =
          bench.radioLink().mqtt().stream().map(MqttPacket::vin).collect(Collectors.toSet());
      assertEquals(Set.of(FIRST, SECOND), topics);
    }
  }

  @Test
  void theCentreEndsTheCallOfTheCarThatIsNamedAndCallsThatOneBack() {
    try (Bench bench = benches.open("call back", 7, NoRecorder.INSTANCE)) {
      bench.addVehicle();
      ready(bench, FIRST, SECOND);
      bench.vehicle(FIRST).deployAirbag();
      bench.vehicle(SECOND).deployAirbag();
      bench.time().advance(Duration.ofSeconds(20));
      bench.centre().hangUp(FIRST);
      bench.time().advance(Duration.ofSeconds(2));
      for (Call call : bench.centre().calls()) {
        assertEquals(call.vin().equals(FIRST), call.ended() != null, call::vin);
      }
      bench.centre().hangUp(SECOND);
      bench.time().advance(Duration.ofSeconds(10));
      bench.centre().callBack(FIRST);
      bench.time().advance(Duration.ofSeconds(10));
      Call back = bench.centre().calls().get(2);
      assertEquals(FIRST, back.vin());
      assertEquals("sip:vehicle@10.64.0.2:5060;transport=tcp", back.dialled());
      assertTrue(back.connected() != null, "the call back to the car that registered first");
      bench.centre().callBack(SECOND);
      bench.time().advance(Duration.ofSeconds(10));
      Call other = bench.centre().calls().get(3);
      assertEquals("sip:vehicle@10.64.0.3:5060;transport=tcp", other.dialled());
      assertTrue(other.connected() != null, "the call back to the other car");
    }
  }

  @Test
  void aVinOfNoCarIsSaidToBeOne() {
    try (Bench bench = benches.open("no such car", 7, NoRecorder.INSTANCE)) {
      String network = "the network knows no vehicle '" + SECOND + "'; name a car of this bench";
      for (Executable asked :
          List.<Executable>of(
              () -> bench.radioLink().attempts(SECOND),
              () -> bench.radioLink().sms(SECOND, "+61400000000", "hello"),
              () -> bench.centre().callBack(SECOND))) {
        assertEquals(network, assertThrows(BenchBroken.class, asked).getMessage());
      }
    }
  }

  private static void ready(Bench bench, String... vins) {
    for (String vin : vins) {
      bench.vehicle(vin).ignition(Ignition.ON);
    }
    bench.time().advance(Duration.ofSeconds(8));
  }

  @Test
  void fourCarsAreAllThatABenchHolds() {
    try (Bench bench = benches.open("four cars", 7, NoRecorder.INSTANCE)) {
      assertEquals(SECOND, bench.addVehicle());
      assertEquals("DCMR0REF000000003", bench.addVehicle());
      assertEquals("DCMR0REF000000004", bench.addVehicle());
      bench.time().advance(Duration.ofSeconds(2));
      assertThrows(BenchBroken.class, bench::addVehicle);
    }
  }

  @Test
  void doorsAreUnlockedUntilTheBodyEcuSaysOtherwiseInEachCarForItself() {
    List<CanBus> buses = new ArrayList<>();
    try (Bench bench = benches.open("doors", 7, NoRecorder.INSTANCE, buses::add)) {
      Vehicle other = bench.vehicle(bench.addVehicle());
      bench.time().advance(Duration.ofSeconds(2));
      assertFalse(bench.vehicle(bench.dut().vin()).doorsLocked());
      request(buses.get(1), "LOCK");
      bench.time().advance(Duration.ofSeconds(1));
      assertTrue(other.doorsLocked());
      assertFalse(bench.vehicle(bench.dut().vin()).doorsLocked());
      request(buses.get(0), "LOCK");
      request(buses.get(1), "UNLOCK");
      bench.time().advance(Duration.ofSeconds(1));
      assertFalse(other.doorsLocked());
      assertTrue(bench.vehicle(bench.dut().vin()).doorsLocked());
    }
  }

  /** As a DCM does. */
  private static void request(CanBus bus, String word) {
    DomainWriter writer = benches.binding().writers(DomainValue.DCM_LOCK_REQUEST).get(0);
    writer.set(DomainValue.DCM_LOCK_REQUEST, word);
    bus.connect("asking " + word, (time, frame) -> {}).send(writer.next());
  }

  private static List<String> vins(List<Call> calls) {
    return calls.stream().map(call -> call.data().get(0).vin()).toList();
  }
}
