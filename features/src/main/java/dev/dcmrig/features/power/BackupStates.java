// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.power;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.api.IndicatorPattern;
import dev.dcmrig.api.RadioLink.Attempt;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.call.CallChecks;
import dev.dcmrig.features.car.VehicleSteps;
import dev.dcmrig.features.indicator.IndicatorChecks;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Expressions;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.judge.Counting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The states of main supply and back-up battery, {@code features/states/back-up-power.yaml}. */
public final class BackupStates implements StateMachine {
  private static final String CALLS = "calls that are up";
  private static final String ATTEMPTS = "call attempts";
  private static final double GOOD_VOLTS = 12.6;
  private static final Duration SOON = Duration.ofSeconds(1);

  /** A call that nobody carries is given up by the centre within this time. */
  private static final Duration LOST = Duration.ofSeconds(30);

  /** Longer than the gap between two attempts of a crash. */
  private static final String GAP = "{acn.gap} + 10 s";

  /** A call back waits for the registration, and for its answer. */
  private static final String TAKEN = "{callBack.registerRetry} + 25 s";

  private static final Duration STAYS = Duration.ofSeconds(20);

  private final Scene scene;
  private final CallChecks callBacks;
  private final IndicatorChecks indicator;
  private final Expressions expressions;

  public BackupStates(Scene scene, CallChecks callBacks, IndicatorChecks indicator) {
    this.scene = scene;
    this.callBacks = callBacks;
    this.indicator = indicator;
    this.expressions = new Expressions(() -> scene.bench().specification());
  }

  @Override
  public String name() {
    return "back-up power";
  }

  @Override
  public Map<String, Runnable> ways() {
    return Map.of(
        "main", () -> {},
        "manual call", this::toManualCall,
        "crash call", this::toCrashCall,
        "retrying", this::toRetrying,
        "window", () -> all(this::toCrashCall, this::hangUp),
        "crash call on battery", () -> all(this::toCrashCall, this::mainLost),
        "retrying on battery", () -> all(this::toRetrying, this::mainLost),
        "window on battery", () -> all(this::toCrashCall, this::hangUp, this::mainLost),
        "off", this::mainLost,
        "empty", () -> all(this::toRetrying, this::mainLost, this::standbyEnds));
  }

  private static void all(Runnable... events) {
    for (Runnable event : events) {
      event.run();
    }
  }

  private void toManualCall() {
    scene.mark();
    scene.car().pressSos(VehicleSteps.longEnough(scene));
    connected("SOS-01");
  }

  private void toCrashCall() {
    crash();
    connected("ACN-01");
  }

  private void connected(String requirement) {
    Duration limit = scene.bench().specification().duration("call.answerTimeout");
    scene.needCall(within(limit, () -> up().size() == 1), requirement);
  }

  private void toRetrying() {
    scene.bench().radioLink().coverage(Coverage.NONE);
    crash();
    scene.pass(Duration.ofSeconds(3));
  }

  @Override
  public Map<String, Runnable> events() {
    return Map.of(
        "main lost", this::mainLost,
        "main back", this::mainBack,
        "main lost with a faulty battery", this::faulty,
        "crash", this::crash,
        "centre hangs up", this::hangUp,
        "centre calls back", this::callBack,
        "coverage back", this::covered,
        "talk ends", () -> scene.pass(span("2 x {backup.talk} + 20 s").duration()),
        "standby ends", this::standbyEnds);
  }

  private void mainLost() {
    scene.car().disconnectBattery();
    scene.pass(SOON);
  }

  private void mainBack() {
    scene.car().reconnectBattery(GOOD_VOLTS);
    scene.pass(SOON);
  }

  private void faulty() {
    scene.instruments().faults().inject(Item.BACKUP_BATTERY);
    mainLost();
  }

  private void crash() {
    scene.mark();
    scene.car().deployAirbag();
    scene.pass(SOON);
  }

