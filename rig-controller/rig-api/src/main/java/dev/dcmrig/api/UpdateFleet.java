// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Many further cars of which only the updates are emulated, and one rollout over all of them. It
 * shows what the service does with a fleet; the device under test is none of them.
 */
public interface UpdateFleet {

  /**
   * Builds them, once in a scenario. Within the first minutes each tells the server what it is.
   *
   * @param cars 1 or more
   * @param failing how many of them fail by design
   */
  void build(int cars, int failing);

  /** When a car of the fleet loses something. */
  enum Moment {
    /** While the image comes. */
    LOADING,
    /** From the begin of the installation to the test of the new version. */
    INSTALLING
  }

  /** What a car of the fleet can lose for a while. */
  enum Loss {
    COVERAGE,
    SUPPLY
  }

  /**
   * Some cars that do not fail by design lose something during their first update; none loses two
   * things. Before the rollout begins.
   *
   * @param span how long it is gone
   */
  void lose(int cars, Loss loss, Moment moment, Duration span);

  /** What a rollout can be ordered to do beside its waves and thresholds. */
  enum Term {
    /** Each car's user is asked first, and agrees so long after. */
    USERS_AGREE_AFTER,
    /** No car may install before so long after the begin. */
    INSTALLS_FROM,
    /** A car that failed is asked again, once, so long after. */
    RETRIES_AFTER,
    /** A car of which nothing is heard for so long is given up. */
    GIVES_UP_AFTER,
    /** Cars of other hardware than the release's are left out. */
    HARDWARE_OF_THE_RELEASE
  }

  /** A term of the rollout, before it begins; {@link Duration#ZERO} where it has no time. */
  void order(Term term, Duration time);

  /** The terms of the rollout so far. */
  Map<Term, Duration> terms();

  /**
   * Begins a rollout to all of them, in waves of the same size.
   *
   * @param successPercent of a wave, until the next begins
   * @param errorPercent of a wave, until the rollout pauses
   */
  void rollOut(int waves, int successPercent, int errorPercent);

  /** How the server has counted the rollout at each instant at which it changed; grows. */
  List<Progress> progress();

  /** What the cars have said, the oldest first; grows. */
  List<Word> words();

  /** The version that the server believes to run in each car; empty where it knows of none. */
  Map<String, String> known();

  /** Where a rollout stands. */
  enum State {
    RUNNING,
    PAUSED,
    OVER
  }

  /** A rollout from an instant on, with its waves in their order. */
  record Progress(Duration at, State state, List<WaveCount> waves) {
    public Progress {
      waves = List.copyOf(waves);
    }

    /** Cars of all waves that have succeeded. */
    public int succeeded() {
      return waves.stream().mapToInt(WaveCount::succeeded).sum();
    }

    /** Cars of all waves that have failed. */
    public int failed() {
      return waves.stream().mapToInt(WaveCount::failed).sum();
    }
  }

  /** Cars of a wave: all, and those that have succeeded and failed. */
  record WaveCount(int cars, int succeeded, int failed) {}

  /** What kind of thing a car has said. */
  enum Kind {
    /** It has read what it is to do. */
    READING,
    SUCCESS,
    FAILURE,
    /** It tells the version that runs. */
    VERSION,
    /** It tells its hardware. */
    HARDWARE,
    /** Its user agrees to the update, and the server has taken that. */
    AGREED,
    /** It was told of a task, and may not read it; the text is the task's path. */
    REFUSED,
    /** It has got other bytes of the image than the release has; the text says which. */
    OTHER_BYTES,
    /** It has said that it has succeeded, and the server has not taken that. */
    SUCCESS_REFUSED,
    /** It has said something of its open task, and the server has not taken that. */
    WORD_REFUSED
  }

  /**
   * Something that a car has said.
   *
   * @param wave from 1; 0 before the rollout begins
   * @param text a version, a kind of hardware, or the details of a result
   */
  record Word(Duration at, String car, int wave, Kind kind, String text) {}
}
