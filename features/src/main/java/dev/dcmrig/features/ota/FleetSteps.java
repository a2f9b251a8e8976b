// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.UpdateFleet;
import dev.dcmrig.api.UpdateFleet.Kind;
import dev.dcmrig.api.UpdateFleet.Loss;
import dev.dcmrig.api.UpdateFleet.Moment;
import dev.dcmrig.api.UpdateFleet.Progress;
import dev.dcmrig.api.UpdateFleet.State;
import dev.dcmrig.api.UpdateFleet.Term;
import dev.dcmrig.api.UpdateFleet.WaveCount;
import dev.dcmrig.api.UpdateFleet.Word;
import dev.dcmrig.api.Updates.RolloutWish;
import dev.dcmrig.api.Wait;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Span;
import dev.dcmrig.judge.Counting;
import dev.dcmrig.judge.Latency;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rollout over a fleet (OTA-02): what the server counts, and what the cars say. The cars are
 * emulated on every bench, so all of it is about the service.
 */
public final class FleetSteps {
  private static final String COUNTED = "cars that the server counts as succeeded";
  private static final String COUNTED_FAILED = "cars that the server counts as failed";
  private static final String TOLD = "cars whose last result is success";
  private static final String TOLD_FAILED = "cars whose last result is failure";
  private static final String NEW = "cars that tell another version than they began with";
  private static final int PERCENT = 100;

  /** A rollout that pauses again at once would let no time pass. */
  private static final int MAX_PAUSES = 100;

  private final Scene scene;

  public FleetSteps(Scene scene) {
    this.scene = scene;
  }

  private UpdateFleet fleet() {
    return scene.bench().backend().updates().fleet();
  }

  @Given("a fleet of {int} parked cars that take updates, of which {int} fail by design")
  @Wait(atMost = "5 min")
  public void fleet(int cars, int failing) {
    fleet().build(cars, failing);
    List<Word> words = fleet().words();
    boolean enrolled =
        scene.within(
            Declared.waiting().atMost(), () -> words.size() >= cars && carsIn(words) == cars);
    scene.need(enrolled, "only " + carsIn(words) + " cars have told the server what they are");
  }

  private static long carsIn(List<Word> words) {
    return words.stream().map(Word::car).distinct().count();
  }

  @Given("{int} cars of the fleet lose {fleetLoss} for {duration} while they {fleetMoment}")
  public void lose(int cars, Loss loss, Duration span, Moment moment) {
    fleet().lose(cars, loss, moment, span);
  }

  @Given("the rollout over the fleet {fleetTerm}")
  public void ordered(Ordered ordered) {
    fleet().order(ordered.term(), ordered.time());
  }

  /** A term of a rollout. */
  public record Ordered(Term term, Duration time) {}

  @When(
      "a rollout over the fleet begins, in {int} waves with success from {int} % and a pause at"
          + " {int} % of errors")
  public void rollout(int waves, int success, int errors) {
    scene.mark();
    fleet().rollOut(waves, success, errors);
  }

  @Then("the rollout over the fleet {fleetState} within {span}")
  @Check(
      quantity = "time from the begin of the rollout until it comes to that",
      unit = Unit.SECOND,
      source = Source.SERVICE,
      resolution = "1 ms",
      speaksFor = "OTA-02")
  public void comesTo(State state, Span limit) {
    scene.watch(limit.duration(), () -> isIn(state));
    Asked time = Asked.first();
    scene.judge(
        Subject.SERVICE,
        Latency.toFirst(
            time.question(),
            Scene.nanos(scene.trigger),
            beginningsOf(state).stream().map(FleetSteps::item).toList(),
            Limit.atMost(limit.seconds(), time.tolerance(limit), limit.source()),
            Scene.nanos(scene.now())));
  }

  private boolean isIn(State state) {
    List<Progress> progress = fleet().progress();
    return !progress.isEmpty() && progress.get(progress.size() - 1).state() == state;
  }

