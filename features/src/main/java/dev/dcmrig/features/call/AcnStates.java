// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.car.VehicleSteps;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Same;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The states of automatic collision notification, {@code features/states/acn.yaml}. */
public final class AcnStates implements StateMachine {
  private static final String NEXT = "calls of the crash that waits";
  private static final String GAP_KEY = "acn.gap";
  private static final String AUTOMATIC = "automatic";
  private static final int REFUSED = 503;
  private static final double CRASH_G = 60;

  /** The crash sensors' cyclic message carries a change within this time. */
  private static final Duration FRAMES = Duration.ofMillis(300);

  private final Scene scene;
  private final CallSigns signs;

  public AcnStates(Scene scene) {
    this.scene = scene;
    this.signs = new CallSigns(scene);
  }

  @Override
  public String name() {
    return "ACN";
  }

  @Override
  public Map<String, Runnable> ways() {
    return Map.of(
        "idle", () -> {},
        "ringing", this::toRinging,
        "waiting", this::toWaiting,
        "talking", this::toTalking,
        "queued", this::toQueued);
  }

  private void toRinging() {
    scene.bench().centre().ringTime(CallSigns.RING);
    airbag();
    signs.rings(1, CallSigns.SOON);
  }

  private void toWaiting() {
    scene.bench().centre().refuse(REFUSED, 1);
    scene.bench().centre().ringTime(CallSigns.RING);
    airbag();
    signs.failed(1, CallSigns.SOON);
  }

  private void toTalking() {
    airbag();
    signs.connects();
  }

  private void toQueued() {
    toTalking();
    scene.bench().centre().ringTime(CallSigns.RING);
    anotherCrash();
  }

  private void airbag() {
    scene.mark();
    scene.car().deployAirbag();
    scene.pass(FRAMES);
  }

  @Override
  public Map<String, Runnable> events() {
    return Map.of(
        "crash", this::anotherCrash,
        "same crash", this::impact,
        "press", this::press,
        "attempt fails", () -> scene.bench().centre().hangUp(scene.cars.vin()),
        "centre hangs up", () -> scene.bench().centre().hangUp(scene.cars.vin()),
        "gap ends", () -> scene.pass(gap()),
        "ignition off", () -> scene.car().ignition(Ignition.OFF),
        "reset", () -> scene.instruments().dut().reset(),
        "battery lost", () -> scene.car().disconnectBattery());
  }

  /** So long after the one before that it is another one. */
  private void anotherCrash() {
    scene.pass(scene.bench().specification().duration("acn.sameCrash"));
    impact();
  }

  private void impact() {
    scene.car().impact(CRASH_G);
    scene.pass(FRAMES);
  }

  private void press() {
    Duration duration = VehicleSteps.longEnough(scene);
    scene.car().pressSos(duration);
    scene.pass(duration);
  }

  private Duration gap() {
    return scene.bench().specification().duration(GAP_KEY);
  }

  @Override
  public Map<String, Runnable> signs() {
    return Map.of(
        "idle", this::isIdle,
        "ringing", this::isRinging,
        "waiting", this::isWaiting,
        "talking", this::isTalking,
        "queued", this::isQueued);
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

  /** One attempt rings and stays, and its data say that the car called by itself. */
  @Check(quantity = CallSigns.RINGING, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = CallSigns.CALLS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = CallSigns.KIND, unit = Unit.WORD, source = Source.CENTRE)
  private void isRinging() {
    scene.pass(CallSigns.SOON);
    signs.countRinging(1);
    signs.countCalls(0);
    automatic();
  }

  private void automatic() {
    CrashData data = scene.data();
    scene.judge(
        Subject.DCM,
        Same.word(
            Asked.of(CallSigns.KIND).question(),
            data.automatic() ? AUTOMATIC : "manual",
            AUTOMATIC,
            LimitSource.step("a crash"),
            List.of(new EvidenceItem("sip", Scene.nanos(data.received()), "MSD"))));
  }

  /** Nothing rings, and the next attempt comes a gap after the end of the one before. */
  @Check(quantity = CallSigns.RINGING, unit = Unit.ONE, source = Source.NETWORK)
  @Check(
      quantity = CallSigns.GAP,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "500 ms",
      resolution = "1 ms")
  private void isWaiting() {
    scene.pass(CallSigns.SOON);
    signs.nextAfterGap(GAP_KEY);
  }

  /** The call stays up, and no other is tried beside it; when it is over, none is either. */
  @Check(quantity = CallSigns.CALLS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = CallSigns.ATTEMPTS, unit = Unit.ONE, source = Source.NETWORK)
  private void isTalking() {
    signs.silent(CallSigns.RING, scene.required());
    signs.countCalls(1);
    scene.bench().centre().hangUp(scene.cars.vin());
    signs.silent(CallSigns.RING, scene.required());
  }

  /** The call that is under way ends in its own time; the next crash's begins at once then. */
  @Check(quantity = CallSigns.CALLS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = CallSigns.ATTEMPTS, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = NEXT, unit = Unit.ONE, source = Source.NETWORK)
  private void isQueued() {
    scene.within(gap().plus(CallSigns.RING).plus(CallSigns.RING), () -> !signs.up().isEmpty());
    signs.countCalls(1);
    signs.silent(CallSigns.SOON, scene.required());
    scene.bench().centre().hangUp(scene.cars.vin());
    scene.attemptsSeen();
    scene.pass(CallSigns.SOON);
    scene.judge(
        Subject.DCM,
        Counting.of(
            Asked.of(NEXT).question(),
            CallSigns.items(scene.unexpectedAttempts()),
            Limit.exactly(1, scene.required())));
  }
}
