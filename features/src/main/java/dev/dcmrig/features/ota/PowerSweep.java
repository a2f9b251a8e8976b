// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.api.Updates.Image;
import dev.dcmrig.api.Updates.Start;
import dev.dcmrig.api.Vehicle.UpdateView;
import dev.dcmrig.api.Wait;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.diagnostics.DiagnosticSteps;
import dev.dcmrig.features.diagnostics.TesterQuestions;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.judge.Counting;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The sweep of supply failures over an installation (OTA-06). One update is seen whole first: it
 * tells how long an installation takes. From the next one on the supply fails again and again, each
 * time a little later. After each failure a tester asks which version runs.
 *
 * <p>What the rig knows of an installation is what the head unit shows: INSTALLING begins it. A
 * failure is placed in time from there on.
 */
public final class PowerSweep {
  private static final String NOTHING_RAN = "supply failures after which neither version ran";
  private static final String WENT_ON = "supply failures after which the update went on";

  private static final String CUT = "sweep.cut";
  private static final String ONCE = "once";
  private static final double GOOD_VOLTS = 12.6;
  private static final double NANOS = 1e9;

  /** Erased and then programmed: each byte of the image passes the flash twice. */
  private static final double PASSES = 2;

  private static final double KIB_OF_A_STEP = 4;
  private static final int KIB_OF_A_BLOCK = 64;

  /** Of the images whose writing is swept: 1 MiB. */
  private static final int WRITTEN_BLOCKS = 16;

  /** Of those whose switch and trial are: each failure there costs an update. */
  private static final int SMALL_BLOCKS = 2;

  /** Version 2.0.0, which runs when the sweep begins. */
  private static final int FIRST = 200;

  private static final Duration OFF = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(250);

  /** No number of the profile says how long a start takes. */
  private static final Duration COMES_UP = Duration.ofSeconds(30);

  /** A second failure comes within this time of the supply's return. */
  private static final double RECOVERY_SECONDS = 2;

  /** Until an installation goes on, beyond the notice to the user and what was seen of the car. */
  private static final Duration ANEW = Duration.ofSeconds(25);

  /** Until the server is told of an end, beyond the self-test. */
  private static final Duration ENDS = Duration.ofSeconds(90);

  /** Fills a span evenly, however many points there are. */
  private static final double GOLDEN = 0.6180339887498949;

  private final Scene scene;
  private final UpdateTraffic traffic;
  private final DiagnosticSteps tester;
  private final List<EvidenceItem> wentOn = new ArrayList<>();
  private final List<EvidenceItem> nothingRan = new ArrayList<>();
  private int planned;
  private int running = FIRST;
  private boolean isNew;

  /** When the supply came back last, or the sweep began. */
  private Duration supplied = Duration.ZERO;

  public PowerSweep(Scene scene, UpdateTraffic traffic, DiagnosticSteps tester) {
    this.scene = scene;
    this.traffic = traffic;
    this.tester = tester;
  }

  /** One update is over, and the next one is offered. */
  @When("the supply fails {howOften} at each 4 KiB and at {count} points of {updatePart}")
  @Wait(key = "ota.notice", atMost = "4 min")
  public void eachStep(String often, Count more, SweptPart part) {
    if (!part.isWritten()) {
      throw new IllegalArgumentException(
          part.words() + " is not written: each 4 KiB is swept of a quarter of the writing");
    }
    SortedSet<Double> points = points(part, more.number());
    double step = KIB_OF_A_STEP / PASSES / flashKibPerSecond();
    for (double at = from(part); at < to(part); at += step) {
      points.add(at);
    }
    sweep(often, part, points);
  }

  /** Those of the switch close in on it. */
  @When("the supply fails {howOften} at {count} points of {updatePart}")
  @Wait(key = "ota.notice", atMost = "4 min")
  public void somePoints(String often, Count points, SweptPart part) {
    if (part.isSwitch()) {
      closeIn(often, points.number(), part);
    } else {
      sweep(often, part, points(part, points.number()));
    }
  }

