// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.Evidence.at;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.RadioLink.Connection;
import dev.dcmrig.features.network.NumberChecks;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.features.service.ContentChecks;
import java.util.stream.Stream;

/** Cases of {@link NumberChecks} and {@link ContentChecks}. */
final class NumberReds {
  private static final String SERVICE = "telematics.dcmrig.example";
  private static final String STAMP = "'timestamp':'2026-06-01T00:00:%02dZ'";

  private NumberReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        next(),
        each(),
        shortMessages(),
        closed(),
        pings(),
        givenUp(),
        complete(),
        volts(),
        speed());
  }

  private static Reds next() {
    return Reds.of(
            "the next telemetry comes 60 s after the event",
            e -> e.post(70.3, Traffic.TELEMETRY, "t", "'sequence':1", 204),
            p -> p.event(10).of(NumberChecks.class).next(Exchange.TELEMETRY, p.span("60 s")))
        .red(
            "time from the event to the exchange",
            e -> e.move(0, 70.301),
            "60.301 s",
            "60.000 s \u00b1 0.300 s");
  }

  private static Reds each() {
    return Reds.of(
            "configuration comes each 60 s for 4 min",
            e -> {
              e.get(30, Traffic.CONFIGURATION, 200);
              e.get(90.5, Traffic.CONFIGURATION, 200);
              e.get(150.5, Traffic.CONFIGURATION, 200);
              e.get(210.5, Traffic.CONFIGURATION, 200);
            },
            p ->
                p.event(10)
                    .of(NumberChecks.class)
                    .each(Exchange.APP_RESTRICTION, p.span("60 s"), p.span("4 min")))
        .red(
            "time from one exchange to the next, after number 1",
            e -> e.move(1, 90.501),
            "60.501 s",
            "60.000 s \u00b1 0.500 s");
  }

  private static Connection connection(double asked, String host, double ended) {
    return new Connection(at(asked), host, true, Evidence.atOrNull(ended));
  }

  private static Reds shortMessages() {
    String host = "sms.dcmrig.example";
    return Reds.of(
            "the network of short messages is tried each 10 s for 1 min",
            e -> {
              for (int at = 15; at < 70; at += 10) {
                e.connections.add(connection(at, host, at + 1));
              }
            },
            p ->
                p.event(10)
                    .of(NumberChecks.class)
                    .shortMessages(p.span("{sms.retry}"), p.span("1 min")))
        .red(
            "time from one try to be connected to the next, after number 2",
            e -> e.connections.set(2, connection(35.501, host, 36)),
            "10.501 s",
            "10.000 s \u00b1 0.500 s")
        .red(
            "time from one try to be connected to the next, after number 2",
            e -> e.connections.set(2, connection(35, SERVICE, 36)),
            "20.000 s",
            "10.000 s \u00b1 0.500 s");
  }

  private static Reds closed() {
    return Reds.of(
            "the connection to the service has been closed 120 s after its last request",
            e -> {
              e.get(30, Traffic.CONFIGURATION, 200);
              e.connections.add(connection(20, SERVICE, 151));
            },
            p ->
                p.event(200)
                    .of(NumberChecks.class)
                    .closed(NumberChecks.Server.SERVICE, p.span("{telematics.idleTimeout}")))
        .red(
            "time from the last request to the end of its connection",
            e -> e.connections.set(0, connection(20, SERVICE, 151.001)),
            "121.001 s",
            "120.000 s \u00b1 1.000 s");
  }

  private static Reds pings() {
    return Reds.of(
            "each ping to the broker came 20 min after what was said before",
            e -> {
              e.mqtt(100, true, "SUBSCRIBE");
              e.mqtt(101, false, "SUBACK");
              e.mqtt(1301, true, "PINGREQ");
              e.mqtt(2501, true, "PINGREQ");
            },
            p -> p.event(3000).of(NumberChecks.class).pings(p.span("{mqtt.keepAlive}")))
        .red(
            "time from the packet before to the ping, ping 2",
            e -> {
              e.mqtt.remove(3);
              e.mqtt(2502.001, true, "PINGREQ");
            },
            "20 min 1.001 s",
            "20 min 0.000 s \u00b1 1.000 s");
  }

  /** A gap is 330 s at the longest: five minutes, and a tenth of it by chance. */
  private static Reds givenUp() {
    return Reds.of(
            "what must not be lost is given up 24 h after its first try",
            e -> {
              e.post(100, Traffic.EVENTS, "k", "'state':'ended'", 503);
              e.post(86_831, Traffic.EVENTS, "k", "'state':'ended'", 503);
            },
            p -> p.event(200).of(NumberChecks.class).givenUp(p.span("{telematics.eventLifetime}")))
        .red(
            "time from the first try to the last one",
            e -> e.move(1, 86_831.001),
            "24 h 5 min 31.001 s",
            "23 h 54 min 30.000 s to 24 h 5 min 30.000 s \u00b1 1.000 s");
  }

  private static Reds complete() {
    return Reds.of(
            "everything that the DCM has sent so far is complete, numbered and timed",
            e -> {
              telemetry(e, 20, 1);
              telemetry(e, 30, 2);
            },
            p -> p.event(50).of(ContentChecks.class).complete())
        .red(
            "fields of a message",
            e -> e.say(0, "'speedKmh':50,", ""),
            "'batteryVolts, sequence, timestamp'",
            "'batteryVolts, sequence, speedKmh, timestamp'")
        .red(
            "time stamp of a message, from its arrival on",
            e -> e.say(0, "00:00:20Z", "00:00:24Z"),
            "4.000 s",
            "0.000 s \u00b1 3.000 s")
        .red(
            "messages with a wrong number",
            e -> e.say(1, "'sequence':2", "'sequence':3"),
            "1",
            "exactly 0")
        .red(
            "messages of an unknown kind",
            e -> e.post(40, "diary", "d", STAMP.formatted(40), 204),
            "1",
            "exactly 0");
  }

  private static void telemetry(Evidence e, int at, int sequence) {
    e.post(
        at,
        Traffic.TELEMETRY,
        "t" + sequence,
        "'sequence':" + sequence + ",'speedKmh':50,'batteryVolts':12.6," + STAMP.formatted(at),
        204);
  }

  private static Reds volts() {
    return Reds.of(
            "the last telemetry gives 12.55 V",
            e -> telemetry(e, 20, 1),
            p ->
                p.event(50).of(ContentChecks.class).gives(Traffic.TELEMETRY, 12.56, "batteryVolts"))
        .red(
            "voltage in the message",
            e -> e.say(0, "12.6", "12.62"),
            "12.62 V",
            "12.56 V \u00b1 0.05 V");
  }

  private static Reds speed() {
    return Reds.of(
            "the last telemetry gives 50 km/h",
            e -> telemetry(e, 20, 1),
            p -> p.event(50).of(ContentChecks.class).gives(Traffic.TELEMETRY, 50.5, "speedKmh"))
        .red(
            "speed in the message",
            e -> e.say(0, "'speedKmh':50,", "'speedKmh':49.9,"),
            "49.9 km/h",
            "50.5 km/h \u00b1 0.5 km/h")
        .red(
            "speed in the message",
            e -> e.say(0, "'speedKmh':50,", "'speedKmh':'50',"),
            "it gives \"50\"",
            "50.5 km/h \u00b1 0.5 km/h");
  }
}
