// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.Evidence.NEVER;

import dev.dcmrig.features.call.AcnStates;
import dev.dcmrig.features.call.CallStates;
import dev.dcmrig.features.call.SosStates;
import dev.dcmrig.features.scene.StateMachine;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Cases of the signs of calls: {@link SosStates}, {@link AcnStates}, {@link CallStates}. */
final class StateReds {
  private static final String UP = "calls that are up";
  private static final String TRIED = "call attempts after the event";
  private static final String IN_ALL = "attempts in all";
  private static final String RINGING = "attempts that ring";
  private static final String GAP = "gap to the next attempt, after number 1";
  private static final String VOICE_UP = "voice packets from the DCM";
  private static final String VOICE_DOWN = "voice packets to the DCM";

  private StateReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        idle(SosStates.class, 42.1),
        sosRinging(),
        sosWaiting(),
        sosTalking(),
        idle(AcnStates.class, 132.1),
        acnRinging(),
        acnWaiting(),
        acnTalking(),
        acnQueued(),
        callRinging(),
        callUnacknowledged(),
        callTalking(),
        callOver());
  }

  /** The state is judged from 10 s on. */
  private static Reds of(
      Class<? extends StateMachine> machine, String state, Consumer<Evidence> good) {
    return Reds.of(
        machine.getSimpleName() + ": " + state, good, p -> p.event(10).sign(machine, state));
  }

  /** A gap, and 2 s before and after it. */
  private static Reds idle(Class<? extends StateMachine> machine, double after) {
    return of(
            machine,
            "idle",
            e -> {
              e.call(2, 4, 8);
              e.attempt(after + 2, after + 3);
            })
        .red(UP, e -> e.calls.get(0).ended = NEVER, "1", "exactly 0")
        .red(TRIED, e -> e.attempts.get(1).started = after, "1", "exactly 0");
  }

  private static void ring(Evidence e, double started) {
    e.attempt(started, NEVER);
    e.rung(started, NEVER, NEVER).msd(started);
  }

  private static Reds sosRinging() {
    return of(
            SosStates.class,
            "ringing 2",
            e -> {
              e.attempt(2, 4);
              ring(e, 9);
            })
        .red(RINGING, e -> e.attempts.get(1).ended = 11, "0", "exactly 1")
        .red(UP, e -> e.call(3, 4, NEVER), "1", "exactly 0")
        .red(IN_ALL, e -> e.attempts.remove(0), "1", "exactly 2");
  }

  private static Reds sosWaiting() {
    return of(
            SosStates.class,
            "waiting 1",
            e -> {
              e.attempt(2, 8);
              e.attempt(38.4, 39);
              e.attempt(69, 70);
            })
        .red(RINGING, e -> e.attempts.get(0).ended = NEVER, "1", "exactly 0")
        .red(GAP, e -> e.attempts.get(1).started = 38.501, "30.501 s", "30.000 s \u00b1 0.500 s")
        .red(IN_ALL, e -> e.attempt(99, 100), "4", "exactly 3")
        .red(IN_ALL, e -> e.attempt(11, 11.5), "2", "exactly 1");
  }

  private static Reds sosTalking() {
    return of(SosStates.class, "talking", e -> e.call(2, 4, NEVER))
        .red(UP, e -> e.calls.get(0).ended = 41.9, "0", "exactly 1")
        .red(TRIED, e -> e.attempt(41.9, NEVER), "1", "exactly 0");
  }

  private static Reds acnRinging() {
    return of(
            AcnStates.class,
            "ringing",
            e -> {
              ring(e, 9);
              e.calls.get(0).msds.get(0).automatic = true;
            })
        .red(RINGING, e -> e.attempts.get(0).ended = 11, "0", "exactly 1")
        .red(UP, e -> e.call(3, 4, NEVER), "1", "exactly 0")
        .red(
            "activation in the MSD of the call",
            e -> e.calls.get(0).msds.get(0).automatic = false,
            "'manual'",
            "'automatic'");
  }

  private static Reds acnWaiting() {
    return of(
            AcnStates.class,
            "waiting",
            e -> {
              e.attempt(2, 8);
              e.attempt(128.5, 129);
            })
        .red(RINGING, e -> e.attempts.get(0).ended = NEVER, "1", "exactly 0")
        .red(GAP, e -> e.attempts.get(1).started = 127.4, "119.400 s", "120.000 s \u00b1 0.500 s");
  }

  private static Reds acnTalking() {
    return of(AcnStates.class, "talking", e -> e.call(2, 4, NEVER))
        .red(UP, e -> e.calls.get(0).ended = 29.9, "0", "exactly 1")
        .red(TRIED, e -> e.attempt(29.9, NEVER), "1", "exactly 0")
        .red(TRIED, e -> e.attempt(49.9, NEVER), "1", "exactly 0");
  }

  private static Reds acnQueued() {
    return of(
            AcnStates.class,
            "queued",
            e -> {
              e.call(2, 4, NEVER);
              e.attempt(13.9, NEVER);
            })
        .red(UP, e -> e.calls.clear(), "0", "exactly 1")
        .red(TRIED, e -> e.attempt(11.9, NEVER), "1", "exactly 0")
        .red(
            "calls of the crash that waits",
            e -> e.attempts.get(1).started = 14.1,
            "0",
            "exactly 1");
  }

  private static Reds callRinging() {
    return of(CallStates.class, "ringing", e -> ring(e, 9))
        .red("calls that ring", e -> e.calls.get(0).ended = 11.9, "0", "exactly 1")
        .red(UP, e -> e.call(3, 4, NEVER), "1", "exactly 0")
        .red(VOICE_UP, e -> e.voice(11.9, 11.91, true), "1", "exactly 0");
  }

  private static Reds callUnacknowledged() {
    return of(CallStates.class, "unacknowledged", e -> e.call(8, 9, NEVER).msd(14.2))
        .red(UP, e -> e.calls.get(0).ended = 9.9, "0", "exactly 1")
        .red(
            "time to the next MSD",
            e -> e.calls.get(0).msds.get(1).received = 14.201,
            "5.201 s",
            "5.000 s \u00b1 0.200 s")
        .red(
            "time to the next MSD",
            e -> e.calls.get(0).msds.remove(1),
            "it did not come again",
            "5.000 s \u00b1 0.200 s");
  }

  private static Reds callTalking() {
    return of(
            CallStates.class,
            "talking",
            e -> {
              e.call(8, 9, NEVER);
              e.voice(10.5, 11, true);
              e.voice(10.5, 11, false);
            })
        .red(UP, e -> e.calls.get(0).ended = 17, "0", "exactly 1")
        .red("MSDs that nobody has asked for", e -> e.calls.get(0).msd(17), "1", "exactly 0")
        .red(VOICE_UP, e -> e.voice.removeIf(each -> each.up()), "0", "at least 1")
        .red(VOICE_DOWN, e -> e.voice.removeIf(each -> !each.up()), "0", "at least 1");
  }

  private static Reds callOver() {
    return of(CallStates.class, "over", e -> e.call(2, 4, 10.1))
        .red(UP, e -> e.calls.get(0).ended = 10.2, "1", "exactly 0")
        .red(VOICE_UP, e -> e.voice(17, 17.01, true), "1", "exactly 0")
        .red(VOICE_DOWN, e -> e.voice(17, 17.01, false), "1", "exactly 0");
  }
}
