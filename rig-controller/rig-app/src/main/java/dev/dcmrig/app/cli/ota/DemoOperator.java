// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.fleet.FleetRollout;
import dev.dcmrig.app.fleet.RolloutFilm;
import dev.dcmrig.ota.core.RolloutStatus;
import dev.dcmrig.ota.core.Wave;
import dev.dcmrig.ota.model.RolloutState;
import dev.dcmrig.ota.model.WaveState;
import dev.dcmrig.sim.VirtualTimeline;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Leads a rollout of the demo to its end, and says what happens: resumes it a minute after each
 * pause, and has all asked again, once, when it is over.
 */
final class DemoOperator {
  /** Of virtual time; then something is wrong. */
  static final Duration LONGEST = Duration.ofHours(6);

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration HESITATES = Duration.ofMinutes(1);
  private static final Duration PROGRESS = Duration.ofSeconds(20);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Console console;
  private final VirtualTimeline timeline;
  private final FleetRollout fleet;
  private final RolloutFilm film = new RolloutFilm();
  private boolean retried;
  private long saidNanos;

  DemoOperator(Console console, VirtualTimeline timeline, FleetRollout fleet) {
    this.console = console;
    this.timeline = timeline;
    this.fleet = fleet;
  }

  RolloutFilm film() {
    return film;
  }

  /** Whether all that failed were asked again. */
  boolean hasRetried() {
    return retried;
  }

  /**
   * Plays it.
   *
   * @return whether it came to its end
   */
  boolean play() {
    if (!timeline.runUntil(fleet::isEnrolled, LONGEST.toNanos())) {
      return false;
    }
    say(
        "each DCM has told the server what it is; the rollout of "
            + FleetRollout.AFTER
            + " starts");
    fleet.begin();
    RolloutStatus before = fleet.status();
    film.look(now(), before);
    waveBegins(before.waves().get(0));
    while (timeline.nowNanos() < LONGEST.toNanos()) {
      pass(LOOK);
      RolloutStatus status = fleet.status();
      if (film.look(now(), status)) {
        changed(before, status);
        before = status;
      }
      RolloutState state = status.rollout().state();
      if (state == RolloutState.PAUSED) {
        resume(status);
      } else if (state == RolloutState.FINISHED && !retry()) {
        return true;
      }
    }
    return false;
  }

  private Duration now() {
    return Duration.ofNanos(timeline.nowNanos());
  }

  private void pass(Duration span) {
    timeline.runUntil(timeline.nowNanos() + span.toNanos());
  }

  private void say(String what) {
    console.line(CLOCK.format(timeline.now()) + "  " + what);
  }

  private void changed(RolloutStatus before, RolloutStatus status) {
    boolean due = timeline.nowNanos() - saidNanos >= PROGRESS.toNanos();
    for (int index = 0; index < status.waves().size(); index++) {
      Wave wave = status.waves().get(index);
      Wave old = before.waves().get(index);
      if (old.state() == WaveState.WAITING && wave.state() != WaveState.WAITING) {
        waveBegins(wave);
      } else if (old.state() != wave.state() || (due && !old.equals(wave))) {
        console.line(RolloutTable.line(wave));
      } else if (!old.equals(wave)) {
        console.status(RolloutTable.line(wave));
      }
    }
    if (due) {
      saidNanos = timeline.nowNanos();
    }
  }

  private void waveBegins(Wave wave) {
    say("wave " + wave.no() + " is offered to " + wave.counts().total() + " DCMs");
  }

  private void resume(RolloutStatus status) {
    say(console.strong("PAUSED: " + status.rollout().reason()));
    pass(HESITATES);
    film.look(now(), fleet.status());
    fleet.resume();
    film.look(now(), fleet.status());
    boolean fellShort = status.waves().stream().anyMatch(wave -> wave.state() == WaveState.SHORT);
    say(
        console.strong(
            fellShort
                ? "resumed by the operator, who accepts that a wave fell short"
                : "resumed by the operator, who accepts these errors"));
  }

  /** Whether anybody is asked again. */
  private boolean retry() {
    say("the rollout is over");
    fleet.status().waves().forEach(wave -> console.line(RolloutTable.line(wave)));
    if (retried) {
      return false;
    }
    retried = true;
    int again = fleet.retry();
    if (again > 0) {
      say("the operator has all " + again + " asked again that failed");
    }
    film.look(now(), fleet.status());
    return again > 0;
  }
}
