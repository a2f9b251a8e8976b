// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.Evidence.PLACE;
import static dev.dcmrig.features.Evidence.VIN;
import static dev.dcmrig.features.Evidence.at;
import static dev.dcmrig.features.Evidence.north;

import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.api.OrderTricks.Trick;
import dev.dcmrig.api.RadioLink.MqttPacket;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.features.svt.ReportChecks;
import dev.dcmrig.features.svt.TrackingSteps;
import java.util.Locale;
import java.util.stream.Stream;

/** Cases of {@link TrackingSteps} and {@link ReportChecks}. */
final class TrackingReds {
  private static final String ACCEPTED =
      "'order':'TR-0','action':'start','result':'accepted','timestamp':'2026-06-01T00:00:10Z'";
  private static final String OFF = "distance of the reported position from the car";

  private TrackingReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        acknowledged(),
        securityEvent(),
        within(),
        after(),
        apart(),
        none(),
        atMost(),
        position(),
        old(),
        noPosition());
  }

  private static Reds acknowledged() {
    return Reds.of(
            "the DCM acknowledges the start exactly once within 5 s",
            e -> {
              e.post(14, Traffic.ACKNOWLEDGEMENTS, "a", ACCEPTED, 503);
              e.post(15, Traffic.ACKNOWLEDGEMENTS, "a", ACCEPTED, 204);
            },
            p -> p.event(10).of(TrackingSteps.class).acknowledged("start", p.span("5 s")))
        .red(
            "time to the acknowledgement of the order",
            e -> e.move(1, 15.001),
            "5.001 s",
            "at most 5.000 s")
        .red(
            "time to the acknowledgement of the order",
            e -> e.say(1, "accepted", "refused"),
            "none in 35.000 s",
            "at most 5.000 s")
        .red(
            "acknowledgements of the order",
            e -> e.post(24.9, Traffic.ACKNOWLEDGEMENTS, "b", ACCEPTED, 204),
            "2",
            "exactly 1");
  }

  private static Reds securityEvent() {
    return Reds.of(
            "the security event order-forged is reported exactly once within 5 s",
            e -> {
              e.mqtt.add(new MqttPacket(at(10.2), VIN, false, "PUBLISH", "orders", "x"));
              e.post(15, Traffic.SECURITY, "s", "'kind':'order-forged'", 204);
            },
            p -> {
              TrackingSteps steps = p.event(10).of(TrackingSteps.class);
              steps.trick(Trick.FORGED);
              steps.securityEvent("order-forged", p.span("5 s"));
            })
        .red(
            "time from the wrong order to its security event",
            e -> e.move(0, 15.001),
            "5.001 s",
            "at most 5.000 s")
        .red(
            "time from the wrong order to its security event",
            e -> e.say(0, "order-forged", "order-replayed"),
            "none in 35.200 s",
            "at most 5.000 s")
        .red(
            "security events of this kind",
            e -> e.post(24.9, Traffic.SECURITY, "t", "'kind':'order-forged'", 204),
            "2",
            "exactly 1");
  }

  private static void report(Evidence e, double at, int number, Place place, String fresh) {
    e.post(
        at,
        Traffic.POSITIONS,
        "p" + number,
        String.format(
            Locale.ROOT,
            "'order':'TR-1','sequence':%d,'timestamp':'2026-06-01T00:01:10Z','position':"
                + "{'latitude':%.7f,'longitude':%.7f,'fresh':%s,'fixTime':'2026-06-01T00:01:04Z'}",
            number,
            place.latitude(),
            place.longitude(),
            fresh),
        204);
  }

  private static Reds within() {
    return Reds.of(
            "a report arrives within 70 s",
            e -> report(e, 80, 1, PLACE, "true"),
            p -> p.event(10).of(ReportChecks.class).arrives(false, p.span("70 s")))
        .red("time to a report", e -> e.move(0, 80.001), "70.001 s", "at most 70.000 s");
  }

  private static Reds after() {
    return Reds.of(
            "a report arrives after 60 s",
            e -> report(e, 70.3, 1, PLACE, "true"),
            p -> p.event(10).of(ReportChecks.class).arrives(true, p.span("{svt.interval}")))
        .red(
            "time until the next report",
            e -> e.move(0, 69.699),
            "59.699 s",
            "60.000 s \u00b1 0.300 s");
  }

  private static Reds apart() {
    return Reds.of(
            "reports arrive 60 s apart for 4 min",
            e -> {
              report(e, 30, 1, PLACE, "true");
              report(e, 94, 2, PLACE, "true");
              report(e, 154, 3, PLACE, "true");
              report(e, 214, 4, PLACE, "true");
            },
            p ->
                p.event(10).of(ReportChecks.class).apart(p.span("{svt.interval}"), p.span("4 min")))
        .red(
            "interval of reports, after number 1",
            e -> e.move(1, 94.001),
            "64.001 s",
            "60.000 s \u00b1 4.000 s")
        .red(
            "interval of reports, after number 2",
            e -> e.http.remove(2),
            "120.000 s",
            "60.000 s \u00b1 4.000 s");
  }

  private static Reds none() {
    return Reds.of(
            "no report is sent for 5 min",
            e -> report(e, 10, 1, PLACE, "true"),
            p -> p.event(10).of(ReportChecks.class).none(p.span("5 min")))
        .red("reports that were sent", e -> e.move(0, 310), "1", "exactly 0");
  }

  private static Reds atMost() {
    return Reds.of(
            "at most 1 report arrives within 10 s",
            e -> {
              report(e, 12, 1, PLACE, "true");
              report(e, 20.1, 2, PLACE, "true");
            },
            p -> p.event(10).of(ReportChecks.class).atMost(p.count("1"), p.span("10 s")))
        .red("reports that arrived", e -> e.move(1, 20), "2", "at most 1");
  }

  private static Reds position() {
    return Reds.of(
            "the last report's position is within 150 m of the car's, and fresh",
            e -> report(e, 70, 1, north(PLACE, 149.9), "true"),
            p -> p.event(75).of(ReportChecks.class).position(150, true))
        .red(
            OFF,
            e -> {
              e.http.clear();
              report(e, 70, 1, north(PLACE, 150.1), "true");
            },
            "150.1 m",
            "at most 150.0 m")
        .red(
            "what the reported position is called",
            e -> e.say(0, "'fresh':true", "'fresh':false"),
            "'old'",
            "'fresh'")
        .red(
            "age of a fix that is called fresh",
            e -> e.say(0, "00:01:04Z", "00:01:03Z"),
            "7.000 s",
            "at most 5.000 s \u00b1 1.000 s");
  }

  private static Reds old() {
    return Reds.of(
            "the fix of the last report is at least 6 s old",
            e -> report(e, 70, 1, PLACE, "false"),
            p -> p.event(75).of(ReportChecks.class).old(p.span("6 s")))
        .red(
            "age of the reported fix",
            e -> e.say(0, "00:01:04Z", "00:01:05Z"),
            "5.000 s",
            "at least 6.000 s");
  }

  private static Reds noPosition() {
    return Reds.of(
            "no position leaves the car for 5 min",
            e -> {
              e.post(60, Traffic.TELEMETRY, "t", "'speedKmh':0", 204);
              e.mqtt.add(new MqttPacket(at(61), VIN, false, "PUBLISH", "o", "{\"latitude\":1}"));
              report(e, 10, 1, PLACE, "true");
            },
            p -> p.event(10).of(ReportChecks.class).noPosition(p.span("5 min")))
        .red(
            "positions that left the car",
            e -> e.say(0, "'speedKmh':0", "'latitude':-37.8"),
            "1",
            "exactly 0")
        .red(
            "positions that left the car",
            e -> e.mqtt.add(new MqttPacket(at(310), VIN, true, "PUBLISH", "o", "latitude")),
            "1",
            "exactly 0");
  }
}