  /** Those instants at which it came to a state. */
  private List<Progress> beginningsOf(State state) {
    List<Progress> beginnings = new ArrayList<>();
    State before = State.RUNNING;
    for (Progress each : fleet().progress()) {
      if (each.state() == state && before != state) {
        beginnings.add(each);
      }
      before = each.state();
    }
    return beginnings;
  }

  private static EvidenceItem item(Progress progress) {
    return new EvidenceItem(
        "count of the server",
        Scene.nanos(progress.at()),
        progress.succeeded() + " succeeded, " + progress.failed() + " failed");
  }

  static EvidenceItem item(Word word) {
    return new EvidenceItem(
        "request",
        Scene.nanos(word.at()),
        word.car() + " of wave " + word.wave() + ": " + word.kind() + " " + word.text());
  }

  @Then("no further car of the fleet is told of it for {span}")
  @Check(
      quantity = "cars that have read a new task",
      unit = Unit.ONE,
      source = Source.NETWORK,
      speaksFor = "OTA-02")
  public void toldNobody(Span span) {
    Duration from = scene.now();
    scene.pass(span.duration());
    scene.judge(
        Subject.SERVICE,
        Counting.of(scene.question(), readings(from), Limit.exactly(0, span.source())));
  }

  /** First ones only: a car that is at it reads its task again with each poll. */
  private List<EvidenceItem> readings(Duration from) {
    Set<String> told = new HashSet<>();
    return fleet().words().stream()
        .filter(word -> word.kind() == Kind.READING && told.add(word.car()))
        .filter(word -> word.at().compareTo(from) > 0)
        .map(FleetSteps::item)
        .toList();
  }

  /** The operator accepts what has failed so far. */
  @When("the rollout over the fleet is led to its end, and resumed after each pause")
  @Wait(atMost = "2 h", settles = "1 s")
  public void ledToItsEnd() {
    Duration end = scene.now().plus(Declared.waiting().atMost());
    for (int pauses = 0; !isIn(State.OVER) && scene.now().compareTo(end) < 0; pauses++) {
      scene.need(pauses <= MAX_PAUSES, "the rollout has paused more than " + MAX_PAUSES + " times");
      if (isIn(State.PAUSED)) {
        scene.bench().backend().updates().wish(RolloutWish.RESUME);
      }
      scene.within(end.minus(scene.now()), () -> isIn(State.PAUSED) || isIn(State.OVER));
    }
    scene.need(isIn(State.OVER), "the rollout is not over");
    scene.settle();
  }

  /** One by one, so no fewer and no more. */
  @Then("at each pause {int} cars of a wave had failed since the last")
  @Check(
      quantity = "cars of a wave that had failed since the last pause",
      unit = Unit.ONE,
      source = Source.SERVICE,
      speaksFor = "OTA-02")
  public void atEachPause(int cars) {
    List<Measurement> all = new ArrayList<>();
    List<WaveCount> accepted = List.of();
    State before = State.RUNNING;
    Optional<Progress> last = Optional.empty();
    for (Progress each : fleet().progress()) {
      if (each.state() == State.PAUSED && before != State.PAUSED) {
        all.add(
            scene
                .question()
                .number(
                    mostSince(accepted, each.waves()),
                    Limit.exactly(cars, LimitSource.step(String.valueOf(cars))),
                    List.of(item(each))));
      } else if (each.state() != State.PAUSED && before == State.PAUSED) {
        accepted = last.map(Progress::waves).orElse(List.of());
      }
      before = each.state();
      last = Optional.of(each);
    }
    scene.some(Subject.SERVICE, "pauses of the rollout", all);
    scene.judge(Subject.SERVICE, all);
  }

  private static int mostSince(List<WaveCount> accepted, List<WaveCount> now) {
    int most = 0;
    for (int no = 0; no < now.size(); no++) {
      int before = accepted.isEmpty() ? 0 : accepted.get(no).failed();
      most = Math.max(most, now.get(no).failed() - before);
    }
    return most;
  }

