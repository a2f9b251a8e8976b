// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.Indicator.Change;
import dev.dcmrig.api.Indicator.Lamp;
import dev.dcmrig.features.Evidence.Msd;
import dev.dcmrig.features.Evidence.Rung;
import dev.dcmrig.features.call.CallHooks;
import dev.dcmrig.features.indicator.LampHooks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Cases of {@link CallHooks} and {@link LampHooks}: each rule of theirs is seen red. */
final class CallHookReds {
  private static final String DATA = "things wrong with what the MSDs say of the car";
  private static final String REGISTERED = "things wrong with when the DCM registers";
  private static final String SHOWN = "things wrong with what the indicator shows";
  private static final Instant PRESSED = Evidence.BEGAN.plusSeconds(10);

  private CallHookReds() {}

  static Stream<Reds> all() {
    return Stream.of(data(), registered(), lamps());
  }

  /** A press in a car that stands, a call with two MSDs, and a second call. */
  private static void called(Evidence e) {
    e.done(0, "vehicle.ignition", "position", "ON");
    e.done(0, "vehicle.occupants", "count", "2");
    e.done(
        0, "vehicle.position", "latitude", "-37.8183", "longitude", "144.9671", "course", "90.0");
    e.done(9.5, "vehicle.sosButton.pressed", "duration", "1000 ms");
    Rung call = e.call(10.5, 12, 60);
    msd(call.msds.get(0), 1);
    msd(call.msd(20), 2);
    call.msds.get(0).recent.addAll(List.of(Evidence.PLACE, Evidence.PLACE));
    Rung again = e.call(90, 92, 100);
    msd(again.msds.get(0), 3);
  }

  private static void msd(Msd msd, int identifier) {
    msd.timestamp = PRESSED;
    msd.messageIdentifier = identifier;
  }

  private static Msd first(Evidence e) {
    return e.calls.get(0).msds.get(0);
  }

  private static Msd second(Evidence e) {
    return e.calls.get(0).msds.get(1);
  }

  private static Reds data() {
    Reds reds =
        Reds.of(
                "after a scenario with a call and its data",
                CallHookReds::called,
                p -> {
                  p.event(10).until(300);
                  p.of(CallHooks.class).judge();
                })
            .about("SOS-02", "SOS-16");
    red(reds, e -> first(e).vin = "another");
    red(reds, e -> first(e).testCall = true);
    red(reds, e -> first(e).version = 3);
    red(reds, e -> first(e).vehicleType = 2);
    red(reds, e -> second(e).messageIdentifier = 3, "2");
    red(reds, e -> e.calls.get(1).msds.get(0).messageIdentifier = 2);
    red(reds, e -> second(e).timestamp = PRESSED.minusSeconds(1));
    red(reds, e -> second(e).timestamp = PRESSED.plusSeconds(3));
    red(reds, e -> second(e).automatic = true);
    red(reds, e -> second(e).passengers = Optional.of(3));
    red(reds, e -> second(e).passengers = Optional.empty());
    red(reds, e -> second(e).trusted = false);
    red(reds, e -> second(e).position = Evidence.north(Evidence.PLACE, 10.2));
    red(reds, e -> second(e).direction = Optional.of(93.0));
    red(reds, e -> second(e).direction = Optional.empty());
    red(reds, e -> first(e).recent.set(1, Evidence.north(Evidence.PLACE, 71)));
    red(reds, e -> e.done(1, "vehicle.gnss", "reception", "LOST"), "3");
    red(
        reds,
        e -> {
          e.done(9.8, "vehicle.airbag.deployed");
          first(e).automatic = true;
        });
    return reds;
  }

  private static void red(Reds reds, Consumer<Evidence> change) {
    red(reds, change, "1");
  }

  private static void red(Reds reds, Consumer<Evidence> change, String wrongs) {
    reds.red(DATA, change, wrongs, "exactly 0");
  }

  private static Reds registered() {
    return Reds.of(
            "after a scenario with registrations",
            e -> {
              called(e);
              e.unreached(100);
              e.registered(110, 3_590);
              e.registered(3_700, 0);
            },
            p -> {
              p.event(10).until(4_000);
              p.of(CallHooks.class).judge();
            })
        .about("SOS-16")
        .red(
            REGISTERED,
            e -> {
              e.registrations.remove(1);
              e.registered(110, 3_600);
            },
            "1",
            "exactly 0")
        .red(
            REGISTERED,
            e -> {
              e.registrations.remove(2);
              e.registered(3_690, 0);
            },
            "1",
            "exactly 0")
        .red(
            REGISTERED,
            e -> {
              e.registrations.clear();
              e.unreached(100);
              e.unreached(105);
              e.registered(115, 3_585);
            },
            "1",
            "exactly 0")
        .red(
            REGISTERED,
            e -> {
              e.calls.clear();
              e.observations.clear();
            },
            "3",
            "exactly 0");
  }

  /** The test after the ignition, green, and green that flashes in a call. */
  private static Reds lamps() {
    Reds reds =
        Reds.of(
                "after a scenario with an indicator",
                e -> {
                  e.done(0, "vehicle.ignition", "position", "ON");
                  e.done(100, "vehicle.ignition", "position", "OFF");
                  e.flash(1, 6, 0.5, true);
                  e.lamp(6, Lamp.RED, 0);
                  e.lamp(6, Lamp.GREEN, 1);
                  e.attempt(10, 60).connected = 12;
                  e.flash(10, 60, 0.5, false);
                  e.lamp(60, Lamp.GREEN, 1);
                  e.lamp(100.2, Lamp.GREEN, 0);
                },
                p -> {
                  p.event(10).until(200);
                  p.of(LampHooks.class).judge();
                })
            .about("IND-03");
    lamp(reds, e -> before(e, 80, Lamp.GREEN, 0.5), "1");
    lamp(
        reds,
        e -> {
          before(e, 100, Lamp.RED, 1);
          before(e, 100.1, Lamp.RED, 0);
        },
        "1");
    lamp(
        reds,
        e -> {
          e.lamps.removeIf(each -> each.at().equals(Evidence.at(30)));
          e.lamps.removeIf(each -> each.at().equals(Evidence.at(30.5)));
        },
        "1");
    lamp(reds, e -> e.attempts.get(0).ended = 70, "1");
    lamp(reds, e -> e.attempts.get(0).ended = 50, "8");
    lamp(
        reds,
        e -> {
          e.observations.clear();
          e.done(90, "vehicle.ignition", "position", "ON");
        },
        "5");
    lamp(reds, e -> e.lamp(103, Lamp.RED, 1), "1");
    return reds;
  }

  /** Before green goes dark with the ignition. */
  private static void before(Evidence e, double at, Lamp lamp, double brightness) {
    e.lamps.add(e.lamps.size() - 1, new Change(Evidence.at(at), lamp, brightness));
  }

  private static void lamp(Reds reds, Consumer<Evidence> change, String wrongs) {
    reds.red(SHOWN, change, wrongs, "exactly 0");
  }
}