  /** Halves the time between a failure that kept the old version and one that kept the new one. */
  private void closeIn(String often, int points, SweptPart part) {
    planned = points;
    double before = 0;
    double after = untilStart();
    boolean on = true;
    begins();
    for (int number = 0; on && number < planned; number++) {
      double point = (before + after) / 2;
      on = fails(often, part, number, point);
      if (isNew) {
        after = point;
      } else {
        before = point;
      }
    }
    scene.bench().radioLink().coverage(Coverage.GOOD);
  }

  private SortedSet<Double> points(SweptPart part, int number) {
    SortedSet<Double> points = new TreeSet<>();
    for (int i = 1; i <= number; i++) {
      points.add(from(part) + (to(part) - from(part)) * (i * GOLDEN % 1));
    }
    return points;
  }

  private double from(SweptPart part) {
    return part.isTrial() ? untilStart() : writing() * part.quarter() / SweptPart.QUARTERS;
  }

  private double to(SweptPart part) {
    return part.isTrial()
        ? untilStart() + Declared.seconds(selfTest())
        : writing() * (part.quarter() + 1) / SweptPart.QUARTERS;
  }

  private void sweep(String often, SweptPart part, SortedSet<Double> points) {
    planned = points.size();
    int number = 0;
    begins();
    for (double point : points) {
      if (!fails(often, part, number, point)) {
        break;
      }
      number++;
    }
    scene.bench().radioLink().coverage(Coverage.GOOD);
  }

  /** The update that was offered last begins to be installed; nothing has failed until here. */
  private void begins() {
    if (supplied.isZero()) {
      supplied = scene.now();
      scene.need(
          traffic.views(Duration.ZERO).stream()
              .anyMatch(
                  view ->
                      view.state().equals("SUCCEEDED") && view.version().equals(version(running))),
          "no update to " + version(running) + " has succeeded, with which a sweep begins");
    }
    Duration from = supplied;
    scene.need(
        scene.within(
            Declared.waiting().atMost(scene.bench().specification()),
            () -> shown("INSTALLING", from)),
        "the installation does not begin");
  }

  /**
   * The supply fails at a point of the installation that has begun.
   *
   * @param point in seconds from its beginning
   * @return whether the update has gone on, and there may be a next point
   */
  private boolean fails(String often, SweptPart part, int number, double point) {
    scene.bench().radioLink().coverage(Coverage.NONE);
    scene.pass(seconds(point));
    failure(often, number);
    String outcome = outcome();
    EvidenceItem item = note(often, part, point, outcome);
    isNew = outcome.equals("new");
    if (outcome.equals("nothing")) {
      nothingRan.add(item);
      return false;
    }
    boolean over = isNew || isGivenUp(often, part);
    if (!(over ? ends() : goesOn())) {
      return false;
    }
    wentOn.add(item);
    if (over && number + 1 < planned) {
      next(part.isWritten() ? WRITTEN_BLOCKS : SMALL_BLOCKS);
    }
    return true;
  }

  /** A trial that has had all of its starts is given up for the old version (OTA-06). */
  private boolean isGivenUp(String often, SweptPart part) {
    int failures = often.equals(ONCE) ? 1 : 2;
    return part.isTrial() && failures >= scene.bench().specification().number("ota.bootAttempts");
  }

  /** The installation is begun anew, or goes on. */
  private boolean goesOn() {
    Duration from = supplied;
    Duration seen = scene.bench().specification().duration("ota.seenWithin");
    return scene.within(ANEW.plus(notice()).plus(seen), () -> shown("INSTALLING", from));
  }

  /** The new version proves itself, or the old one is there again: the user and the server know. */
  private boolean ends() {
    Duration from = supplied;
    String end = isNew ? "SUCCEEDED" : "FAILED";
    Duration limit = ENDS.plus(selfTest());
    scene.bench().radioLink().coverage(Coverage.GOOD);
    return scene.within(limit, () -> shown(end, from))
        && scene.within(limit, () -> !traffic.results(from).isEmpty());
  }

