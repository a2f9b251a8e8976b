// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.Evidence.NEVER;
import static dev.dcmrig.features.Evidence.at;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.features.network.BackendSteps;
import dev.dcmrig.features.network.ExchangeChecks;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.features.svt.TrackingSteps;
import java.util.stream.Stream;

/** Cases of {@link BackendSteps}: what each exchange of the fault matrix is asked. */
final class ExchangeReds {
  private static final String TIME = "time until it has got through";
  private static final String GAP = "gap between two tries, after try 1";
  private static final String KEYS = "messages without a key of their own";
  private static final String AGAIN = "tries of what was accepted";
  private static final String ACCEPTED = "acceptances of one message";

  private ExchangeReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        telemetry(), nothingLost(), order(), acknowledgement(), emergency(), restriction());
  }

  /** The exchange is due at 10 s, and its next try meets the fault. */
  private static void through(Play p, Exchange exchange, Fault fault) {
    p.event(10).of(ExchangeChecks.class).begin(exchange, fault, 1);
    p.of(BackendSteps.class).through(exchange);
  }

  /** Of three messages one is refused once, and one at each of its three tries. */
  private static Reds telemetry() {
    return Reds.of(
            "telemetry gets through without loss or repetition, and so does the next",
            e -> {
              e.met.add(at(11));
              e.post(11, Traffic.TELEMETRY, "a", "'sequence':1", 500);
              e.post(17, Traffic.TELEMETRY, "a", "'sequence':1", 204);
              e.post(20, Traffic.TELEMETRY, "b", "'sequence':2", 500);
              e.post(25.2, Traffic.TELEMETRY, "b", "'sequence':2", 500);
              e.post(35.5, Traffic.TELEMETRY, "b", "'sequence':2", 500);
              e.post(71, Traffic.TELEMETRY, "c", "'sequence':3", 204);
            },
            p -> through(p, Exchange.TELEMETRY, Fault.STATUS_500))
        .red(TIME, e -> e.move(5, 140.501), "130.501 s", "at most 125.500 s \u00b1 5.000 s")
        .red(GAP, e -> e.move(1, 17.001), "6.001 s", "5.000 s to 5.500 s \u00b1 0.500 s")
        .red(KEYS, e -> e.key(1, "d"), "1", "exactly 0")
        .red(AGAIN, e -> e.post(30, Traffic.TELEMETRY, "a", "'sequence':1", 204), "1", "exactly 0")
        .red(
            "most tries of one message",
            e -> e.post(56, Traffic.TELEMETRY, "b", "'sequence':2", 500),
            "4",
            "at most 3")
        .red(
            "fewest tries of one message that was given up",
            e -> e.http.remove(4),
            "2",
            "at least 3")
        .red("tries after a permanent refusal", e -> e.status(3, 403), "1", "exactly 0")
        .red(
            "messages with the sequence number of another",
            e -> e.say(5, "'sequence':3", "'sequence':1,'more':1"),
            "1",
            "exactly 0")
        .red("wrong certificates that the DCM took", e -> e.trusted = 1, "1", "exactly 0");
  }

  private static Reds nothingLost() {
    return Reds.of(
            "all that must not be lost has come through once within 30 s",
            e -> {
              e.post(5, Traffic.EVENTS, "a", "'state':'triggered'", 503);
              e.post(6, Traffic.SECURITY, "b", "'kind':'order-forged'", 503);
              e.post(20, Traffic.EVENTS, "a", "'state':'triggered'", 204);
              e.post(40, Traffic.SECURITY, "b", "'kind':'order-forged'", 204);
            },
            p -> p.event(10).of(BackendSteps.class).nothingLost(p.span("30 s")))
        .red(TIME, e -> e.move(3, 40.001), "30.001 s", "at most 30.000 s")
        .red(
            ACCEPTED,
            e -> e.post(30, Traffic.EVENTS, "a", "'state':'triggered'", 204),
            "2",
            "exactly 1")
        .red(
            AGAIN,
            e -> e.post(30, Traffic.EVENTS, "a", "'state':'triggered'", 503),
            "1",
            "exactly 0");
  }

  /** After a boot: it is asked for until an answer comes, and reported under then. */
  private static Reds order() {
    return Reds.of(
            "an order gets through",
            e -> {
              e.met.add(at(11));
              e.get(11, Traffic.ORDER, 500);
              e.get(16.5, Traffic.ORDER, 200);
              e.post(17, Traffic.ACKNOWLEDGEMENTS, "a", "'order':'TR-1'", 204);
              e.post(20, Traffic.POSITIONS, "p", "'sequence':1", 204);
              e.post(80, Traffic.POSITIONS, "q", "'sequence':2", 204);
            },
            p -> through(p, Exchange.ORDER, Fault.STATUS_500))
        .red(GAP, e -> e.move(1, 17.001), "6.001 s", "5.000 s to 5.500 s \u00b1 0.500 s")
        .red(
            "requests for the order before the first report",
            e -> e.http.remove(0),
            "1",
            "at least 2")
        .red(
            "acknowledgements of the order",
            e -> e.post(18, Traffic.ACKNOWLEDGEMENTS, "b", "'order':'TR-2'", 204),
            "2",
            "at most 1")
        .red(
            "security events",
            e -> e.post(18, Traffic.SECURITY, "s", "'kind':'order-forged'", 204),
            "1",
            "exactly 0");
  }

  private static String result(String action) {
    return "'order':'TR-1','action':'" + action + "','result':'accepted'";
  }

  private static Reds acknowledgement() {
    return Reds.of(
            "an acknowledgement gets through",
            e -> {
              e.met.add(at(11));
              e.reply(201, "{'id':'TR-1'}", "POST", "/tracking-requests");
              e.post(11, Traffic.ACKNOWLEDGEMENTS, "a", result("start"), 500);
              e.post(16.5, Traffic.ACKNOWLEDGEMENTS, "a", result("start"), 204);
              e.post(30, Traffic.ACKNOWLEDGEMENTS, "b", result("end"), 204);
            },
            p -> {
              p.event(10).of(TrackingSteps.class).request(Role.POLICE, "report and VIN");
              through(p, Exchange.ACKNOWLEDGEMENT, Fault.STATUS_500);
            })
        .red(
            "time to the acknowledgement of the order",
            e -> e.move(1, 20.501),
            "10.501 s",
            "at most 5.500 s \u00b1 5.000 s")
        .red(
            "acknowledgements of the order",
            e -> e.post(26, Traffic.ACKNOWLEDGEMENTS, "c", result("start"), 204),
            "2",
            "exactly 1")
        .red(
            ACCEPTED,
            e -> e.post(26, Traffic.ACKNOWLEDGEMENTS, "a", result("start"), 204),
            "2",
            "exactly 1");
  }

  private static String event(String state, int second) {
    return "'incident':1,'state':'" + state + "','attempt':1,'timestamp':" + second;
  }

  private static Reds emergency() {
    return Reds.of(
            "the state of an emergency gets through",
            e -> {
              e.met.add(at(11));
              e.call(10.5, 12, 20);
              e.post(11, Traffic.EVENTS, "a", event("triggered", 10), 500);
              e.post(16.5, Traffic.EVENTS, "a", event("triggered", 10), 204);
              e.post(17, Traffic.EVENTS, "b", event("connected", 12), 204);
              e.post(21, Traffic.EVENTS, "c", event("ended", 20), 204);
            },
            p -> through(p, Exchange.EMERGENCY_STATUS, Fault.STATUS_500))
        .red(
            "events with the content of another",
            e -> e.post(18, Traffic.EVENTS, "d", event("connected", 13), 204),
            "1",
            "exactly 0")
        .red(
            TIME + ", a connected call",
            e -> e.calls.get(0).connected = NEVER,
            "none was seen",
            "at most 30.000 s \u00b1 5.000 s");
  }

  private static Reds restriction() {
    return Reds.of(
            "a restriction gets through",
            e -> {
              e.met.add(at(11));
              e.reply(204, "", "PUT", "data-connectivity");
              e.get(11, Traffic.CONFIGURATION, 500);
              e.get(16.5, Traffic.CONFIGURATION, 200);
              e.post(200, Traffic.TELEMETRY, "t", "'sequence':1", 204);
            },
            p -> through(p, Exchange.APP_RESTRICTION, Fault.STATUS_500))
        .red("telemetry under the restriction", e -> e.move(2, 136), "1", "exactly 0")
        .red(GAP, e -> e.move(1, 17.001), "6.001 s", "5.000 s to 5.500 s \u00b1 0.500 s")
        .red(
            "tries after a permanent refusal",
            e -> {
              e.status(0, 403);
              e.move(1, 70.4);
            },
            "1",
            "exactly 0");
  }
}
