// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.EmergencyCentre.Misbehaviour;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.api.RadioLink.Registration;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.car.VehicleSteps;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Gaps;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The states of the call-back window, {@code features/states/call_back.yaml}. */
public final class CallBackStates implements StateMachine {
  private static final String BACK = "calls back that are up";
  private static final String OTHERS = "calls from the DCM that are up";
  private static final String TRIES = "tries to be registered";
  private static final String APART = "time from one try to be registered to the next";
  private static final String EXPIRES = "Expires, compared with the rest of the window";
  private static final String WINDOW = "callBack.window";
  private static final String RETRY = "callBack.registerRetry";

  private static final Duration SOME_TIME = Duration.ofSeconds(20);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Scene scene;

  public CallBackStates(Scene scene) {
    this.scene = scene;
  }

  private Duration profile(String key) {
    return scene.bench().specification().duration(key);
  }

  @Override
  public String name() {
    return "the call-back window";
  }

  @Override
  public Map<String, Runnable> ways() {
    return Map.of(
        "closed", () -> {},
        "open", this::toOpen,
        "unreachable", this::toUnreachable,
        "called back", this::toCalledBack,
        "busy", this::toBusy);
  }

  private void call() {
    press();
    connected(false);
  }

  private void press() {
    scene.mark();
    Duration length = VehicleSteps.longEnough(scene);
    scene.car().pressSos(length);
    scene.pass(length);
  }

  private void connected(boolean back) {
    boolean connected = scene.within(profile("call.answerTimeout"), () -> !up(back).isEmpty());
    if (back) {
      scene.need(connected, "no call is connected");
    } else {
      scene.needCall(connected, "SOS-01");
    }
    scene.pass(Duration.ofMillis(500));
  }

  private void toOpen() {
    call();
    scene.bench().centre().hangUp(scene.cars.vin());
    scene.owed(
        scene.within(SOON, () -> !accepted().isEmpty()), "the DCM is not registered", "SOS-16");
  }

  private void toUnreachable() {
    call();
    scene.bench().radioLink().coverage(Coverage.NONE);
    scene.pass(SOON);
  }

  private void toCalledBack() {
    toOpen();
    // So that a window that is opened anew has another end.
    scene.pass(SOME_TIME);
    scene.bench().centre().callBack(scene.cars.vin());
    connected(true);
  }

  private void toBusy() {
    toOpen();
    scene.pass(SOME_TIME);
    call();
  }

  @Override
  public Map<String, Runnable> events() {
    return Map.of(
        "centre calls back",
        () -> scene.bench().centre().callBack(scene.cars.vin()),
        "centre calls back with another codec",
        this::unusable,
        "centre hangs up",
        () -> scene.bench().centre().hangUp(scene.cars.vin()),
        "press",
        this::press,
        "reset",
        this::reset,
        "coverage is lost",
        () -> scene.bench().radioLink().coverage(Coverage.NONE),
        "coverage returns",
        () -> scene.bench().radioLink().coverage(Coverage.GOOD),
        "window ends",
        this::ends);
  }

  private void unusable() {
    // So that a window that is opened anew has another end.
    scene.pass(SOME_TIME);
    scene.bench().centre().misbehave(Misbehaviour.OFFERS_ANOTHER_CODEC);
    scene.bench().centre().callBack(scene.cars.vin());
    scene.pass(Duration.ofMillis(100));
    scene.bench().centre().behave();
  }

  private void reset() {
    scene.pass(SOME_TIME);
    scene.instruments().dut().reset();
  }

  /** With the ignition off there are few frames, and the hour is short. */
  private void ends() {
    scene.car().ignition(Ignition.OFF);
    Duration end = windowEnd().plusSeconds(1);
    scene.pass(end.minus(scene.now()));
  }

  /** Of the newest window: from the end of the last call that was connected. */
  private Duration windowEnd() {
    List<Duration> ends =
        scene.bothWays().stream()
            .filter(call -> call.connected() != null && call.ended() != null)
            .map(Call::ended)
            .toList();
    scene.need(!ends.isEmpty(), "no call has ended, from which the window would count");
    return ends.get(ends.size() - 1).plus(profile(WINDOW));
  }

  @Override
  public Map<String, Runnable> signs() {
    return Map.of(
        "closed", this::isClosed,
        "open", this::isOpen,
        "unreachable", this::isUnreachable,
        "called back", this::isCalledBack,
        "busy", this::isBusy);
  }

