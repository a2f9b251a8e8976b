// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.evidence.Subject;
import dev.dcmrig.features.network.NetworkHooks;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.features.service.ConductHooks;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Cases of {@link ConductHooks} and {@link NetworkHooks}: each rule of theirs is seen red. */
final class HookReds {
  private static final String WRONG = "things wrong with what the DCM tells the service";

  private HookReds() {}

  static Stream<Reds> all() {
    return Stream.of(messages(), events(), network());
  }

  private static String at(double seconds) {
    return "'timestamp':'" + Evidence.BEGAN.plusMillis(Math.round(seconds * 1e3)) + "'";
  }

  private static void telemetry(Evidence e, double at, String key, int number, int status) {
    String fields = ",'speedKmh':90.0,'batteryVolts':12.6";
    e.post(at, Traffic.TELEMETRY, key, "'sequence':" + number + "," + at(60) + fields, status);
  }

  private static String position(double fix, boolean fresh) {
    String time = at(fix).replace("timestamp", "fixTime");
    String place = "'position':{'latitude':-37.8183,'longitude':144.9671,";
    return place + time + ",'fresh':" + fresh + "}";
  }

  private static void report(Evidence e, double at, int number) {
    String head = "'order':'TR-1','sequence':" + number + "," + at(at) + ",'batteryVolts':12.6,";
    e.post(at, Traffic.POSITIONS, "p" + number, head + position(at - 0.2, true), 204);
  }

  private static void acknowledged(Evidence e, double at, String action) {
    String head = "'order':'TR-1','action':'" + action + "','result':'accepted',";
    e.post(at, Traffic.ACKNOWLEDGEMENTS, "a" + action, head + at(at), 204);
  }

  /** Telemetry with three tries, two reports under an order, a command, a security event. */
  private static void said(Evidence e) {
    e.done(0, "vehicle.ignition", "position", "ON");
    e.done(50, "vehicle.position", "latitude", "-37.8183", "longitude", "144.9671", "course", "90");
    e.done(55, "vehicle.drive", "speed", "90.0 km/h");
    e.done(70, "vehicle.drive", "speed", "0.0 km/h");
    e.done(75, "vehicle.position", "latitude", "-37.8183", "longitude", "144.9671", "course", "90");
    telemetry(e, 60, "t1", 1, 500);
    telemetry(e, 65.4, "t1", 1, 500);
    telemetry(e, 76, "t1", 1, 204);
    acknowledged(e, 100, "start");
    report(e, 101, 1);
    report(e, 161, 2);
    String located = "'command':'C-1','action':'locate','result':'done'," + at(170) + ",";
    e.post(170, Traffic.RESULTS, "c1", located + position(165.1, true), 204);
    acknowledged(e, 180, "end");
    e.post(190, Traffic.SECURITY, "s1", "'kind':'order-forged'," + at(190), 500);
    e.post(195.2, Traffic.SECURITY, "s1", "'kind':'order-forged'," + at(190), 204);
  }

