// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.car.VehicleSteps;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.judge.Counting;
import java.time.Duration;
import java.util.Map;

/** The states of the manual emergency call, {@code features/states/sos.yaml}. */
public final class SosStates implements StateMachine {
  private static final String TRIED = "attempts in all";
  private static final String GAP_KEY = "sos.gap";
  private static final String ATTEMPTS_KEY = "sos.attempts";
  private static final int REFUSED = 486;
  private static final int ALWAYS = 20;

  private final Scene scene;
  private final CallSigns signs;

  public SosStates(Scene scene) {
    this.scene = scene;
    this.signs = new CallSigns(scene);
  }

  @Override
  public String name() {
    return "SOS";
  }

  @Override
  public Map<String, Runnable> ways() {
    return Map.of(
        "idle", () -> {},
        "ringing 1", () -> toRinging(1),
        "waiting 1", () -> toWaiting(1),
        "ringing 2", () -> toRinging(2),
        "waiting 2", () -> toWaiting(2),
        "ringing 3", () -> toRinging(3),
        "talking", this::toTalking);
  }

  private void toRinging(int attempt) {
    scene.bench().centre().refuse(REFUSED, attempt - 1);
    scene.bench().centre().ringTime(CallSigns.RING);
    press();
    signs.rings(attempt, gap().multipliedBy(attempt - 1L).plus(CallSigns.SOON));
  }

  private void toWaiting(int attempts) {
    scene.bench().centre().refuse(REFUSED, attempts);
    scene.bench().centre().ringTime(CallSigns.RING);
    press();
    signs.failed(attempts, gap().multipliedBy(attempts - 1L).plus(CallSigns.SOON));
  }

  private void toTalking() {
    press();
    signs.connects();
  }

  @Override
  public Map<String, Runnable> events() {
    return Map.of(
        "press", this::press,
        "attempt fails", () -> scene.bench().centre().hangUp(scene.cars.vin()),
        "centre hangs up", () -> scene.bench().centre().hangUp(scene.cars.vin()),
        "line lost", () -> scene.bench().centre().loseCall(scene.cars.vin()),
        "gap ends", () -> scene.pass(gap()),
        "ignition off", () -> scene.car().ignition(Ignition.OFF),
        "reset", () -> scene.instruments().dut().reset(),
        "battery lost", () -> scene.car().disconnectBattery());
  }

  private Duration gap() {
    return scene.bench().specification().duration(GAP_KEY);
  }

  /** From the button's first contact until it is let go. */
  private void press() {
    Duration duration = VehicleSteps.longEnough(scene);
    scene.mark();
    scene.car().pressSos(duration);
    scene.pass(duration);
  }

  @Override
  public Map<String, Runnable> signs() {
    return Map.of(
        "idle", this::isIdle,
        "ringing 1", () -> isRinging(1),
        "waiting 1", () -> isWaiting(1),
        "ringing 2", () -> isRinging(2),
        "waiting 2", () -> isWaiting(2),
        "ringing 3", () -> isRinging(3),
        "talking", this::isTalking);
  }

  /** Nothing is up, and nothing is tried for longer than a gap. */
  @Check(quantity = CallSigns.CALLS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = CallSigns.ATTEMPTS, unit = Unit.ONE, source = Source.NETWORK)
  private void isIdle() {
    scene.attemptsSeen();
    scene.pass(CallSigns.SOON);
    signs.countCalls(0);
    signs.silent(gap().plus(CallSigns.SOON), LimitSource.profile(GAP_KEY));
  }

  /** One attempt rings and stays, and it is the one of this number. */
  @Check(quantity = CallSigns.RINGING, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = CallSigns.CALLS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = TRIED, unit = Unit.ONE, source = Source.NETWORK)
  private void isRinging(int attempt) {
    scene.pass(CallSigns.SOON);
    signs.countRinging(1);
    signs.countCalls(0);
    tried(signs.exactly(attempt));
  }

  /** Nothing rings; so many have failed, the next comes after the gap, and in all three. */
  @Check(quantity = CallSigns.RINGING, unit = Unit.ONE, source = Source.NETWORK)
  @Check(
      quantity = CallSigns.GAP,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "500 ms",
      resolution = "1 ms")
  @Check(quantity = TRIED, unit = Unit.ONE, source = Source.NETWORK)
  private void isWaiting(int failed) {
    scene.pass(CallSigns.SOON);
    tried(signs.exactly(failed));
    scene.bench().centre().refuse(REFUSED, ALWAYS);
    signs.nextAfterGap(GAP_KEY);
    int most = scene.bench().specification().count(ATTEMPTS_KEY);
    Duration rest = gap().multipliedBy((long) most - failed).plus(CallSigns.SOON);
    scene.within(rest, () -> scene.attempts().size() > most);
    tried(Limit.exactly(most, LimitSource.profile(ATTEMPTS_KEY)));
  }

  private void tried(Limit limit) {
    scene.judge(
        Subject.DCM,
        Counting.of(Asked.of(TRIED).question(), CallSigns.items(scene.attempts()), limit));
  }

  /** The call stays up, and no other is tried beside it. */
  @Check(quantity = CallSigns.CALLS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = CallSigns.ATTEMPTS, unit = Unit.ONE, source = Source.NETWORK)
  private void isTalking() {
    signs.silent(gap().plus(CallSigns.SOON), scene.required());
    signs.countCalls(1);
  }
}