  private void hangUp() {
    scene.bench().centre().hangUp(scene.cars.vin());
    scene.pass(SOON);
  }

  private void callBack() {
    scene.bench().centre().callBack(scene.cars.vin());
    within(span(TAKEN).duration(), () -> up().size() == 1);
  }

  private void covered() {
    scene.bench().radioLink().coverage(Coverage.GOOD);
  }

  private void standbyEnds() {
    scene.pass(span("{backup.standby} + 2 min").duration());
  }

  @Override
  public Map<String, Runnable> signs() {
    return Map.of(
        "main", this::quiet,
        "manual call", this::talks,
        "crash call", this::talks,
        "retrying", this::retries,
        "window", this::takesCallBack,
        "crash call on battery", this::talks,
        "retrying on battery", this::retries,
        "window on battery", this::takesCallBack,
        "off", this::boots,
        "empty", this::boots);
  }

  /** Nothing is up or tried, and a boot with the main supply changes nothing of it. */
  private void boots() {
    covered();
    within(LOST, () -> up().isEmpty());
    quiet();
    scene.car().reconnectBattery(GOOD_VOLTS);
    indicator.within(IndicatorPattern.ALTERNATING_RED_AND_GREEN, span("1 s"));
    quiet();
  }

  /** Nothing is taken before the call back, and that is. */
  private void takesCallBack() {
    none();
    scene.bench().centre().callBack(scene.cars.vin());
    callBacks.callBackTaken("connected", span(TAKEN));
  }

  /** No call is up, and none is tried for longer than a gap. */
  @Check(quantity = CALLS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = ATTEMPTS, unit = Unit.ONE, source = Source.NETWORK)
  private void quiet() {
    scene.attemptsSeen();
    calls(0);
    Span span = span(GAP);
    scene.within(span.duration(), () -> !scene.unexpectedAttempts().isEmpty());
    attempts(Limit.exactly(0, span.source()));
  }

  @Check(quantity = CALLS, unit = Unit.ONE, source = Source.CENTRE)
  private void none() {
    scene.pass(SOON);
    calls(0);
  }

  /** A call is up at the next attempt at the latest, stays, and no other is tried. */
  @Check(quantity = CALLS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = ATTEMPTS, unit = Unit.ONE, source = Source.NETWORK)
  private void talks() {
    within(span(GAP).duration(), () -> up().size() == 1);
    scene.attemptsSeen();
    scene.within(STAYS, () -> up().isEmpty() || !scene.unexpectedAttempts().isEmpty());
    calls(1);
    attempts(Limit.exactly(0, scene.required()));
  }

  /** No call is up, and one is tried within a gap. */
  @Check(quantity = CALLS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = ATTEMPTS, unit = Unit.ONE, source = Source.NETWORK)
  private void retries() {
    calls(0);
    scene.attemptsSeen();
    Span span = span(GAP);
    scene.within(span.duration(), () -> !scene.unexpectedAttempts().isEmpty());
    attempts(Limit.atLeast(1, 0, span.source()));
  }

  private void calls(int count) {
    List<EvidenceItem> up =
        up().stream()
            .map(call -> new EvidenceItem("call", Scene.nanos(call.started()), call.dialled()))
            .toList();
    scene.judge(
        Subject.DCM,
        Counting.of(
            Asked.of(CALLS).question(), up, Limit.exactly(count, LimitSource.step("the state"))));
  }

  private void attempts(Limit limit) {
    List<Attempt> seen = scene.unexpectedAttempts();
    scene.judge(
        Subject.DCM,
        Counting.of(
            Asked.of(ATTEMPTS).question(), seen.stream().map(CallChecks::item).toList(), limit));
  }

  private boolean within(Duration limit, BooleanSupplier condition) {
    return scene.within(limit, condition);
  }

  private List<Call> up() {
    return scene.bothWays().stream()
        .filter(call -> call.connected() != null && call.ended() == null)
        .toList();
  }

  private Span span(String text) {
    return expressions.span(text);
  }
}
