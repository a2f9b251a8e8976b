// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.Evidence.NEVER;
import static dev.dcmrig.features.Evidence.at;

import dev.dcmrig.features.call.CallChecks;
import java.util.List;
import java.util.stream.Stream;

/** Cases of {@link CallChecks}. */
final class CallReds {
  private static final String CENTRE = "sip:+61800555911@assist.dcmrig.example;user=phone";
  private static final String TO_THE_CALL = "time to a connected call";

  private CallReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        Reds.of(
                "a call is attempted at most 2 s later",
                e -> e.attempt(10.5, 40).invited = 12,
                p -> p.event(10).of(CallChecks.class).attempted(p.span("2 s")))
            .red(
                "time from the event to the INVITE",
                e -> e.attempts.get(0).invited = 12.001,
                "2.001 s",
                "at most 2.000 s"),
        Reds.of(
                "a call is connected",
                e -> e.call(10.5, 45, NEVER),
                p -> p.event(10).of(CallChecks.class).connected())
            .red(
                TO_THE_CALL,
                e -> e.calls.get(0).connected = 45.001,
                "35.001 s",
                "at most 30.000 s \u00b1 5.000 s"),
        Reds.of(
                "a call is connected within 10 s",
                e -> e.call(10.5, 20, NEVER),
                p -> p.event(10).of(CallChecks.class).connectedWithin(p.span("10 s")))
            .red(
                TO_THE_CALL, e -> e.calls.get(0).connected = 20.001, "10.001 s", "at most 10.000 s")
            .red(
                TO_THE_CALL,
                e -> e.calls.get(0).connected = NEVER,
                "none; the network saw 1 attempts",
                "at most 10.000 s"),
        Reds.of(
                "no call is attempted for 10 s",
                e -> {
                  e.attempt(5, 9);
                  e.attempt(20.1, 30);
                },
                p -> p.event(10).of(CallChecks.class).notAttempted(p.span("10 s")))
            .red("call attempts", e -> e.attempts.get(1).started = 19.9, "1", "exactly 0"),
        Reds.of(
                "exactly 2 calls are attempted within 1 min",
                e -> {
                  e.attempt(10.5, 20);
                  e.attempt(50, 60);
                },
                p -> p.event(10).of(CallChecks.class).exactly(p.count("2"), p.span("1 min")))
            .red("call attempts", e -> e.attempt(69.9, NEVER), "3", "exactly 2")
            .red("call attempts", e -> e.attempts.remove(1), "1", "exactly 2"),
        Reds.of(
                "each attempt begins 30 s after the end of the one before",
                e -> {
                  e.attempt(10.5, 20);
                  e.attempt(50.5, 60);
                },
                p -> {
                  p.event(10).until(70);
                  p.of(CallChecks.class).gaps(p.span("30 s"));
                })
            .red(
                "gap between two attempts",
                e -> e.attempts.get(1).started = 50.501,
                "30.501 s",
                "30.000 s \u00b1 0.500 s")
            .red(
                "gap between two attempts",
                e -> e.attempts.get(1).started = 49.499,
                "29.499 s",
                "30.000 s \u00b1 0.500 s"),
        Reds.of(
                "the call goes to the private centre's own number",
                e -> e.call(10.5, 12, NEVER),
                p -> {
                  p.event(10).until(13);
                  p.of(CallChecks.class).dialled("the private centre's own number");
                })
            .red(
                "where the call goes",
                e -> e.calls.get(0).dialled = CENTRE.replace("911", "912"),
                "'" + CENTRE.replace("911", "912") + "'",
                "'" + CENTRE + "'"),
        voice(),
        Reds.of(
                "the call is still up after 10 s",
                e -> e.call(10.5, 12, NEVER),
                p -> {
                  p.event(10).until(15);
                  p.of(CallChecks.class).stillUp(p.span("10 s"));
                })
            .red(
                "duration of the call",
                e -> e.calls.get(0).ended = 24.999,
                "9.999 s",
                "at least 10.000 s"),
        Reds.of(
                "the call is over within 2 s",
                e -> e.call(10.5, 12, 17),
                p -> {
                  p.event(10).until(15);
                  p.of(CallChecks.class).over(p.span("2 s"));
                })
            .red(
                "time to the end of the call",
                e -> e.calls.get(0).ended = 17.001,
                "2.001 s",
                "at most 2.000 s"),
        Reds.of(
                "the call back is connected within 5 s",
                e -> e.callBack(11, 17, NEVER),
                p -> {
                  p.event(10).until(12);
                  p.of(CallChecks.class).callBackTaken("connected", p.span("5 s"));
                })
            .red(
                "what became of the call back",
                e -> e.calls.get(0).connected = 17.001,
                "'not connected'",
                "'connected'"),
        Reds.of(
                "the call back is refused with 486 within 5 s",
                e -> e.callBack(11, NEVER, 12.5).endedBy = "486",
                p -> {
                  p.event(10).until(12);
                  p.of(CallChecks.class).callBackTaken("refused with 486", p.span("5 s"));
                })
            .red(
                "what became of the call back",
                e -> e.calls.get(0).endedBy = "488",
                "'refused with 488'",
                "'refused with 486'"),
        Reds.of(
                "the centre has 2 calls from the vehicle",
                e -> {
                  e.call(10.5, 12, 15);
                  e.call(20, 22, 25);
                  e.callBack(26, 27, 28);
                },
                p -> {
                  p.event(10).until(30);
                  p.of(CallChecks.class).count(p.count("2"));
                })
            .red("calls at the centre", e -> e.call(29, NEVER, NEVER), "3", "exactly 2")
            .red("calls at the centre", e -> e.calls.remove(0), "1", "exactly 2"));
  }

  private static Reds voice() {
    return Reds.of(
            "occupant and agent hear each other within 6 s",
            e -> {
              e.call(10.5, 12, NEVER).heardAt = at(18);
              e.speaker.put(440.0, at(18));
            },
            p -> {
              p.event(10).until(12);
              p.of(CallChecks.class).voice(p.span("6 s"));
            })
        .red(
            "the agent hears the occupant's 1000 Hz",
            e -> e.calls.get(0).heardAt = at(18.001),
            "'not heard'",
            "'heard'")
        .red(
            "the occupant hears the agent's 440 Hz",
            e -> e.speaker.put(440.0, at(18.001)),
            "'not heard'",
            "'heard'")
        .red(
            "RTP payload types",
            e -> e.calls.get(0).payloadTypes = List.of(0, 8),
            "'[0, 8]'",
            "'[0]'");
  }
}
