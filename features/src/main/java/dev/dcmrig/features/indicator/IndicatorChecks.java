// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.indicator;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.Indicator;
import dev.dcmrig.api.IndicatorPattern;
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
import dev.dcmrig.judge.Lamps;
import dev.dcmrig.judge.Lamps.Change;
import dev.dcmrig.judge.Latency;
import dev.dcmrig.judge.Same;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must be seen of the indicator beside the SOS button. */
public final class IndicatorChecks {
  private static final String TIME = "time to the pattern";
  private static final String TIME_TO_RED = "time to solid red";
  private static final String TIME_TO_GREEN = "time to solid green";
  private static final String LAST = "time to the last change of a lamp";
  private static final String PATTERN = "pattern of the indicator";
  private static final String PHASE = "phase of the flashing";
  private static final String LIT = "brightness of a lit lamp";
  private static final String DARK = "brightness of a dark lamp";
  private static final String PHASE_KEY = "indicator.phase";

  private static final LimitSource FULL = LimitSource.interfaceSection("3: 0 dark, 1 full");

  /** What names a pattern: more than two whole flashes, each of two phases. */
  private static final double PHASES_TO_SEE = 5.2;

  private static final Duration STEP = Duration.ofMillis(200);

  private final Scene scene;

  public IndicatorChecks(Scene scene) {
    this.scene = scene;
  }

  private Indicator indicator() {
    return scene.instruments().indicator();
  }

  private Duration look() {
    Duration phase = scene.bench().specification().duration(PHASE_KEY);
    return Duration.ofNanos(Math.round(phase.toNanos() * PHASES_TO_SEE));
  }

  private IndicatorPattern seen(Duration span) {
    Duration now = scene.now();
    return indicator().pattern(now.minus(span), now);
  }

  private List<Change> history() {
    return indicator().history().stream()
        .map(
            change ->
                new Change(
                    Scene.nanos(change.at()),
                    change.lamp().name().toLowerCase(Locale.ROOT),
                    change.brightness()))
        .toList();
  }

  @Then("the indicator is {pattern} {timely} {span}")
  @Check(quantity = TIME, unit = Unit.SECOND, source = Source.LIGHT_READER, resolution = "200 ms")
  @Check(
      quantity = TIME_TO_RED,
      unit = Unit.SECOND,
      source = Source.LIGHT_READER,
      resolution = "200 ms",
      speaksFor = "IND-04")
  @Check(
      quantity = TIME_TO_GREEN,
      unit = Unit.SECOND,
      source = Source.LIGHT_READER,
      resolution = "200 ms",
      speaksFor = "IND-05")
  @Check(
      quantity = PHASE,
      unit = Unit.SECOND,
      source = Source.LIGHT_READER,
      tolerance = "50 ms",
      resolution = "1 ms")
  @Check(quantity = LIT, unit = Unit.PERCENT, source = Source.LIGHT_READER, tolerance = "5 %")
  @Check(quantity = DARK, unit = Unit.PERCENT, source = Source.LIGHT_READER, tolerance = "5 %")
  @Check(
      quantity = LAST,
      unit = Unit.SECOND,
      source = Source.LIGHT_READER,
      tolerance = "500 ms",
      resolution = "1 ms",
      speaksFor = {"IND-01", "IND-04", "IND-05"})
  public void within(IndicatorPattern pattern, Boolean both, Span limit) {
    if (both) {
      turns(pattern, limit);
    } else {
      within(pattern, limit);
    }
  }

  /** At most a time. */
  public void within(IndicatorPattern pattern, Span limit) {
    Duration from = scene.now();
    Duration look = look();
    Duration end = from.plus(limit.duration()).plus(look).plus(Asked.first().past());
    scene.pass(look);
    while (seen(look) != pattern && scene.now().compareTo(end) < 0) {
      scene.pass(STEP);
    }
    Duration began = begin(pattern, scene.now().minus(look));
    Asked asked = Asked.of(timeTo(pattern));
    Limit most = Limit.atMost(limit.seconds(), asked.tolerance(limit), limit.source());
    List<EvidenceItem> at =
        List.of(new EvidenceItem("lamp", Scene.nanos(began), words(seen(look))));
    List<Measurement> measured = new ArrayList<>();
    if (seen(look) == pattern) {
      measured.add(asked.question().number(Declared.seconds(began.minus(from)), most, at));
      measured.addAll(lamps(pattern, began));
    } else {
      measured.add(asked.question().missing("it is " + words(seen(look)), most, at));
    }
    scene.judge(Subject.DCM, measured);
  }

  /**
   * What flashes begins with a change of a lamp: a span that shows it may begin in the dark before.
   */
  private Duration begin(IndicatorPattern pattern, Duration span) {
    Duration flash = scene.bench().specification().duration(PHASE_KEY).multipliedBy(2);
    boolean already = isSteady(pattern) || changes(span.minus(flash)).size() > changes(span).size();
    return already
        ? span
        : changes(span).stream().map(Indicator.Change::at).findFirst().orElse(span);
  }

  /**
   * The last change of a lamp before the pattern, from now on. A lamp that alternates may end in
   * the colour that stays: look for the other one.
   */
  private void turns(IndicatorPattern pattern, Span span) {
    Duration from = scene.now();
    Duration steady = scene.bench().specification().duration("indicator.phase").multipliedBy(3);
    scene.pass(span.duration().plus(steady));
    if (!isSteady(pattern, from, steady)) {
      // It is late: by how much?
      scene.pass(span.duration());
    }
    List<EvidenceItem> last = List.of();
    if (isSteady(pattern, from, steady)) {
      List<Indicator.Change> changes = changes(from);
      last = List.of(item(changes.get(changes.size() - 1)));
    }
    scene.judge(
        Subject.DCM,
        Latency.toFirst(
            Asked.of(LAST).question(),
            Scene.nanos(from),
            last,
            Limit.nominal(span.seconds(), Asked.of(LAST).tolerance(span), span.source()),
            Scene.nanos(scene.now())));
  }

