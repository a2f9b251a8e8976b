// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Observations;
import dev.dcmrig.api.UpdateFleet;
import dev.dcmrig.api.Updates.RolloutWish;
import dev.dcmrig.app.fleet.FleetLoss;
import dev.dcmrig.app.fleet.FleetOrder;
import dev.dcmrig.app.fleet.FleetPlan;
import dev.dcmrig.app.fleet.FleetReports;
import dev.dcmrig.app.fleet.FleetRollout;
import dev.dcmrig.app.fleet.FleetSettings;
import dev.dcmrig.app.fleet.RolloutFilm;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.ota.core.RolloutStatus;
import dev.dcmrig.ota.core.Wave;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fleet of a scenario: what the server counts and what the cars say are kept apart, and changes
 * of state go into the evidence with both.
 */
final class BenchFleet implements UpdateFleet, AutoCloseable {
  private static final long WATCH_NANOS = Duration.ofSeconds(10).toNanos();

  private final Timeline timeline;
  private final Observations observations;
  private final Seed seed;
  private final Supplier<FleetSettings> settings;
  private final OtaRules rules;
  private final Map<Term, Duration> terms = new EnumMap<>(Term.class);
  private final RolloutFilm film = new RolloutFilm();
  private final List<Progress> progress = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();
  private final Map<String, Integer> waveOf = new HashMap<>();
  private final Timer watch;
  private @Nullable FleetRollout fleet;

  BenchFleet(
      Timeline timeline,
      Observations observations,
      Seed seed,
      Supplier<FleetSettings> settings,
      OtaRules rules) {
    this.rules = rules;
    this.timeline = timeline;
    this.observations = observations;
    this.seed = seed;
    this.settings = settings;
    this.watch = timeline.timer(this::watch);
  }

  /** What the server does by itself, such as giving up a silent car, nobody says. */
  private void watch() {
    look();
    if (progress.get(progress.size() - 1).state() != State.OVER) {
      watch.armAfter(WATCH_NANOS);
    }
  }

  /** Whether there is one, and its rollout has begun. */
  boolean isRolling() {
    return !film.frames().isEmpty();
  }

  private FleetRollout built() {
    FleetRollout built = fleet;
    if (built == null) {
      throw new BenchBroken("the scenario has built no fleet before it asks for one");
    }
    return built;
  }

  @Override
  public void build(int cars, int failing) {
    if (fleet != null) {
      throw new BenchBroken("a scenario has one fleet");
    }
    FleetRollout built =
        new FleetRollout(
            new FleetPlan(cars, failing, 1, 0, 0), settings.get(), timeline, seed, rules);
    built.onWord(this::said);
    fleet = built;
  }

  @Override
  public void lose(int cars, Loss loss, Moment moment, Duration span) {
    built()
        .lose(
            cars,
            new FleetLoss(
                FleetLoss.Of.valueOf(loss.name()), FleetLoss.During.valueOf(moment.name()), span));
  }

  @Override
  public void order(Term term, Duration time) {
    terms.put(term, time);
  }

  @Override
  public Map<Term, Duration> terms() {
    return Collections.unmodifiableMap(terms);
  }

  private FleetOrder order() {
    return new FleetOrder(
        terms.getOrDefault(Term.USERS_AGREE_AFTER, FleetOrder.USUAL.usersAgreeAfter()),
        terms.getOrDefault(Term.INSTALLS_FROM, FleetOrder.USUAL.installsFrom()),
        terms.getOrDefault(Term.RETRIES_AFTER, FleetOrder.USUAL.retriesAfter()),
        terms.getOrDefault(Term.GIVES_UP_AFTER, FleetOrder.USUAL.silentAfter()),
        !terms.containsKey(Term.HARDWARE_OF_THE_RELEASE));
  }

  @Override
  public void rollOut(int waves, int successPercent, int errorPercent) {
    FleetPlan plan = built().plan();
    FleetOrder order = order();
    built()
        .begin(
            new FleetPlan(plan.cars(), plan.failing(), waves, successPercent, errorPercent), order);
    look();
    watch.armAfter(WATCH_NANOS);
    Iterator<String> cars = built().vins(order).iterator();
    for (Wave wave : built().status().waves()) {
      for (int count = 0; count < wave.counts().total() && cars.hasNext(); count++) {
        waveOf.put(cars.next(), wave.no());
      }
    }
  }

  void wish(RolloutWish wish) {
    switch (wish) {
      case PAUSE -> built().pause();
      case RESUME -> built().resume();
      case CANCEL -> built().cancel();
    }
    look();
  }

  private void said(Duration at, String vin, FleetReports.Kind kind, String text) {
    if (kind == FleetReports.Kind.INSTALLING) {
      // Nobody judges it.
      return;
    }
    words.add(new Word(at, vin, waveOf.getOrDefault(vin, 0), Kind.valueOf(kind.name()), text));
    if (isRolling() && (kind == FleetReports.Kind.SUCCESS || kind == FleetReports.Kind.FAILURE)) {
      look();
    }
  }

  private void look() {
    RolloutStatus status = built().status();
    if (!film.look(Duration.ofNanos(timeline.nowNanos()), status)) {
      return;
    }
    State before = progress.isEmpty() ? State.OVER : progress.get(progress.size() - 1).state();
    State state =
        switch (status.rollout().state()) {
          case PAUSED -> State.PAUSED;
          case FINISHED, CANCELLED -> State.OVER;
          default -> State.RUNNING;
        };
    List<WaveCount> waves =
        status.waves().stream()
            .map(
                wave ->
                    new WaveCount(
                        wave.counts().total(), wave.counts().succeeded(), wave.counts().errors()))
            .toList();
    progress.add(new Progress(Duration.ofNanos(timeline.nowNanos()), state, waves));
    if (state != before) {
      timeline.changed();
      note(status, state);
    }
  }

  /** Where the rollout stands, and what the cars have said up to now, as one number. */
  private void note(RolloutStatus status, State state) {
    observations.note(
        Subject.SERVICE,
        "rollout over the fleet",
        Map.of(
            "state",
            state.name(),
            "reason",
            status.rollout().reason(),
            "succeeded",
            String.valueOf(progress.get(progress.size() - 1).succeeded()),
            "failed",
            String.valueOf(progress.get(progress.size() - 1).failed()),
            "words of the cars",
            words.size() + ", SHA-256 " + digest()));
  }

  private String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      words.forEach(word -> digest.update(word.toString().getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  @Override
  public List<Progress> progress() {
    return Collections.unmodifiableList(progress);
  }

  @Override
  public Map<String, String> known() {
    return built().known();
  }

  @Override
  public List<Word> words() {
    return Collections.unmodifiableList(words);
  }

  @Override
  public void close() {
    FleetRollout built = fleet;
    fleet = null;
    watch.cancel();
    if (built != null) {
      built.close();
    }
  }
}
