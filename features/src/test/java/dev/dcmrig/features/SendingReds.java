// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.Evidence.at;

import dev.dcmrig.features.call.SendingChecks;
import dev.dcmrig.features.power.PowerSteps;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.features.svt.OrderChecks;
import java.util.stream.Stream;

/** Cases of {@link SendingChecks}, {@link PowerSteps} and {@link OrderChecks}. */
final class SendingReds {
  private static final String REFUSED =
      "'order':'TR-X','action':'end','result':'refused','reason':'another-order-in-force'";

  private SendingReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        Reds.of(
                "telemetry is sent within 65 s",
                e -> e.post(75, Traffic.TELEMETRY, "t", "'sequence':1", 204),
                p -> p.event(10).of(SendingChecks.class).telemetry(p.span("65 s")))
            .red("time to telemetry", e -> e.move(0, 75.001), "65.001 s", "at most 65.000 s"),
        Reds.of(
                "no telemetry is sent for 5 min",
                e -> {
                  e.post(10, Traffic.TELEMETRY, "t", "'sequence':1", 204);
                  e.post(310.001, Traffic.TELEMETRY, "t2", "'sequence':2", 204);
                },
                p -> p.event(10).of(SendingChecks.class).noTelemetry(p.span("5 min")))
            .red("telemetry that was sent", e -> e.move(1, 310), "1", "exactly 0"),
        Reds.of(
                "nothing is sent for 1 min",
                e -> {
                  e.get(5, Traffic.CONFIGURATION, 200);
                  e.attempt(5, 9);
                },
                p -> p.event(10).of(SendingChecks.class).nothingSent(p.span("1 min")))
            .red(
                "calls and requests that the network saw",
                e -> e.get(69.9, Traffic.CONFIGURATION, 200),
                "1",
                "exactly 0")
            .red(
                "calls and requests that the network saw",
                e -> e.attempt(69.9, 70),
                "1",
                "exactly 0"),
        sleeps(),
        silent(),
        Reds.of(
                "the DCM has asked for its tracking order after 60 s",
                e -> e.get(70.5, Traffic.ORDER, 200),
                p -> p.event(10).of(PowerSteps.class).asked(true, p.span("60 s")))
            .red(
                "time until the tracking order is asked for",
                e -> e.move(0, 70.501),
                "60.501 s",
                "60.000 s \u00b1 0.500 s"),
        Reds.of(
                "the DCM has asked for its tracking order within 30 s",
                e -> e.get(40, Traffic.ORDER, 200),
                p -> p.event(10).of(PowerSteps.class).asked(false, p.span("30 s")))
            .red(
                "time to a request for the tracking order",
                e -> e.move(0, 40.001),
                "30.001 s",
                "at most 30.000 s"),
        refuses(),
        Reds.of(
                "no security event is reported for 10 s",
                e -> e.post(10, Traffic.SECURITY, "s", "'kind':'order-forged'", 204),
                p -> p.event(10).of(OrderChecks.class).noSecurityEvent(p.span("10 s")))
            .red("security events", e -> e.move(0, 20), "1", "exactly 0"),
        Reds.of(
                "the doors are locked within 1 s",
                e -> {
                  e.doorsLocked.put(at(0), false);
                  e.doorsLocked.put(at(11.3), true);
                },
                p -> p.event(10).of(OrderChecks.class).locked(true, p.span("1 s")))
            .red(
                "time until all doors are so",
                e -> {
                  e.doorsLocked.put(at(11.3), false);
                  e.doorsLocked.put(at(11.301), true);
                },
                "1.301 s",
                "at most 1.000 s \u00b1 0.300 s")
            .red(
                "time until all doors are so",
                e -> e.doorsLocked.put(at(11.3), false),
                "they are unlocked",
                "at most 1.000 s \u00b1 0.300 s"),
        Reds.of(
                "the doors stay locked for 5 s",
                e -> e.doorsLocked.put(at(0), true),
                p -> p.event(10).of(OrderChecks.class).stay(true, p.span("5 s")))
            .red(
                "state of the doors",
                e -> e.doorsLocked.put(at(15), false),
                "'unlocked'",
                "'locked'"));
  }

  private static Reds sleeps() {
    return Reds.of(
            "the DCM sleeps within 90 s",
            e -> {
              e.draws(0, 0.2);
              e.draws(100, 0.0099);
            },
            p -> p.event(10).of(PowerSteps.class).sleeping(true, p.span("90 s")))
        .red(
            "time until the supply current is that of a DCM asleep",
            e -> {
              e.draws(100, 0.01);
              e.draws(100.001, 0.005);
            },
            "90.001 s",
            "at most 90.000 s")
        .red(
            "time until the supply current is that of a DCM asleep",
            e -> e.draws(100, 0.01),
            "it draws 10 mA",
            "at most 90.000 s");
  }

  private static Reds silent() {
    return Reds.of(
            "the DCM draws less than 10 mA and the bus is silent for 1 h",
            e -> {
              e.draws(0, 0.0099);
              e.frames.add(at(10));
            },
            p -> p.event(10).of(PowerSteps.class).silent(10, p.span("1 h")))
        .red("highest supply current", e -> e.draws(3610, 0.0101), "0.0101 A", "at most 0.0100 A")
        .red("frames on the bus", e -> e.frames.add(at(3610)), "1", "exactly 0");
  }

  private static Reds refuses() {
    return Reds.of(
            "the DCM refuses the end as another-order-in-force within 5 s",
            e -> e.post(15, Traffic.ACKNOWLEDGEMENTS, "a", REFUSED, 204),
            p ->
                p.event(10)
                    .of(OrderChecks.class)
                    .refused("end", "another-order-in-force", p.span("5 s")))
        .red(
            "time to the refusal of the order",
            e -> e.move(0, 15.001),
            "5.001 s",
            "at most 5.000 s")
        .red(
            "what was said of the order",
            e -> e.say(0, "another-order-in-force", "expired"),
            "'refused as expired'",
            "'refused as another-order-in-force'")
        .red(
            "what was said of the order",
            e -> e.post(15, Traffic.ACKNOWLEDGEMENTS, "b", REFUSED, 204),
            "'refused as another-order-in-force, refused as another-order-in-force'",
            "'refused as another-order-in-force'");
  }
}
