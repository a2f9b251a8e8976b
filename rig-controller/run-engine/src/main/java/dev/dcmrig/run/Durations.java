// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.api.NotOnThisBench;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.ScenarioTimes;
import dev.dcmrig.run.cucumber.SuiteRun.BenchOpener;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long scenarios take on a bench's clock, and which of them take too long for a bench in real
 * time. Such a scenario is not begun: it is not verified, and says why. One whose duration nobody
 * knows is run.
 */
public final class Durations {
  private final Duration most;

  /** Those that take longer, by id. */
  private final Map<String, Duration> tooLong;

  private final List<String> notes;

  private Durations(Duration most, Map<String, Duration> tooLong, List<String> notes) {
    this.most = most;
    this.tooLong = tooLong;
    this.notes = notes;
  }

  /** Where they stand: milliseconds on the bench's clock, by the scenario's id. */
  public static Path file(RigHome home) {
    return home.configs().resolve("durations.json");
  }

  /**
   * Of what is to run.
   *
   * @param most that one may take; empty: not said, which is {@link RunTerms#USUAL_DURATION} in
   *     real time
   * @throws ConfigurationException when it was said for a bench on virtual time, or the durations
   *     can't be read
   */
  static Durations of(
      RigHome home, Optional<Duration> most, boolean virtualTime, List<FeatureScenario> selected) {
    if (virtualTime) {
      most.filter(said -> !said.equals(RunTerms.ANY_DURATION)).ifPresent(Durations::refuse);
      return new Durations(RunTerms.ANY_DURATION, Map.of(), List.of());
    }
    Duration limit = most.orElse(RunTerms.USUAL_DURATION);
    Map<String, Long> known =
        most.isEmpty() && !Files.exists(file(home)) ? Map.of() : read(file(home));
    Map<String, Duration> tooLong = new TreeMap<>();
    long unknown = 0;
    for (FeatureScenario scenario : selected) {
      Long millis = known.get(scenario.id());
      if (millis == null) {
        unknown++;
      } else if (Duration.ofMillis(millis).compareTo(limit) > 0) {
        tooLong.put(scenario.id(), Duration.ofMillis(millis));
      }
    }
    List<String> notes = new ArrayList<>();
    if (!tooLong.isEmpty()) {
      notes.add(
          tooLong.size()
              + " of "
              + selected.size()
              + " scenarios take longer than "
              + words(limit)
              + ": they are not verified here; --long runs them, too");
    }
    if (most.isPresent() && unknown > 0 && !limit.equals(RunTerms.ANY_DURATION)) {
      notes.add("nobody knows how long " + unknown + " scenarios take: they are run");
    }
    return new Durations(limit, tooLong, List.copyOf(notes));
  }

  private static void refuse(Duration said) {
    throw new ConfigurationException(
        new Problem(
            "--max-duration " + words(said),
            0,
            "this bench runs on virtual time, where a day takes seconds",
            "leave it out, or choose a bench with 'time: real'"));
  }

  private static Map<String, Long> read(Path file) {
    try {
      return ScenarioTimes.read(file);
    } catch (RunFolderException e) {
      throw new ConfigurationException(
          new Problem(file.toString(), 0, String.valueOf(e.getMessage()), "take it from the rig"));
    }
  }

  /** What a run says of it, at its beginning and in its evidence. */
  List<String> notes() {
    return notes;
  }

  /** Opens no bench for what takes too long. */
  BenchOpener before(BenchOpener opener) {
    return scenario -> {
      refuseTooLong(scenario.scenario());
      return opener.open(scenario);
    };
  }

  /**
   * Nothing of a scenario has begun.
   *
   * @throws NotOnThisBench when it takes too long
   */
  void refuseTooLong(FeatureScenario scenario) {
    Duration takes = tooLong.get(scenario.id());
    if (takes != null) {
      throw new NotOnThisBench(
          "it takes "
              + words(takes)
              + " of real time, and one may take "
              + words(most)
              + " here; --long runs it");
    }
  }

  /** As users write spans; rounded up to whole seconds. */
  private static String words(Duration span) {
    long seconds = span.plusNanos(999_999_999).toSeconds();
    if (seconds >= 86_400 && seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds >= 3600) {
      long minutes = (seconds + 59) / 60;
      return minutes / 60 + " h " + minutes % 60 + " min";
    }
    return seconds % 60 == 0 ? seconds / 60 + "min" : seconds + "s";
  }
}
