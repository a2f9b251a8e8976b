// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.Bench;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.ServiceApi.Answer;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.features.network.FaultSequence;
import dev.dcmrig.features.network.FaultSequence.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever sequence of faults the network and the service bring, nothing is lost that must not be,
 * nothing goes out again once it was accepted, and afterwards everything works (NET-02). A sequence
 * that breaks a rule is shrunk, and printed as a feature file that reproduces it.
 */
class FaultSequencesTest {
  private static final String SEED = "20261125";
  private static final long BENCH_SEED = 7;

  /** Longer than the longest gap between two tries, jitter included. */
  private static final Duration WELL_AGAIN = Duration.ofMinutes(6);

  @Provide
  Arbitrary<List<Step>> sequences() {
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.of(Fault.class),
                Arbitraries.of(Exchange.class),
                Arbitraries.integers().between(0, 90))
            .as((fault, exchange, gap) -> new Step(fault, exchange, 1, Duration.ofSeconds(gap)));
    return step.list().ofMinSize(1).ofMaxSize(6);
  }

  @Property(tries = 12, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void nothingIsLostAndEverythingWorksAfterAnySequenceOfFaults(
      @ForAll("sequences") List<Step> steps) {
    List<String> wrong = wrongAfter(steps, Set.of());
    assertTrue(
        wrong.isEmpty(),
        () -> wrong + "\nseed " + SEED + ", bench seed " + BENCH_SEED + "\n" + feature(steps));
  }

  /** The property can fail, and what it prints is short: a DCM that gives events up on a 503. */
  @Property(tries = 1, seed = SEED)
  void aDcmThatLosesEventsIsFoundWithOneFault() {
    List<Step> one =
        List.of(new Step(Fault.STATUS_503, Exchange.EMERGENCY_STATUS, 1, Duration.ZERO));
    assertEquals(1, wrongAfter(one, Set.of("event-lost-on-503")).size());
    assertTrue(feature(one).startsWith("Feature:"), () -> feature(one));
  }

  private static String feature(List<Step> steps) {
    return new FaultSequence(steps).feature("A sequence of faults that breaks a rule");
  }

  /** Lives through the sequence on a clean bench; says which rules were broken. */
  private static List<String> wrongAfter(List<Step> steps, Set<String> defects) {
    List<String> wrong = new ArrayList<>();
    try (OneBench benches = new OneBench(defects);
        Bench bench = benches.open("fault-sequence", BENCH_SEED, NoRecorder.INSTANCE)) {
      bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
      bench.time().advance(Duration.ofSeconds(8));
      String vin = bench.dut().vin();
      Answer request =
          bench
              .backend()
              .api()
              .request(
                  Role.STOLEN_VEHICLE_CENTRE,
                  "POST",
                  "/v1/tracking-requests",
                  "{\"policeReport\":\"VP-2026-000123\",\"vin\":\""
                      + vin
                      + "\",\"requestedBy\":\"owner\"}");
      assertEquals(201, request.status(), request.body());
      bench.time().advance(Duration.ofSeconds(2));
      for (Step step : steps) {
        bench.backend().faults().inject(step.fault(), step.exchange(), step.times());
        bench.time().advance(step.gap());
      }
      bench.vehicle(bench.dut().vin()).pressSos(Duration.ofSeconds(1));
      bench.time().advance(Duration.ofSeconds(30));
      if (bench.centre().calls().isEmpty()) {
        wrong.add("the SOS call did not reach the centre");
      } else {
        bench.centre().hangUp(bench.dut().vin());
      }
      bench.time().advance(Duration.ofSeconds(30));
      bench.backend().faults().clear();
      bench.time().advance(WELL_AGAIN);
      Duration well = bench.time().now();
      bench.time().advance(Duration.ofSeconds(130));
      check(bench.radioLink().http(), well, wrong);
    }
    return wrong;
  }

  private static void check(List<HttpExchange> http, Duration well, List<String> wrong) {
    Map<String, Integer> accepted = new LinkedHashMap<>();
    Map<String, Integer> tries = new LinkedHashMap<>();
    for (HttpExchange exchange : http) {
      if (exchange.key().isEmpty()) {
        continue;
      }
      String kind = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
      String message = kind + " " + exchange.requestBody();
      if (accepted.getOrDefault(message, 0) > 0) {
        wrong.add("sent again after it was accepted: " + message);
      }
      tries.merge(message, 1, Integer::sum);
      accepted.merge(message, exchange.status() == 204 ? 1 : 0, Integer::sum);
    }
    for (String state : List.of("triggered", "connected", "ended")) {
      long times =
          accepted.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith("emergency-events "))
              .filter(entry -> entry.getKey().contains("\"" + state + "\""))
              .filter(entry -> entry.getValue() == 1)
              .count();
      if (times != 1) {
        wrong.add("emergency event '" + state + "' was accepted " + times + " times");
      }
    }
    tries.forEach(
        (message, count) -> {
          boolean bounded = message.startsWith("telemetry ") || message.startsWith("positions ");
          if (bounded && count > 3) {
            wrong.add(count + " tries of " + message);
          }
        });
    for (String kind : List.of("configuration", "telemetry", "positions")) {
      boolean works =
          http.stream()
              .filter(exchange -> exchange.at().compareTo(well) > 0)
              .filter(exchange -> exchange.path().endsWith("/" + kind))
              .anyMatch(exchange -> exchange.status() == 200 || exchange.status() == 204);
      if (!works) {
        wrong.add("no " + kind + " works after the faults");
      }
    }
  }
}