  /** Nothing is tried, and a call back finds nobody. */
  @Check(quantity = TRIES, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = BACK, unit = Unit.ONE, source = Source.CENTRE)
  private void isClosed() {
    Duration from = scene.now();
    scene.pass(profile(RETRY).plus(SOON));
    count(TRIES, items(since(from)), 0);
    scene.bench().centre().callBack(scene.cars.vin());
    scene.pass(SOON);
    count(BACK, items(up(true), "call back"), 0);
  }

  /** The last registration stands to the end of the window, and a call back is taken. */
  @Check(
      quantity = EXPIRES,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "1500 ms",
      resolution = "1 s")
  @Check(quantity = OTHERS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = BACK, unit = Unit.ONE, source = Source.CENTRE)
  private void isOpen() {
    scene.pass(profile(RETRY).plus(SOON));
    List<Registration> accepted = accepted();
    Asked asked = Asked.of(EXPIRES);
    Limit nominal = Limit.nominal(0, asked.tolerance(), LimitSource.profile(WINDOW));
    if (accepted.isEmpty() || accepted.get(accepted.size() - 1).expires() == 0) {
      scene.judge(
          Subject.DCM,
          asked.question().missing("the DCM is not registered", nominal, items(accepted)));
      return;
    }
    Registration last = accepted.get(accepted.size() - 1);
    double rest = Declared.seconds(windowEnd().minus(last.at()));
    scene.judge(
        Subject.DCM, asked.question().number(last.expires() - rest, nominal, items(List.of(last))));
    count(OTHERS, items(up(false), "call"), 0);
    scene.bench().centre().callBack(scene.cars.vin());
    scene.pass(SOON);
    count(BACK, items(up(true), "call back"), 1);
  }

  /** It tries at its interval. */
  @Check(
      quantity = APART,
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "500 ms",
      resolution = "1 ms")
  private void isUnreachable() {
    Duration from = scene.now();
    scene.pass(profile(RETRY).multipliedBy(3));
    Asked asked = Asked.of(APART);
    scene.judge(
        Subject.DCM,
        Gaps.throughout(
            asked.question(),
            items(since(from)),
            Scene.nanos(from),
            Scene.nanos(scene.now()),
            Limit.nominal(
                Declared.seconds(profile(RETRY)), asked.tolerance(), LimitSource.profile(RETRY))));
  }

  /** One call back is up, and stays. */
  @Check(quantity = BACK, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = OTHERS, unit = Unit.ONE, source = Source.CENTRE)
  private void isCalledBack() {
    scene.pass(profile(RETRY));
    count(BACK, items(up(true), "call back"), 1);
    count(OTHERS, items(up(false), "call"), 0);
  }

  /** The DCM's own call is up, and stays. */
  @Check(quantity = OTHERS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = BACK, unit = Unit.ONE, source = Source.CENTRE)
  private void isBusy() {
    scene.within(profile("call.answerTimeout"), () -> !up(false).isEmpty());
    scene.pass(profile(RETRY));
    count(OTHERS, items(up(false), "call"), 1);
    count(BACK, items(up(true), "call back"), 0);
  }

  private void count(String quantity, List<EvidenceItem> seen, int count) {
    scene.judge(
        Subject.DCM,
        Counting.of(Asked.of(quantity).question(), seen, Limit.exactly(count, scene.required())));
  }

  private List<Registration> tries() {
    return scene.bench().radioLink().registrations(scene.cars.vin());
  }

  private List<Registration> since(Duration from) {
    return tries().stream()
        .filter(each -> each.at().compareTo(from) > 0 && each.expires() != 0)
        .toList();
  }

  private List<Registration> accepted() {
    return tries().stream().filter(each -> each.status() == 200).toList();
  }

  private static List<EvidenceItem> items(List<Registration> tries) {
    return tries.stream().map(RegistrationChecks::item).toList();
  }

  private static List<EvidenceItem> items(List<Call> calls, String what) {
    return calls.stream()
        .map(call -> new EvidenceItem("call", Scene.nanos(call.started()), what))
        .toList();
  }

  private List<Call> up(boolean back) {
    return scene.bothWays().stream()
        .filter(call -> call.isCallBack() == back)
        .filter(call -> call.connected() != null && call.ended() == null)
        .toList();
  }
}