  private static Reds messages() {
    Reds reds =
        Reds.of(
                "after a scenario with messages",
                e -> {
                  said(e);
                  // Without reception the fix is as old as it says.
                  e.done(165.2, "vehicle.gnss", "reception", "LOST");
                },
                p -> {
                  p.event(0).until(300);
                  p.of(ConductHooks.class).judge();
                })
            .about("NET-02");
    red(reds, e -> e.say(3, "'result'", "'outcome':'x','result'"));
    red(reds, e -> e.say(3, "accepted", "done"));
    red(reds, e -> e.say(3, "TR-1", " "));
    red(reds, e -> e.say(8, "order-forged", "order-unknown"), "2");
    red(reds, e -> e.say(3, at(100), at(100.1)));
    red(reds, e -> e.say(3, at(100), "'timestamp':''"));
    red(reds, e -> e.say(5, at(161), at(100.9)), "2");
    red(reds, e -> e.say(1, "90.0", "89.9"), "2");
    red(reds, e -> e.key(3, ""));
    red(reds, e -> e.status(8, 204));
    red(reds, e -> e.move(1, 64.8));
    red(reds, e -> e.move(2, 75.2));
    red(reds, e -> e.move(9, 194.8));
    red(reds, e -> telemetry(e, 97, "t1", 1, 204), "2");
    red(reds, e -> e.status(3, 500));
    red(reds, e -> e.say(5, "'sequence':2", "'sequence':1"));
    red(reds, e -> e.say(4, "12.6", "12.5"));
    red(reds, e -> e.say(4, "'fresh':true", "'fresh':false"));
    red(reds, e -> e.say(4, "144.9671", "144.9681"));
    red(reds, e -> e.say(4, at(100.8).substring(12), at(99.4).substring(12)));
    red(reds, e -> e.say(4, at(100.8).substring(12), at(101.1).substring(12)));
    red(reds, e -> e.say(6, at(165.1).substring(12), at(166.1).substring(12)));
    red(reds, e -> e.say(6, at(165.1).substring(12), at(164.8).substring(12)));
    red(reds, e -> report(e, 181, 3), "2");
    red(reds, e -> e.done(150, "dut.reset"));
    red(reds, e -> e.post(191, "diary", "x", at(191), 204));
    return reds;
  }

  private static void event(Evidence e, double at, String kind, String state, int attempt) {
    String head = "'incident':1,'kind':'" + kind + "','state':'" + state + "',";
    String key = state + attempt + " " + at;
    e.post(at, Traffic.EVENTS, key, head + "'attempt':" + attempt + "," + at(at), 204);
  }

  /** A press, an attempt that fails, one that is answered. */
  private static Reds events() {
    Reds reds =
        Reds.of(
                "after a scenario with an emergency",
                e -> {
                  e.done(0, "vehicle.ignition", "position", "ON");
                  e.done(9.6, "vehicle.sosButton.pressed", "duration", "1000 ms");
                  e.attempt(10.1, 11);
                  e.call(41, 44, 60);
                  event(e, 10.1, "sos", "triggered", 1);
                  event(e, 41, "sos", "triggered", 2);
                  event(e, 44, "sos", "connected", 2);
                  event(e, 60, "sos", "ended", 2);
                },
                p -> {
                  p.event(0).until(300);
                  p.of(ConductHooks.class).judge();
                })
            .about("NET-02");
    red(reds, e -> e.say(1, "'sos'", "'acn'"), "2");
    red(reds, e -> e.say(1, "'attempt':2", "'attempt':3"), "2");
    red(reds, e -> e.say(2, "connected", "triggered"), "3");
    red(reds, e -> event(e, 60.5, "sos", "ended", 2), "2");
    red(reds, e -> e.say(3, at(60), at(58)));
    red(reds, e -> e.say(3, "ended", "given-up"));
    red(
        reds,
        e -> {
          e.observations.clear();
          e.done(0, "vehicle.ignition", "position", "ON");
          e.done(9.7, "vehicle.airbag.deployed");
        });
    red(
        reds,
        e -> {
          event(e, 70, "sos", "triggered", 1);
          e.say(4, "'incident':1", "'incident':0");
        },
        "2");
    return reds;
  }

  private static Reds network() {
    Reds reds =
        Reds.of(
            "after a scenario with strict partners",
            e -> e.noted(11, Subject.DCM, "http.refused"),
            p -> {
              p.event(20);
              p.of(NetworkHooks.class).judge();
            });
    for (String kind : ConductReds.WRONGS) {
      if (!kind.equals("http.refused")) {
        reds.red(
            "things wrong with how the DCM speaks to the network",
            e -> e.noted(12, Subject.DCM, kind),
            "1",
            "exactly 0");
      }
    }
    return reds;
  }

  private static void red(Reds reds, Consumer<Evidence> change) {
    red(reds, change, "1");
  }

  private static void red(Reds reds, Consumer<Evidence> change, String wrongs) {
    reds.red(WRONG, change, wrongs, "exactly 0");
  }
}
