// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.ServiceApi.Answer;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.NoRecorder;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * How long do 30 days of tracking take, and three years of a subscription? Both on the whole
 * emulated bench, in virtual time: every report is an exchange over TLS, every notice and invoice
 * an SMTP conversation. Evidence is not written.
 *
 * <pre>
 *   mvn -q -pl rig-controller/rig-app -am test-compile
 *   mvn -q -pl rig-controller/rig-app exec:java -Dexec.classpathScope=test \
 *       -Dexec.mainClass=dev.dcmrig.app.bench.LongTimesBenchmark -Dexec.args="3"
 * </pre>
 *
 * Arguments: rounds (3), what to measure (both, tracking, subscription).
 */
public final class LongTimesBenchmark {
  private static final Duration THIRTY_DAYS = Duration.ofDays(30);
  private static final Duration THREE_YEARS = Duration.ofDays(3 * 365 + 1);

  private LongTimesBenchmark() {}

  public static void main(String[] args) {
    System.setProperty("rig.root", System.getProperty("rig.root", System.getProperty("user.dir")));
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    String what = args.length > 1 ? args[1] : "both";
    try (OneBench benches = new OneBench(Set.of())) {
      for (int round = 1; round <= rounds; round++) {
        if (!what.equals("subscription")) {
          tracking(benches, round);
        }
        if (!what.equals("tracking")) {
          subscription(benches, round);
        }
      }
    }
  }

  private static void tracking(OneBench benches, int round) {
    try (Bench bench = benches.open("thirty days", 7, NoRecorder.INSTANCE)) {
      bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
      bench.time().advance(Duration.ofSeconds(10));
      bench.vehicle(bench.dut().vin()).ignition(Ignition.OFF);
      bench.time().advance(Duration.ofSeconds(70));
      request(
          bench,
          Role.STOLEN_VEHICLE_CENTRE,
          "/v1/tracking-requests",
          "{\"policeReport\":\"VP-2026-000123\",\"vin\":\""
              + bench.dut().vin()
              + "\",\"requestedBy\":\"owner\"}");
      bench.time().advance(Duration.ofSeconds(10));
      long frames = bench.bus().frames();
      long begun = System.nanoTime();
      bench.time().advance(THIRTY_DAYS);
      double seconds = (System.nanoTime() - begun) / 1e9;
      long reports =
          bench.radioLink().http().stream()
              .filter(exchange -> exchange.path().endsWith("/positions"))
              .filter(exchange -> exchange.status() == 204)
              .count();
      System.out.printf(
          Locale.ROOT,
          "round %d: 30 days of tracking: %.1f s, %d reports accepted, %d frames%n",
          round,
          seconds,
          reports,
          bench.bus().frames() - frames);
    }
  }

  private static void subscription(OneBench benches, int round) {
    try (Bench bench = benches.open("three years", 7, NoRecorder.INSTANCE)) {
      bench.time().advance(Duration.ofMinutes(20));
      String vin = bench.dut().vin();
      String owner = "owner-" + vin.substring(vin.length() - 3);
      request(
          bench,
          Role.DEALER,
          "PUT",
          "/v1/vehicles/" + vin + "/delivery",
          "{\"firstDelivery\":\"2023-06-15\",\"package\":\"premium\"}");
      request(
          bench,
          Role.OWNER_APP,
          "/v1/owners/" + owner + "/payment-methods",
          "{\"number\":\"4111111111111111\",\"expiry\":\"12/35\",\"holder\":\"A Owner\"}");
      bench.time().advance(Duration.ofDays(30));
      request(
          bench,
          Role.OWNER_APP,
          "/v1/vehicles/" + vin + "/subscriptions",
          "{\"product\":\"svt\",\"kind\":\"paid\",\"paymentMethod\":\"PM-1\"}");
      long begun = System.nanoTime();
      bench.time().advance(THREE_YEARS);
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "round %d: three years of a subscription: %.2f s, %d charges, %d mails%n",
          round,
          seconds,
          bench.backend().payments().charges().size(),
          bench.backend().mailbox().mails().size());
    }
  }

  private static void request(Bench bench, Role role, String path, String json) {
    request(bench, role, "POST", path, json);
  }

  private static void request(Bench bench, Role role, String method, String path, String json) {
    Answer answer = bench.backend().api().request(role, method, path, json);
    if (answer.status() >= 300) {
      throw new IllegalStateException(path + " was answered " + answer);
    }
  }
}
