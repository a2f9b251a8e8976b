// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.Evidence.NEVER;

import dev.dcmrig.api.RadioLink.Registration;
import dev.dcmrig.features.call.CallPoint;
import dev.dcmrig.features.call.CallTimeChecks;
import dev.dcmrig.features.call.RegistrationChecks;
import java.util.stream.Stream;

/** Cases of {@link CallTimeChecks} and {@link RegistrationChecks}. */
final class CallTimeReds {
  private CallTimeReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        Reds.of(
                "the DCM ends the call 60 s after its INVITE",
                e -> e.call(10.5, 12, 70.5),
                p -> {
                  p.event(10).until(15);
                  p.of(CallTimeChecks.class).ends(p.span("60 s"), CallPoint.INVITE);
                })
            .red(
                "time to the end of the call",
                e -> e.calls.get(0).ended = 71.001,
                "60.501 s",
                "60.000 s \u00b1 0.500 s"),
        Reds.of(
                "the DCM ends the call 5 s after its last sound",
                e -> {
                  e.voice(5, 9, false);
                  e.voice(12, 18, true);
                  e.voice(12, 16, false);
                  e.call(10.5, 12, 21);
                },
                p -> {
                  p.event(10).until(20);
                  p.of(CallTimeChecks.class).ends(p.span("5 s"), CallPoint.LAST_SOUND);
                })
            .red(
                "time to the end of the call",
                e -> e.calls.get(0).ended = 21.6,
                "5.620 s",
                "5.000 s \u00b1 0.500 s")
            .red(
                "time to the end of the call",
                e -> e.voice.removeIf(each -> !each.up() && each.at().toSeconds() > 10),
                "no last sound was seen",
                "5.000 s \u00b1 0.500 s"),
        Reds.of(
                "the DCM ends the call 60 min after its answer",
                e -> e.call(10.5, 12, 3612.5),
                p -> {
                  p.event(10).until(15);
                  p.of(CallTimeChecks.class).ends(p.span("{call.maxDuration}"), CallPoint.ANSWER);
                })
            .red(
                "time to the end of the call",
                e -> e.calls.get(0).ended = 3612.501,
                "1 h 0 min 0.501 s",
                "1 h 0 min 0.000 s \u00b1 0.500 s")
            .red(
                "time to the end of the call",
                e -> e.calls.get(0).ended = 3611.499,
                "59 min 59.499 s",
                "1 h 0 min 0.000 s \u00b1 0.500 s")
            .red(
                "who ended the call",
                e -> e.calls.get(0).endedBy = "centre",
                "'centre'",
                "'vehicle'"),
        Reds.of(
                "no voice passes for 10 s",
                e -> {
                  e.call(10.5, 12, 16);
                  e.voice(12, 16, true);
                  e.voice(12, 16, false);
                },
                p -> {
                  p.event(10).until(20);
                  p.of(CallTimeChecks.class).noVoice(p.span("10 s"));
                })
            .red("voice packets from the DCM", e -> e.voice(29.9, 29.91, true), "1", "exactly 0")
            .red("voice packets to the DCM", e -> e.voice(29.9, 29.91, false), "1", "exactly 0"),
        Reds.of(
                "the DCM sends voice for 1 s, then for 200 ms each 5 s",
                e -> {
                  e.call(10.5, 11, NEVER);
                  bursts(e, 16);
                },
                p -> {
                  p.event(10).until(11);
                  p.of(CallTimeChecks.class)
                      .bursts(
                          p.span("{voice.firstBurst}"),
                          p.span("{voice.burst}"),
                          p.span("{voice.burstInterval}"));
                })
            .red(
                "length of the first voice",
                e -> e.voice.remove(49),
                "0.980 s",
                "1.000 s \u00b1 0.010 s")
            .red(
                "length of later voice",
                e -> e.voice.remove(59),
                "0.180 s",
                "0.200 s \u00b1 0.010 s")
            .red(
                "from one voice to the next",
                e -> bursts(e, 16.02),
                "4.980 s",
                "5.000 s \u00b1 0.010 s")
            .red(
                "how voice is sent",
                e -> {
                  e.voice.clear();
                  e.voice(11, 27, true);
                },
                "'continuous'",
                "'burst'"),
        Reds.of(
                "3 MSDs come, each 5 s after the one before",
                e -> {
                  e.call(10.5, 12, NEVER).msd(17.2);
                  e.calls.get(0).msd(22.2);
                },
                p -> {
                  p.event(10).until(12);
                  p.of(CallTimeChecks.class)
                      .again(p.count("{call.msdResends} + 1"), p.span("{call.msdResend}"));
                })
            .red(
                "time from one MSD to the next",
                e -> e.calls.get(0).msds.get(1).received = 17.201,
                "5.201 s",
                "5.000 s \u00b1 0.200 s")
            .red(
                "minimum sets of data in the call",
                e -> e.calls.get(0).msd(27.2),
                "4",
                "exactly 3"),
        Reds.of(
                "the DCM is registered within 1 s, for the rest of 60 min",
                e -> {
                  e.call(10.5, 12, 20);
                  e.registered(21, 3599);
                },
                p -> {
                  p.event(10).until(20);
                  p.of(RegistrationChecks.class)
                      .registered(p.span("1 s"), p.span("{callBack.window}"));
                })
            .about("SOS-16")
            .red(
                "time to the registration",
                e -> e.registrations.set(0, registered(21.001, 3599)),
                "1.001 s",
                "at most 1.000 s")
            .red(
                "Expires, compared with the rest of the window",
                e -> e.registrations.set(0, registered(21, 3601)),
                "2.000 s",
                "0.000 s \u00b1 1.500 s"),
        Reds.of(
                "the registration is taken back 60 min after the call",
                e -> {
                  e.call(10.5, 12, 20);
                  e.registered(21, 3599);
                  e.registered(3621, 0);
                },
                p -> {
                  p.event(10).until(25);
                  p.of(RegistrationChecks.class).takenBack(p.span("{callBack.window}"));
                })
            .red(
                "time to the end of the registration",
                e -> e.registrations.set(1, registered(3621.001, 0)),
                "1 h 0 min 1.001 s",
                "1 h 0 min 0.000 s \u00b1 1.000 s")
            .red(
                "time to the end of the registration",
                e -> e.registrations.remove(1),
                "it still stands",
                "1 h 0 min 0.000 s \u00b1 1.000 s"),
        Reds.of(
                "registration is tried each 10 s for 1 min",
                e -> {
                  e.call(10.5, 12, 20);
                  for (int at = 30; at < 80; at += 10) {
                    e.unreached(at);
                  }
                },
                p -> {
                  p.event(10).until(20);
                  p.of(RegistrationChecks.class)
                      .tried(p.span("{callBack.registerRetry}"), p.span("1 min"));
                })
            .red(
                "time from one try to be registered to the next",
                e -> e.registrations.set(2, new Registration(Evidence.at(50.501), false, 3600, 0)),
                "10.501 s",
                "10.000 s \u00b1 0.500 s")
            .red(
                "time from one try to be registered to the next",
                e -> e.registrations.remove(2),
                "20.000 s",
                "10.000 s \u00b1 0.500 s"));
  }

  private static Registration registered(double at, long expires) {
    return new Registration(Evidence.at(at), true, expires, 200);
  }

  /** A first one of 1 s, then three of 200 ms. */
  private static void bursts(Evidence e, double second) {
    e.voice.clear();
    e.voice(11, 12, true);
    e.voice(second, second + 0.2, true);
    e.voice(21, 21.2, true);
    e.voice(26, 26.2, true);
  }
}
