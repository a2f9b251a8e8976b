// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.RadioLink.Attempt;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Gaps;
import dev.dcmrig.judge.Latency;
import dev.dcmrig.judge.Question;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must be seen of calls and of attempts to place them. */
public final class CallChecks {
  private static final double OCCUPANT_HERTZ = 1000;
  private static final double AGENT_HERTZ = 440;
  private static final String CALL = "call";

  /** Both say whom a call goes to: a public one has no number of its own. */
  private static final String DIALLED_BY = "call.mode, call.target";

  private final Scene scene;

  public CallChecks(Scene scene) {
    this.scene = scene;
  }

  private List<Attempt> attempts() {
    return scene.attemptsSinceEvent();
  }

  private static List<EvidenceItem> starts(List<Attempt> attempts) {
    return attempts.stream().map(CallChecks::item).toList();
  }

  public static EvidenceItem item(Attempt attempt) {
    String what = attempt.invited() == null ? "no INVITE" : "INVITE";
    return new EvidenceItem("attempt", Scene.nanos(attempt.started()), what);
  }

  /** An open connection announces nothing: what counts is the INVITE (SOS-15, ACN-13). */
  @Then("a call is attempted at most {span} later")
  @Check(
      quantity = "time from the event to the INVITE",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      resolution = "1 ms",
      speaksFor = {"SOS-15", "ACN-13"})
  public void attempted(Span limit) {
    Duration left = scene.trigger.plus(limit.duration()).minus(scene.now());
    scene.watch(left.isNegative() ? Duration.ZERO : left, () -> !invites().isEmpty());
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            scene.question(),
            Scene.nanos(scene.trigger),
            invites(),
            Limit.atMost(limit.seconds(), scene.tolerance(limit), limit.source()),
            Scene.nanos(scene.now())));
  }

  private List<EvidenceItem> invites() {
    return attempts().stream()
        .map(Attempt::invited)
        .filter(Objects::nonNull)
        .map(at -> new EvidenceItem("sip", Scene.nanos(at), "INVITE"))
        .toList();
  }

  @Then("a call is connected")
  @Check(
      quantity = "time to a connected call",
      unit = Unit.SECOND,
      source = Source.CENTRE,
      tolerance = "5 s",
      resolution = "1 ms",
      speaksFor = "SOS-06")
  public void connected() {
    // One attempt, answered at the last instant at which the DCM still waits.
    connected(
        scene.bench().specification().duration("call.answerTimeout"),
        LimitSource.profile("call.answerTimeout"),
        scene.tolerance());
  }

  @Then("a call is connected within {span}")
  @Check(
      quantity = "time to a connected call",
      unit = Unit.SECOND,
      source = Source.CENTRE,
      resolution = "1 ms")
  public void connectedWithin(Span limit) {
    connected(limit.duration(), limit.source(), scene.tolerance(limit));
  }

  private void connected(Duration limit, LimitSource source, double tolerance) {
    Duration from = scene.now();
    scene.watch(limit, () -> !connections().isEmpty());
    List<EvidenceItem> seen = connections();
    Limit most = Limit.atMost(Declared.seconds(limit), tolerance, source);
    Question question = scene.question();
    scene.judge(
        Subject.DCM,
        seen.isEmpty()
            ? question.missing(
                "none; the network saw " + attempts().size() + " attempts",
                most,
                starts(attempts()))
            : question.number(
                Math.max(0, (seen.get(0).nanos() - Scene.nanos(from)) / 1e9),
                most,
                List.of(seen.get(0))));
    scene.attemptsSeen();
  }

  private List<EvidenceItem> connections() {
    return scene.calls().stream()
        .filter(call -> call.started().compareTo(scene.trigger) >= 0)
        .map(Call::connected)
        .filter(Objects::nonNull)
        .map(at -> new EvidenceItem(CALL, Scene.nanos(at), "connected"))
        .toList();
  }

  /** Ends at the first attempt: what is not allowed has happened then. */
  @Then("no call is attempted for {span}")
  @Check(
      quantity = "call attempts",
      unit = Unit.ONE,
      source = Source.NETWORK,
      speaksFor = {"SOS-03", "SOS-04", "SOS-05", "SOS-12", "ACN-03", "ACN-05"})
  public void notAttempted(Span span) {
    scene.within(span.duration(), () -> !scene.unexpectedAttempts().isEmpty());
    scene.judge(
        Subject.DCM,
        Counting.of(
            scene.question(), starts(scene.unexpectedAttempts()), Limit.exactly(0, span.source())));
  }

  /** Ends at the attempt that is one too many. */
  @Then("exactly {count} call(s) is/are attempted within {span}")
  @Check(
      quantity = "call attempts",
      unit = Unit.ONE,
      source = Source.NETWORK,
      speaksFor = {"SOS-04", "SOS-05", "SOS-13", "SOS-14", "ACN-04", "ACN-10", "ACN-14"})
  public void exactly(Count count, Span span) {
    scene.within(span.duration(), () -> attempts().size() > count.number());
    scene.judge(
        Subject.DCM,
        Counting.of(
            scene.question(), starts(attempts()), Limit.exactly(count.number(), count.source())));
  }

  @Then("each attempt begins {span} after the end of the one before")
  @Check(
      quantity = "gap between two attempts",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "500 ms",
      resolution = "1 ms",
      speaksFor = {"SOS-15", "ACN-04"})
  public void gaps(Span gap) {
    List<Gaps.Interval> intervals = attempts().stream().map(CallChecks::interval).toList();
    scene.judge(
        Subject.DCM,
        Gaps.fromEndToStart(
            scene.question(),
            intervals,
            Limit.nominal(gap.seconds(), scene.tolerance(gap), gap.source())));
  }

  static Gaps.Interval interval(Attempt attempt) {
    return new Gaps.Interval(
        Scene.nanos(attempt.started()),
        nanosOrNull(attempt.ended()),
        "attempt",
        attempt.connected() ? "connected" : "not connected");
  }

  private static @Nullable Long nanosOrNull(@Nullable Duration at) {
    return at == null ? null : Scene.nanos(at);
  }

  @Then("the call goes to {target}")
  @Check(quantity = "where the call goes", unit = Unit.WORD, source = Source.CENTRE)
  public void dialled(String target) {
    boolean literal = target.startsWith("urn:");
    String expected = literal ? target : scene.bench().specification().text("call.target");
    LimitSource source = literal ? LimitSource.step(target) : LimitSource.profile(DIALLED_BY);
    Call call = scene.call();
    scene.judge(
        Subject.DCM,
        Measurement.word(
            scene.question().quantity(),
            call.dialled(),
            Limit.is(expected, source),
            List.of(new EvidenceItem("sip", Scene.nanos(call.started()), "INVITE"))));
  }

  @Then("occupant and agent hear each other within {span}")
  @Check(
      quantity = "voice between occupant and agent",
      unit = Unit.WORD,
      source = Source.AUDIO,
      speaksFor = {"SOS-01", "ACN-01"})
  public void voice(Span limit) {
    Call call = scene.lastCall();
    scene.within(
        limit.duration(),
        () -> call.heard(OCCUPANT_HERTZ) && scene.instruments().voice().hears(AGENT_HERTZ));
    List<EvidenceItem> at = List.of(new EvidenceItem(CALL, Scene.nanos(call.started()), "RTP"));
    scene.judge(
        Subject.DCM,
        List.of(
            heard("the agent hears the occupant's 1000 Hz", call.heard(OCCUPANT_HERTZ), limit, at),
            heard(
                "the occupant hears the agent's 440 Hz",
                scene.instruments().voice().hears(AGENT_HERTZ),
                limit,
                at),
            Measurement.word(
                "RTP payload types",
                String.valueOf(call.payloadTypes()),
                Limit.is("[0]", scene.required()),
                at)));
  }

  private static Measurement heard(
      String quantity, boolean heard, Span limit, List<EvidenceItem> at) {
    return Measurement.word(
        quantity, heard ? "heard" : "not heard", Limit.is("heard", limit.source()), at);
  }

  @Then("the call is still up after {span}")
  @Check(
      quantity = "duration of the call",
      unit = Unit.SECOND,
      source = Source.CENTRE,
      resolution = "1 ms")
  public void stillUp(Span span) {
    Duration from = scene.now();
    scene.within(span.duration(), () -> scene.lastCall().ended() != null);
    Call call = scene.lastCall();
    Duration ended = call.ended();
    Duration until = ended == null ? scene.now() : ended;
    String what = ended == null ? "still up" : "ended by " + call.endedBy().orElse("nobody");
    scene.judge(
        Subject.DCM,
        scene
            .question()
            .number(
                Declared.seconds(until.minus(from)),
                Limit.atLeast(span.seconds(), scene.tolerance(span), span.source()),
                List.of(new EvidenceItem(CALL, Scene.nanos(until), what))));
  }

  @Then("the call is over within {span}")
  @Check(
      quantity = "time to the end of the call",
      unit = Unit.SECOND,
      source = Source.CENTRE,
      resolution = "1 ms")
  public void over(Span limit) {
    Duration from = scene.now();
    scene.watch(limit.duration(), () -> scene.lastCall().ended() != null);
    Call call = scene.lastCall();
    Duration ended = call.ended();
    Limit most = Limit.atMost(limit.seconds(), scene.tolerance(limit), limit.source());
    List<EvidenceItem> at =
        Stream.of(ended)
            .filter(Objects::nonNull)
            .map(
                end ->
                    new EvidenceItem(
                        CALL, Scene.nanos(end), "ended by " + call.endedBy().orElse("nobody")))
            .toList();
    scene.judge(
        Subject.DCM,
        ended == null
            ? scene.question().missing("the call is still up", most, at)
            : scene.question().number(Math.max(0, Declared.seconds(ended.minus(from))), most, at));
  }

  @Then("the call back is {taken} within {span}")
  @Check(quantity = "what became of the call back", unit = Unit.WORD, source = Source.CENTRE)
  public void callBackTaken(String taken, Span limit) {
    boolean refused = taken.startsWith("refused");
    scene.within(
        limit.duration(),
        () -> callBack().connected() != null || (refused && callBack().ended() != null));
    Call call = callBack();
    String ended = call.endedBy().orElse("");
    String seen =
        call.connected() != null
            ? "connected"
            : refused && ended.matches("[4-6][0-9][0-9]")
                ? "refused with " + ended
                : "not connected";
    scene.judge(
        Subject.DCM,
        Measurement.word(
            scene.question().quantity(),
            seen,
            Limit.is(taken, limit.source()),
            List.of(
                new EvidenceItem(
                    CALL,
                    Scene.nanos(call.started()),
                    "call back, ended: " + call.endedBy().orElse("not yet")))));
  }

  private Call callBack() {
    List<Call> all = scene.bothWays();
    scene.need(!all.isEmpty(), "the centre has placed no call");
    Call last = all.get(all.size() - 1);
    scene.need(last.isCallBack(), "the centre has not called back");
    return last;
  }

  @Then("the centre has {count} call(s) from the vehicle")
  @Check(quantity = "calls at the centre", unit = Unit.ONE, source = Source.CENTRE)
  public void count(Count count) {
    scene.judge(
        Subject.DCM,
        Counting.of(
            scene.question(),
            scene.calls().stream()
                .map(call -> new EvidenceItem(CALL, Scene.nanos(call.started()), call.dialled()))
                .toList(),
            Limit.exactly(count.number(), count.source())));
  }
}
