// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.BackendFaults.Place;
import dev.dcmrig.api.Bench;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.NoRecorder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault of link and service meets the DCM for two tries, and the third is well. */
class LinkFaultsTest {
  private static OneBench benches;

  @BeforeAll
  static void open() {
    benches = new OneBench(Set.of());
  }

  @AfterAll
  static void close() {
    benches.close();
  }

  static Stream<Fault> faultsOfHttp() {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.place() != Place.BROKER && fault.place() != Place.SESSION)
        .filter(fault -> fault.place() != Place.UPDATES);
  }

  @ParameterizedTest
  @MethodSource("faultsOfHttp")
  void newsOfAnEmergencyIsAcceptedOnceInSpiteOf(Fault fault) {
    try (Bench bench = benches.open("fault " + fault, 7, NoRecorder.INSTANCE)) {
      bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
      bench.time().advance(Duration.ofSeconds(8));
      bench.backend().faults().inject(fault, Exchange.EMERGENCY_STATUS, 2);
      bench.vehicle(bench.dut().vin()).pressSos(Duration.ofSeconds(1));
      // Asked to wait for a day, a DCM waits an hour: telematics.retryAfterLimit.
      bench.time().advance(Duration.ofMinutes(fault == Fault.RETRY_AFTER_A_DAY ? 130 : 4));
      List<HttpExchange> events =
          bench.radioLink().http().stream()
              .filter(exchange -> exchange.path().endsWith("/emergency-events"))
              .filter(exchange -> exchange.requestBody().contains("\"triggered\""))
              .toList();
      assertEquals(2, bench.backend().faults().met(), () -> "" + events);
      assertEquals(
          1,
          events.stream().filter(exchange -> exchange.status() == 204).count(),
          () -> "" + events);
      assertEquals(1, events.stream().map(HttpExchange::key).distinct().count(), () -> "" + events);
      assertTrue(events.get(events.size() - 1).status() == 204, () -> "" + events);
    }
  }
}
