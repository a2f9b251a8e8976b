// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.api.Vehicle.UpdateAnswer;
import dev.dcmrig.api.Vehicle.UpdateView;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.car.VehicleSteps;
import dev.dcmrig.features.diagnostics.DiagnosticSteps;
import dev.dcmrig.features.diagnostics.TesterQuestions;
import dev.dcmrig.features.ota.UpdateSteps.Offered;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Expressions;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The states of an update over the air, {@code features/states/update.yaml}. */
public final class UpdateStates implements StateMachine {
  private static final String SHOWN = "what the head unit shows";
  private static final String BEGUN = "installations that were begun";
  private static final String RESULTS = "results that the DCM has told";
  private static final String CALLS = "calls that are up";
  private static final String HEARD = "requests to the update server";
  private static final String OLD = "1.0.0";
  private static final String NEW = "2.0.0";

  private static final String NOTHING = "NONE";
  private static final double GOOD_VOLTS = 12.6;
  private static final double WEAK = 0.5;
  private static final int WALKING_PACE = 6;
  private static final int STRONG_CRASH = 40;
  private static final Duration SOON = Duration.ofSeconds(1);

  /** Of one block of the image, so that each phase of it is reached. */
  private static final Duration A_LITTLE = Duration.ofMillis(100);

  /** Longer than the notice, and than a poll as the bench's server asks for it. */
  private static final String STAYS = "{ota.notice} + 80 s";

  /** Coverage comes back, the DCM polls, the image is loaded, announced, installed and tested. */
  private static final String ENDS = "{ota.notice} + {ota.selfTest} + 5 min";

  private final Scene scene;
  private final VehicleSteps vehicle;
  private final UpdateSteps updates;
  private final UpdateChecks checks;
  private final UpdateTraffic traffic;
  private final DiagnosticSteps tester;
  private final Expressions expressions;

  /** Made by the engine, once for each scenario. */
  public UpdateStates(
      Scene scene,
      VehicleSteps vehicle,
      UpdateSteps updates,
      UpdateChecks checks,
      UpdateTraffic traffic,
      DiagnosticSteps tester) {
    this.scene = scene;
    this.vehicle = vehicle;
    this.updates = updates;
    this.checks = checks;
    this.traffic = traffic;
    this.tester = tester;
    this.expressions = new Expressions(() -> scene.bench().specification());
  }

  @Override
  public String name() {
    return "the update";
  }

  @Override
  public Map<String, Runnable> ways() {
    return Map.of(
        "downloading", () -> offered(Offered.FORCED, "downloading"),
        "asked", () -> offered(Offered.ASKED, "offered"),
        "announced", () -> offered(Offered.FORCED, "announced"),
        "waiting", this::toWaiting,
        "installing", () -> offered(Offered.FORCED, "installing"),
        "on trial", this::toTrial,
        "updated", this::toUpdated,
        "given up", this::toGivenUp,
        "suspended", this::toSuspended);
  }

  private void offered(Offered what, String phase) {
    updates.offered(NEW, what);
    updates.phase(phase);
    scene.pass(A_LITTLE);
  }

  private void toWaiting() {
    offered(Offered.FORCED, "announced");
    weakBattery();
  }

  private void toTrial() {
    offered(Offered.FORCED, "installing");
    scene.need(
        within(span("30 s").duration(), () -> tester.isTold(NEW, TesterQuestions.SOFTWARE_VERSION)),
        "the new firmware is not started");
  }

  private void toUpdated() {
    offered(Offered.FORCED, "installing");
    scene.need(
        scene.within(span(ENDS).duration(), () -> !results().isEmpty()),
        "the update does not come to its end");
    scene.pass(SOON);
  }

  private void toGivenUp() {
    toWaiting();
    withdrawn();
    scene.need(
        scene.within(span(STAYS).duration(), () -> shown().state().equals(NOTHING)),
        "the update is not given up");
  }

  private void toSuspended() {
    offered(Offered.FORCED, "installing");
    press();
    Duration limit = scene.bench().specification().duration("call.answerTimeout");
    scene.needCall(scene.within(limit, () -> up().size() == 1), "OTA-09");
  }

