// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.RadioLink.Attempt;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Gaps;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The states of the manual emergency call, {@code features/states/sos.yaml}. */
public final class SosStates implements StateMachine {
  private static final String ATTEMPTS = "call attempts after the event";
  private static final String RINGING = "attempts that ring";
  private static final String CALLS = "calls that are up";
  private static final String GAP = "gap to the next attempt";
  private static final String GAP_KEY = "sos.gap";

  /** Shorter than the time after which an attempt has failed, and longer than two presses. */
  private static final Duration RING = Duration.ofSeconds(20);

  /** What a press or an answer sets off is seen within this time (SOS-15). */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final Duration SHORTER = Duration.ofMillis(100);

  private final Scene scene;

  public SosStates(Scene scene) {
    this.scene = scene;
  }

  @Override
  public String name() {
    return "SOS";
  }

  @Override
  public Map<String, Runnable> ways() {
    return Map.of(
        "idle", () -> {},
        "ringing", this::toRinging,
        "waiting", this::toWaiting,
        "talking", this::toTalking);
  }

  private void toRinging() {
    scene.bench().centre().ringTime(RING);
    press(VehicleSteps.longEnough(scene));
    scene.need(scene.within(SOON, () -> !ringing().isEmpty()), "no call rings");
  }

  private void toWaiting() {
    scene.bench().centre().refuse(486, 1);
    scene.bench().centre().ringTime(RING);
    press(VehicleSteps.longEnough(scene));
    scene.need(
        scene.within(SOON.plus(SOON), () -> over(scene.attemptsSinceEvent())),
        "the refused attempt is not over");
  }

  private static boolean over(List<Attempt> attempts) {
    return attempts.size() == 1 && attempts.get(0).ended() != null;
  }

  private void toTalking() {
    press(VehicleSteps.longEnough(scene));
    Duration limit = scene.bench().specification().duration("call.answerTimeout");
    scene.need(scene.within(limit, () -> !up().isEmpty()), "no call is connected");
  }

  @Override
  public Map<String, Runnable> events() {
    return Map.of(
        "press", () -> press(VehicleSteps.longEnough(scene)),
        "short press", () -> press(holdTime().minus(SHORTER)),
        "centre hangs up", () -> scene.bench().centre().hangUp(scene.cars.vin()),
        "gap ends", () -> scene.pass(gap()));
  }

  private Duration holdTime() {
    return scene.bench().specification().duration("sos.holdTime");
  }

  private Duration gap() {
    return scene.bench().specification().duration(GAP_KEY);
  }

  /** From the button's first contact until it is let go. */
  private void press(Duration duration) {
    scene.mark();
    scene.car().pressSos(duration);
    scene.pass(duration);
  }

  @Override
  public Map<String, Runnable> signs() {
    return Map.of(
        "idle", this::isIdle,
        "ringing", this::isRinging,
        "waiting", this::isWaiting,
        "talking", this::isTalking);
  }

  /** Nothing is up, and nothing is tried for longer than a gap. */
  @Check(quantity = CALLS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = ATTEMPTS, unit = Unit.ONE, source = Source.NETWORK)
  private void isIdle() {
    scene.attemptsSeen();
    scene.pass(SOON);
    calls(0);
    Duration span = gap().plus(SOON);
    scene.within(span, () -> !scene.unexpectedAttempts().isEmpty());
    attempts(0, LimitSource.profile(GAP_KEY));
  }

  /** One attempt rings and stays; no call is up. */
  @Check(quantity = RINGING, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = CALLS, unit = Unit.ONE, source = Source.CENTRE)
  private void isRinging() {
    scene.pass(SOON);
    scene.judge(
        Subject.DCM, Counting.of(Asked.of(RINGING).question(), items(ringing()), exactly(1)));
    calls(0);
  }

  /** Nothing rings, and the next attempt comes a gap after the end of the one before. */
  @Check(quantity = RINGING, unit = Unit.ONE, source = Source.NETWORK)
  @Check(
      quantity = GAP,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "500 ms",
      resolution = "1 ms")
  private void isWaiting() {
    scene.judge(
        Subject.DCM, Counting.of(Asked.of(RINGING).question(), items(ringing()), exactly(0)));
    scene.attemptsSeen();
    scene.watch(gap(), () -> !scene.unexpectedAttempts().isEmpty());
    Asked asked = Asked.of(GAP);
    Limit nominal =
        Limit.nominal(Declared.seconds(gap()), asked.tolerance(), LimitSource.profile(GAP_KEY));
    scene.judge(
        Subject.DCM,
        Gaps.fromEndToStart(
            asked.question(),
            scene.attempts().stream().map(CallChecks::interval).toList(),
            nominal));
  }

  /** The call stays up, and no other is tried beside it. */
  @Check(quantity = CALLS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = ATTEMPTS, unit = Unit.ONE, source = Source.NETWORK)
  private void isTalking() {
    scene.attemptsSeen();
    scene.within(gap(), () -> !scene.unexpectedAttempts().isEmpty() || up().isEmpty());
    calls(1);
    attempts(0, scene.required());
  }

  private void calls(int count) {
    List<EvidenceItem> up =
        up().stream()
            .map(call -> new EvidenceItem("call", Scene.nanos(call.started()), call.dialled()))
            .toList();
    scene.judge(Subject.DCM, Counting.of(Asked.of(CALLS).question(), up, exactly(count)));
  }

  private void attempts(int count, LimitSource source) {
    scene.judge(
        Subject.DCM,
        Counting.of(
            Asked.of(ATTEMPTS).question(),
            items(scene.unexpectedAttempts()),
            Limit.exactly(count, source)));
  }

  private Limit exactly(int count) {
    return Limit.exactly(count, scene.required());
  }

  private static List<EvidenceItem> items(List<Attempt> attempts) {
    return attempts.stream().map(CallChecks::item).toList();
  }

  private List<Attempt> ringing() {
    return scene.attempts().stream()
        .filter(attempt -> attempt.invited() != null)
        .filter(attempt -> attempt.ended() == null && !attempt.connected())
        .toList();
  }

  private List<Call> up() {
    return scene.bothWays().stream()
        .filter(call -> call.connected() != null && call.ended() == null)
        .toList();
  }
}
