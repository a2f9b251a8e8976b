// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.features.network.ConductChecks;
import dev.dcmrig.features.network.ExchangeChecks;
import dev.dcmrig.features.scene.Traffic;
import java.util.List;
import java.util.stream.Stream;

/** Cases of {@link ConductChecks}: tries after 5 s, then twice as long, and a tenth by chance. */
final class ConductReds {
  private static final String GAP = "gap before another try";
  private static final String SPREAD = "spread of the random part of the gaps, as shares";

  private ConductReds() {}

  /** What a strict partner notes. */
  static final List<String> WRONGS =
      List.of(
          "http.malformed",
          "http.claimed",
          "http.wrong",
          "http.refused",
          "mqtt.malformed",
          "mqtt.wrong",
          "sms.malformed",
          "socks.malformed",
          "connections.storm");

  static Stream<Reds> all() {
    return Stream.of(nothingWrong(), gaps(), sessions(), waited(), full());
  }

  private static Reds nothingWrong() {
    Reds reds =
        Reds.of(
            "the network has noted nothing wrong",
            e -> {
              e.noted(11, Subject.DCM, "modem.connected");
              e.noted(11, Subject.RIG, "http.wrong");
            },
            p -> p.event(20).of(ConductChecks.class).nothingWrong());
    for (String kind : WRONGS) {
      reds.red(
          "things wrong with what the DCM sent to the network",
          e -> e.noted(12, Subject.DCM, kind),
          "1",
          "exactly 0");
    }
    return reds;
  }

  /** Three messages with three tries each. */
  private static void tries(Evidence e, double... gaps) {
    e.http.clear();
    for (int message = 0; message < gaps.length / 2; message++) {
      double at = 10 + message * 100;
      String body = "'sequence':" + message;
      e.post(at, Traffic.TELEMETRY, "m" + message, body, 500);
      e.post(at + gaps[2 * message], Traffic.TELEMETRY, "m" + message, body, 500);
      e.post(
          at + gaps[2 * message] + gaps[2 * message + 1],
          Traffic.TELEMETRY,
          "m" + message,
          body,
          204);
    }
  }

  private static Reds gaps() {
    return Reds.of(
            "the tries of telemetry come after the specified gaps",
            e -> tries(e, 5.74, 10.0, 5.2, 10.5, 5.4, 10.9),
            p -> p.event(400).of(ConductChecks.class).gaps(Exchange.TELEMETRY))
        .red(
            GAP + ", after try 1",
            e -> tries(e, 5.76, 10.0, 5.2, 10.5, 5.4, 10.9),
            "5.760 s",
            "5.000 s to 5.500 s \u00b1 0.250 s")
        .red(
            GAP + ", after try 2",
            e -> tries(e, 5.5, 9.7, 5.2, 10.5, 5.4, 10.9),
            "9.700 s",
            "10.000 s to 11.000 s \u00b1 0.250 s")
        .red(SPREAD, e -> tries(e, 5.2, 10.4, 5.2, 10.4, 5.2, 10.4), "0.0 %", "at least 0.5 %");
  }

  private static void sessions(Evidence e, double... gaps) {
    e.mqtt.clear();
    double at = 10;
    for (double gap : gaps) {
      at += gap;
      e.mqtt(at, true, "CONNECT");
    }
  }

  private static Reds sessions() {
    return Reds.of(
            "the DCM comes back to the broker after the specified gaps",
            e -> sessions(e, 5.1, 10.3, 20.1, 40.9, 81),
            p -> {
              p.event(10).of(ExchangeChecks.class).injected(Fault.BROKER_REFUSES, 4);
              p.until(300);
              p.of(ConductChecks.class).sessions();
            })
        .red(
            GAP + ", after try 3",
            e -> sessions(e, 5.1, 10.3, 22.3, 40.9, 81),
            "22.300 s",
            "20.000 s to 22.000 s \u00b1 0.250 s")
        .red(SPREAD, e -> sessions(e, 5.1, 10.2, 20.4, 40.8, 81.6), "0.0 %", "at least 0.5 %")
        .red("sessions with the broker that were begun", e -> e.mqtt.remove(4), "4", "exactly 5");
  }

  private static Reds waited() {
    return Reds.of(
            "2 messages that waited come through within 10 s, and every emergency event",
            e -> {
              e.post(5, Traffic.EVENTS, "a", "'state':'triggered'", 503);
              e.post(12, Traffic.EVENTS, "a", "'state':'triggered'", 204);
              e.post(20, Traffic.SECURITY, "b", "'kind':'order-forged'", 204);
            },
            p -> p.event(10).of(ConductChecks.class).waited(p.count("2"), p.span("10 s")))
        .red("messages that came through", e -> e.move(2, 20.1), "1", "exactly 2")
        .red(
            "messages that came through",
            e -> e.post(19, Traffic.RESULTS, "c", "'result':'done'", 204),
            "3",
            "exactly 2")
        .red("emergency events that were lost", e -> e.key(1, "d"), "1", "exactly 0");
  }

  /** A queue that was full of security events: the newest one is among what comes. */
  private static Reds full() {
    return Reds.of(
            "1 message that waited comes through, after many forged orders",
            e -> {
              String stamp = "'timestamp':'" + Evidence.BEGAN.plusMillis(10_250) + "'";
              e.post(20, Traffic.SECURITY, "b", "'kind':'order-forged'," + stamp, 204);
            },
            p -> {
              p.event(10).of(ConductChecks.class).forged(1);
              p.of(ConductChecks.class).waited(p.count("1"), p.span("15 s"));
            })
        .red(
            "stamp of the newest security event, from the last order on",
            e -> e.say(0, "10.250", "09.450"),
            "-0.550 s",
            "0.000 s \u00b1 0.500 s")
        .red(
            "stamp of the newest security event, from the last order on",
            e -> e.say(0, "'timestamp'", "'time'"),
            "no time stamps: '2026-06-01T00:00:10Z' and ''",
            "0.000 s \u00b1 0.500 s");
  }
}