  /** Looks each half second: what is asked of the DCM takes time, so a condition can't do it. */
  private boolean within(Duration limit, BooleanSupplier condition) {
    Duration end = scene.now().plus(limit);
    while (!condition.getAsBoolean()) {
      if (scene.now().compareTo(end) > 0) {
        return false;
      }
      scene.pass(SOON.dividedBy(2));
    }
    return true;
  }

  @Override
  public Map<String, Runnable> events() {
    return Map.ofEntries(
        Map.entry("supply fails", this::supplyFails),
        Map.entry("coverage fails", this::coverageFails),
        Map.entry("ignition on", () -> ignition(Ignition.ON)),
        Map.entry("weak battery", this::weakBattery),
        Map.entry("car moves", () -> vehicle.drives(WALKING_PACE, SOON)),
        Map.entry("press", this::press),
        Map.entry("crash", this::crash),
        Map.entry("cancelled", this::withdrawn),
        Map.entry("accepted", () -> scene.car().answerUpdate(UpdateAnswer.ACCEPT)),
        Map.entry("declined", () -> scene.car().answerUpdate(UpdateAnswer.DECLINE)),
        Map.entry("call ends", this::callEnds));
  }

  private void supplyFails() {
    scene.car().disconnectBattery();
    scene.pass(Duration.ofSeconds(5));
    scene.car().reconnectBattery(GOOD_VOLTS);
  }

  private void coverageFails() {
    scene.bench().radioLink().coverage(Coverage.NONE);
    scene.pass(Duration.ofSeconds(20));
    scene.bench().radioLink().coverage(Coverage.GOOD);
  }

  private void weakBattery() {
    scene.car().battery(scene.bench().specification().number("ota.minimumVolts") - WEAK);
    scene.pass(SOON);
  }

  /** The switch is looked at with the ignition on. */
  private void press() {
    ignition(Ignition.ON);
    scene.car().pressSos(VehicleSteps.longEnough(scene));
  }

  /** A crash counts with the ignition on. */
  private void crash() {
    ignition(Ignition.ON);
    scene.car().crash(STRONG_CRASH);
  }

  private void ignition(Ignition position) {
    scene.car().ignition(position);
    scene.pass(SOON);
  }

  private void withdrawn() {
    scene.bench().backend().updates().withdraw(scene.cars.vin());
  }

  private void callEnds() {
    scene.bench().centre().hangUp(scene.cars.vin());
    ignition(Ignition.ACC);
  }

  @Override
  public Map<String, Runnable> signs() {
    return Map.of(
        "downloading", this::downloads,
        "asked", this::asks,
        "announced", () -> shows("ANNOUNCED"),
        "waiting", this::waits,
        "installing", () -> shows("INSTALLING"),
        "on trial", this::proves,
        "updated", this::updated,
        "given up", this::givenUp,
        "suspended", this::suspended);
  }

  @Check(quantity = HEARD, unit = Unit.ONE, source = Source.NETWORK)
  private void downloads() {
    Duration from = scene.now();
    Span span = span("10 s");
    scene.within(span.duration(), () -> !traffic.piecesSince(from).isEmpty());
    List<EvidenceItem> pieces = Traffic.items(traffic.piecesSince(from));
    count(HEARD, pieces, Limit.atLeast(1, 0, span.source()));
  }

  private void asks() {
    within(span(STAYS).duration(), () -> shown().state().equals("OFFERED"));
    stays("OFFERED");
  }

  private void waits() {
    within(span(STAYS).duration(), () -> shown().state().equals("ANNOUNCED"));
    stays("ANNOUNCED");
  }

  /** It is shown, and for a while nothing is installed and no result told. */
  @Check(quantity = SHOWN, unit = Unit.WORD, source = Source.BUS)
  @Check(quantity = BEGUN, unit = Unit.ONE, source = Source.BUS)
  @Check(quantity = RESULTS, unit = Unit.ONE, source = Source.NETWORK)
  private void stays(String state) {
    Duration from = scene.now();
    scene.judge(Subject.DCM, shownIs(state));
    Span span = span(STAYS);
    scene.within(
        span.duration(), () -> !traffic.installations(from).isEmpty() || !results().isEmpty());
    count(BEGUN, traffic.installations(from), Limit.exactly(0, span.source()));
    count(RESULTS, results(), Limit.exactly(0, span.source()));
    scene.judge(Subject.DCM, shownIs(state));
  }

