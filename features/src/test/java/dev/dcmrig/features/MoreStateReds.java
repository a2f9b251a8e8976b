// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.Evidence.NEVER;
import static dev.dcmrig.features.Evidence.at;

import dev.dcmrig.api.RadioLink.Registration;
import dev.dcmrig.features.call.CallBackStates;
import dev.dcmrig.features.power.BackupStates;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.features.svt.SleepStates;
import dev.dcmrig.features.svt.TrackingStates;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Cases of the signs of the call-back window, of sleep, back-up power and tracking. */
final class MoreStateReds {
  private static final String BACK = "calls back that are up";
  private static final String OTHERS = "calls from the DCM that are up";
  private static final String UP = "calls that are up";
  private static final String TRIED = "call attempts";
  private static final String REPORTS = "reports that were sent";

  private MoreStateReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        closed(),
        open(),
        unreachable(),
        calledBack(),
        busy(),
        awake(),
        main(),
        windowOnBattery(),
        talks(),
        retries(),
        silent(),
        slow(),
        unheard());
  }

  /** The state is judged from 10 s on. */
  private static Reds of(
      Class<? extends StateMachine> machine, String state, Consumer<Evidence> good) {
    return Reds.of(
        machine.getSimpleName() + ": " + state, good, p -> p.event(10).sign(machine, state));
  }

  /** It looks for 12 s, and the centre calls back then. */
  private static Reds closed() {
    return of(CallBackStates.class, "closed", e -> e.registered(5, 3600))
        .red("tries to be registered", e -> e.unreached(21.9), "1", "exactly 0")
        .red(BACK, e -> e.callBack(22.5, 23, NEVER), "1", "exactly 0");
  }

  private static Reds open() {
    return of(
            CallBackStates.class,
            "open",
            e -> {
              e.call(2, 4, 8);
              e.registered(9, 3599);
              e.callBack(22.5, 24, NEVER);
            })
        .red(
            "Expires, compared with the rest of the window",
            e -> e.registrations.set(0, new Registration(at(9), true, 3597, 200)),
            "-2.000 s",
            "0.000 s \u00b1 1.500 s")
        .red(
            "Expires, compared with the rest of the window",
            e -> e.registered(12, 0),
            "the DCM is not registered",
            "0.000 s \u00b1 1.500 s")
        .red(OTHERS, e -> e.call(12, 13, NEVER), "1", "exactly 0")
        .red(BACK, e -> e.calls.get(1).connected = 24.1, "0", "exactly 1");
  }

  private static Reds unreachable() {
    return of(
            CallBackStates.class,
            "unreachable",
            e -> {
              e.unreached(15);
              e.unreached(25);
              e.unreached(35);
            })
        .red(
            "time from one try to be registered to the next",
            e -> e.registrations.set(1, new Registration(at(25.501), false, 3600, 0)),
            "10.501 s",
            "10.000 s \u00b1 0.500 s");
  }

  private static Reds calledBack() {
    return of(CallBackStates.class, "called back", e -> e.callBack(5, 6, NEVER))
        .red(BACK, e -> e.calls.get(0).ended = 19.9, "0", "exactly 1")
        .red(OTHERS, e -> e.call(12, 13, NEVER), "1", "exactly 0");
  }

  private static Reds busy() {
    return of(CallBackStates.class, "busy", e -> e.call(11, 13, NEVER))
        .red(OTHERS, e -> e.calls.get(0).ended = 22.9, "0", "exactly 1")
        .red(BACK, e -> e.callBack(14, 15, NEVER), "1", "exactly 0");
  }

  /** Awake for 10 min but 10 s, and asleep at most 100 s later. */
  private static Reds awake() {
    return of(
            SleepStates.class,
            "awake",
            e -> {
              e.draws(0, 0.2);
              e.draws(700, 0.009);
            })
        .red(
            "what the supply current shows",
            e -> {
              e.draws(599.9, 0.009);
            },
            "'asleep'",
            "'awake'")
        .red(
            "time until the DCM sleeps",
            e -> {
              e.draws(700, 0.01);
              e.draws(700.001, 0.009);
            },
            "100.001 s",
            "at most 100.000 s");
  }

  private static Reds main() {
    return of(BackupStates.class, "main", e -> e.call(2, 4, 8))
        .red(UP, e -> e.calls.get(0).ended = NEVER, "1", "exactly 0")
        .red(TRIED, e -> e.attempt(140, NEVER), "1", "exactly 0");
  }

  private static Reds windowOnBattery() {
    return of(
            BackupStates.class,
            "window on battery",
            e -> {
              e.call(2, 4, 8);
              e.callBack(11, 30, NEVER);
            })
        .red(UP, e -> e.call(3, 4, NEVER), "1", "exactly 0");
  }

  private static Reds talks() {
    return of(BackupStates.class, "crash call on battery", e -> e.call(2, 4, NEVER))
        .red(UP, e -> e.calls.get(0).ended = 29.9, "0", "exactly 1")
        .red(TRIED, e -> e.attempt(29.9, NEVER), "1", "exactly 0");
  }

  private static Reds retries() {
    return of(
            BackupStates.class,
            "retrying",
            e -> {
              e.attempt(5, 6);
              e.attempt(140, NEVER);
            })
        .red(UP, e -> e.call(3, 4, NEVER), "1", "exactly 0")
        .red(TRIED, e -> e.attempts.get(1).started = 140.1, "0", "at least 1");
  }

  private static void report(Evidence e, double at) {
    e.post(at, Traffic.POSITIONS, "r" + at, "'order':'TR-1'", 204);
  }

  private static Reds silent() {
    return of(TrackingStates.class, "idle", e -> report(e, 9))
        .red(REPORTS, e -> e.move(0, 80), "1", "exactly 0");
  }

  /** Each 300 s with a weak battery; reports count from 13 s on. */
  private static Reds slow() {
    return of(
            TrackingStates.class,
            "slow",
            e -> {
              report(e, 100);
              report(e, 404);
            })
        .red(
            "interval of two reports",
            e -> e.move(1, 404.001),
            "304.001 s",
            "300.000 s \u00b1 4.000 s")
        .red(
            "interval of two reports",
            e -> e.http.remove(1),
            "no gap: only one was seen",
            "300.000 s \u00b1 4.000 s");
  }

  /** Silent for 70 s, and then a report within 315 s. */
  private static Reds unheard() {
    return of(TrackingStates.class, "unheard", e -> report(e, 395))
        .red(REPORTS, e -> e.move(0, 79.9), "1", "exactly 0")
        .red("time to the next report", e -> e.move(0, 395.001), "315.001 s", "at most 315.000 s");
  }
}