  private List<Indicator.Change> changes(Duration from) {
    return scene.instruments().indicator().history().stream()
        .filter(change -> change.at().compareTo(from) >= 0)
        .toList();
  }

  private boolean isSteady(IndicatorPattern pattern, Duration from, Duration steady) {
    List<Indicator.Change> changes = changes(from);
    if (changes.isEmpty()) {
      return false;
    }
    Duration last = changes.get(changes.size() - 1).at();
    Duration now = scene.now();
    return now.minus(steady).compareTo(last) >= 0
        && scene.instruments().indicator().pattern(last, now) == pattern;
  }

  private static EvidenceItem item(Indicator.Change change) {
    String lamp = change.lamp().name().toLowerCase(Locale.ROOT);
    return new EvidenceItem("lamp", Scene.nanos(change.at()), lamp);
  }

  private static String timeTo(IndicatorPattern pattern) {
    return switch (pattern) {
      case SOLID_RED -> TIME_TO_RED;
      case SOLID_GREEN -> TIME_TO_GREEN;
      default -> TIME;
    };
  }

  /** How fast and how bright, from an instant until now. */
  private List<Measurement> lamps(IndicatorPattern pattern, Duration from) {
    List<Change> history = history();
    Lamps.Span span = new Lamps.Span(Scene.nanos(from), Scene.nanos(scene.now()));
    List<Measurement> measured = new ArrayList<>();
    if (pattern == IndicatorPattern.FLASHING_GREEN
        || pattern == IndicatorPattern.ALTERNATING_RED_AND_GREEN) {
      Asked asked = Asked.of(PHASE);
      double phase = Declared.seconds(scene.bench().specification().duration(PHASE_KEY));
      Limit nominal = Limit.nominal(phase, asked.tolerance(), LimitSource.profile(PHASE_KEY));
      measured.add(Lamps.phase(asked.question(), history, "green", span, nominal));
    }
    Asked lit = Asked.of(LIT);
    Limit full = Limit.nominal(100, lit.tolerance(), FULL);
    Lamps.brightness(lit.question(), history, true, span, full).ifPresent(measured::add);
    Asked dark = Asked.of(DARK);
    Limit none = Limit.nominal(0, dark.tolerance(), FULL);
    Lamps.brightness(dark.question(), history, false, span, none).ifPresent(measured::add);
    return measured;
  }

  /** What is steady ends at the first change of a lamp; what flashes is looked at to its end. */
  @Then("the indicator is {pattern} for {span}")
  @Check(quantity = PATTERN, unit = Unit.WORD, source = Source.LIGHT_READER)
  @Check(
      quantity = PHASE,
      unit = Unit.SECOND,
      source = Source.LIGHT_READER,
      tolerance = "50 ms",
      resolution = "1 ms")
  @Check(quantity = LIT, unit = Unit.PERCENT, source = Source.LIGHT_READER, tolerance = "5 %")
  @Check(quantity = DARK, unit = Unit.PERCENT, source = Source.LIGHT_READER, tolerance = "5 %")
  public void during(IndicatorPattern pattern, Span span) {
    Duration from = scene.now();
    int before = indicator().history().size();
    if (isSteady(pattern)) {
      scene.within(span.duration(), () -> indicator().history().size() > before);
    } else {
      scene.pass(span.duration());
    }
    IndicatorPattern seen = seen(scene.now().minus(from));
    boolean changed = isSteady(pattern) && indicator().history().size() > before;
    String word = changed && seen == pattern ? "another from here on" : words(seen);
    List<EvidenceItem> changes =
        Lamps.changes(history(), Scene.nanos(from), Scene.nanos(scene.now()));
    List<Measurement> measured = new ArrayList<>();
    measured.add(
        Same.word(
            Asked.of(PATTERN).question(),
            word,
            words(pattern),
            LimitSource.step(words(pattern) + " for " + span),
            changes));
    measured.addAll(lamps(pattern, from));
    scene.judge(Subject.DCM, measured);
  }

  private static boolean isSteady(IndicatorPattern pattern) {
    return pattern == IndicatorPattern.DARK
        || pattern == IndicatorPattern.SOLID_GREEN
        || pattern == IndicatorPattern.SOLID_RED;
  }

  @Then("the indicator is never green for {span}")
  @Check(
      quantity = "times that the green lamp was lit",
      unit = Unit.ONE,
      source = Source.LIGHT_READER)
  public void neverGreen(Span span) {
    Duration from = scene.now();
    Limit never = Limit.exactly(0, span.source());
    scene.within(span.duration(), () -> !isNeverGreen(from, never));
    scene.judge(Subject.DCM, green(from, never));
  }

  private boolean isNeverGreen(Duration from, Limit never) {
    Double times = green(from, never).value();
    return times != null && times == 0;
  }

  private Measurement green(Duration from, Limit never) {
    Lamps.Span span = new Lamps.Span(Scene.nanos(from), Scene.nanos(scene.now()));
    return Lamps.timesLit(Asked.first().question(), history(), "green", span, never);
  }

  private static String words(IndicatorPattern pattern) {
    return pattern.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