  /** By the cars' own words: when the first of a wave read its task, and who had succeeded then. */
  @Then("each wave began when {int} % of the one before had succeeded")
  @Check(
      quantity = "share of the wave before that had succeeded",
      unit = Unit.PERCENT,
      source = Source.NETWORK,
      speaksFor = "OTA-02")
  public void inOrder(int percent) {
    List<WaveCount> waves = last().waves();
    List<Measurement> all = new ArrayList<>();
    for (int no = 2; no <= waves.size(); no++) {
      int wave = no;
      Optional<Word> first =
          fleet().words().stream()
              .filter(word -> word.kind() == Kind.READING && word.wave() == wave)
              .min(Comparator.comparing(Word::at));
      List<Word> begun = first.map(List::of).orElse(List.of());
      scene.some(Subject.SERVICE, "cars of wave " + no + " that have read their task", begun);
      long done =
          fleet().words().stream()
              .filter(word -> word.kind() == Kind.SUCCESS && word.wave() == wave - 1)
              .filter(word -> word.at().compareTo(begun.get(0).at()) <= 0)
              .count();
      all.add(
          scene
              .question()
              .number(
                  (double) done * PERCENT / waves.get(no - 2).cars(),
                  Limit.atLeast(percent, 0, LimitSource.step(percent + " %")),
                  List.of(item(begun.get(0)))));
    }
    scene.judge(Subject.SERVICE, all);
  }

  private Progress last() {
    List<Progress> progress = fleet().progress();
    scene.some(Subject.SERVICE, "counts of the server", progress);
    return progress.get(progress.size() - 1);
  }

  @Then("{int} cars of the fleet have succeeded, and {int} have failed")
  @Check(quantity = COUNTED, unit = Unit.ONE, source = Source.SERVICE, speaksFor = "OTA-02")
  @Check(quantity = COUNTED_FAILED, unit = Unit.ONE, source = Source.SERVICE, speaksFor = "OTA-02")
  @Check(quantity = TOLD, unit = Unit.ONE, source = Source.NETWORK, speaksFor = "OTA-02")
  @Check(quantity = TOLD_FAILED, unit = Unit.ONE, source = Source.NETWORK, speaksFor = "OTA-02")
  @Check(quantity = NEW, unit = Unit.ONE, source = Source.NETWORK, speaksFor = "OTA-02")
  public void counts(int succeeded, int failed) {
    Progress end = last();
    Map<String, Kind> results = new LinkedHashMap<>();
    Map<String, String> first = new LinkedHashMap<>();
    Map<String, String> versions = new LinkedHashMap<>();
    for (Word word : fleet().words()) {
      switch (word.kind()) {
        case SUCCESS, FAILURE -> results.put(word.car(), word.kind());
        case VERSION -> {
          first.putIfAbsent(word.car(), word.text());
          versions.put(word.car(), word.text());
        }
        default -> {
          // No result, and no version.
        }
      }
    }
    long updated =
        versions.entrySet().stream()
            .filter(each -> !each.getValue().equals(first.get(each.getKey())))
            .count();
    scene.judge(
        Subject.SERVICE,
        List.of(
            count(COUNTED, end.succeeded(), succeeded, end),
            count(COUNTED_FAILED, end.failed(), failed, end),
            count(TOLD, number(results, Kind.SUCCESS), succeeded, end),
            count(TOLD_FAILED, number(results, Kind.FAILURE), failed, end),
            count(NEW, (double) updated, succeeded, end)));
  }

  private static double number(Map<String, Kind> results, Kind kind) {
    return (double) results.values().stream().filter(kind::equals).count();
  }

  private static Measurement count(String quantity, double seen, int wanted, Progress end) {
    return Asked.of(quantity)
        .question()
        .number(
            seen,
            Limit.exactly(wanted, LimitSource.step(String.valueOf(wanted))),
            List.of(item(end)));
  }
}