  private Duration notice() {
    return scene.bench().specification().duration("ota.notice");
  }

  private double flashKibPerSecond() {
    return scene.bench().specification().number("ota.flashKibPerSecond");
  }

  /** What the flash takes for the image, in seconds. */
  private double writing() {
    return WRITTEN_BLOCKS * KIB_OF_A_BLOCK / flashKibPerSecond();
  }

  private Duration selfTest() {
    return scene.bench().specification().duration("ota.selfTest");
  }

  /** From the beginning until the new firmware was started, of the update that was seen whole. */
  private double untilStart() {
    List<UpdateView> views = traffic.views(Duration.ZERO);
    Duration ended = first(views, "SUCCEEDED");
    return Declared.seconds(ended.minus(first(views, "INSTALLING")).minus(selfTest()));
  }

  private Duration first(List<UpdateView> views, String state) {
    List<UpdateView> those = views.stream().filter(view -> view.state().equals(state)).toList();
    scene.need(!those.isEmpty(), "no update has been " + state + " before");
    return those.get(0).at();
  }

  private boolean shown(String state, Duration from) {
    List<UpdateView> views = scene.car().updateViews();
    if (views.isEmpty()) {
      return false;
    }
    UpdateView last = views.get(views.size() - 1);
    return last.state().equals(state) && last.at().compareTo(from) > 0;
  }

  private void failure(String often, int number) {
    off();
    if (!often.equals(ONCE)) {
      scene.pass(seconds(RECOVERY_SECONDS * (number * GOLDEN % 1)));
      off();
    }
  }

  private void off() {
    scene.car().disconnectBattery();
    scene.pass(OFF);
    scene.car().reconnectBattery(GOOD_VOLTS);
    supplied = scene.now();
  }

  /** {@code old}, {@code new}, or {@code nothing} that a tester could hear of. */
  private String outcome() {
    Duration end = scene.now().plus(COMES_UP);
    while (scene.now().compareTo(end) < 0) {
      scene.pass(LOOK);
      if (tester.isTold(version(running), TesterQuestions.SOFTWARE_VERSION)) {
        return "old";
      } else if (tester.isTold(version(running + 1), TesterQuestions.SOFTWARE_VERSION)) {
        return "new";
      }
    }
    return "nothing";
  }

  private EvidenceItem note(String often, SweptPart part, double point, String outcome) {
    String at = String.format(Locale.ROOT, "%.6f s", point);
    EvidenceItem item =
        new EvidenceItem("frame", Scene.nanos(scene.now()), "after " + at + ": " + outcome);
    scene
        .bench()
        .observations()
        .note(
            Subject.RIG,
            CUT,
            Map.of(
                "fault",
                "supply fails " + often,
                "phase",
                part.words(),
                "at",
                at,
                "outcome",
                outcome));
    return item;
  }

  /** An update after the one that is over. */
  private void next(int blocks) {
    if (isNew) {
      running++;
    }
    supplied = scene.now();
    scene
        .bench()
        .backend()
        .updates()
        .offer(
            scene.cars.vin(),
            new Image(version(running + 1), "", Start.RUNS, blocks * KIB_OF_A_BLOCK),
            false);
    begins();
  }

  private static String version(int number) {
    return number / 100 + "." + number / 10 % 10 + "." + number % 10;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS));
  }

  @Then("after each failure the old version or the new one ran, and the update went on")
  @Check(quantity = NOTHING_RAN, unit = Unit.ONE, source = Source.BUS, speaksFor = "OTA-06")
  @Check(quantity = WENT_ON, unit = Unit.ONE, source = Source.BUS, speaksFor = "OTA-06")
  public void ran() {
    scene.judge(
        Subject.DCM,
        List.of(
            Counting.of(
                Asked.of(NOTHING_RAN).question(), nothingRan, Limit.exactly(0, scene.required())),
            Counting.of(
                Asked.of(WENT_ON).question(),
                wentOn,
                Limit.exactly(planned, LimitSource.step("the failures of the sweep")))));
  }
}