  @Check(quantity = SHOWN, unit = Unit.WORD, source = Source.BUS)
  private void shows(String state) {
    scene.judge(Subject.DCM, shownIs(state));
  }

  /** It runs already, and success is not said yet. */
  private void proves() {
    tester.told(NEW, TesterQuestions.SOFTWARE_VERSION);
    noResult();
  }

  @Check(quantity = RESULTS, unit = Unit.ONE, source = Source.NETWORK)
  private void noResult() {
    count(RESULTS, results(), Limit.exactly(0, scene.required()));
  }

  private void updated() {
    checks.result("success", span(ENDS), NEW);
    scene.pass(SOON);
    onlyOne();
    tester.told(NEW, TesterQuestions.SOFTWARE_VERSION);
  }

  /** The result is told once, and nothing is begun anew. */
  @Check(quantity = RESULTS, unit = Unit.ONE, source = Source.NETWORK)
  @Check(quantity = BEGUN, unit = Unit.ONE, source = Source.BUS)
  private void onlyOne() {
    Duration from = scene.now();
    Span span = span(STAYS);
    scene.within(
        span.duration(), () -> !traffic.installations(from).isEmpty() || results().size() > 1);
    count(RESULTS, results(), Limit.exactly(1, span.source()));
    count(BEGUN, traffic.installations(from), Limit.exactly(0, span.source()));
  }

  private void givenUp() {
    within(span(STAYS).duration(), () -> shown().state().equals(NOTHING));
    nothingMore();
    tester.told(OLD, TesterQuestions.SOFTWARE_VERSION);
  }

  @Check(quantity = SHOWN, unit = Unit.WORD, source = Source.BUS)
  @Check(quantity = BEGUN, unit = Unit.ONE, source = Source.BUS)
  private void nothingMore() {
    Duration from = scene.now();
    scene.judge(Subject.DCM, shownIs(NOTHING));
    Span span = span(STAYS);
    scene.within(span.duration(), () -> !traffic.installations(from).isEmpty());
    count(BEGUN, traffic.installations(from), Limit.exactly(0, span.source()));
  }

  /** The call is up; the update server hears nothing, and nothing is installed. */
  @Check(quantity = CALLS, unit = Unit.ONE, source = Source.CENTRE)
  @Check(quantity = HEARD, unit = Unit.ONE, source = Source.NETWORK)
  private void suspended() {
    Duration limit = scene.bench().specification().duration("call.answerTimeout");
    scene.within(limit, () -> up().size() == 1);
    count(CALLS, up(), Limit.exactly(1, scene.required()));
    Duration from = scene.now();
    Span span = span("20 s");
    scene.within(span.duration(), () -> !traffic.since(from).isEmpty());
    count(HEARD, Traffic.items(traffic.since(from)), Limit.exactly(0, span.source()));
    count(CALLS, up(), Limit.exactly(1, scene.required()));
  }

  private Measurement shownIs(String state) {
    UpdateView last = shown();
    return Asked.of(SHOWN)
        .question()
        .word(
            last.state(),
            Limit.is(state, LimitSource.step("the state")),
            List.of(UpdateTraffic.item(last)));
  }

  /** What the head unit shows now. */
  private UpdateView shown() {
    List<UpdateView> views = traffic.views(scene.trigger);
    return views.isEmpty()
        ? new UpdateView(scene.now(), NOTHING, "0", 0)
        : views.get(views.size() - 1);
  }

  private List<EvidenceItem> results() {
    return Traffic.items(traffic.results(scene.trigger));
  }

  private List<EvidenceItem> up() {
    return scene.bothWays().stream()
        .filter(call -> call.connected() != null && call.ended() == null)
        .map(call -> new EvidenceItem("call", Scene.nanos(call.started()), call.dialled()))
        .toList();
  }

  private void count(String quantity, List<EvidenceItem> seen, Limit limit) {
    scene.judge(Subject.DCM, Counting.of(Asked.of(quantity).question(), seen, limit));
  }

  private Span span(String text) {
    return expressions.span(text);
  }
}
