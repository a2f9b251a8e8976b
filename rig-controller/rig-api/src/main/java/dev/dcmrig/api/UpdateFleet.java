// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;
import java.util.List;

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

  /**
   * Begins a rollout to all of them, in waves of the same size.
   *
   * @param successPercent of a wave, until the next begins
   * @param errorPercent of a wave, until the rollout pauses
   */
  void rollOut(int waves, int successPercent, int errorPercent);

  /** How the server has counted the rollout at each instant at which it changed; grows. */
  List<Progress> progress();

  /** What the cars have said and the server has taken, the oldest first; grows. */
  List<Word> words();

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
    VERSION
  }

  /**
   * Something that a car has said.
   *
   * @param wave from 1; 0 before the rollout begins
   * @param text a version, or the details of a result
   */
  record Word(Duration at, String car, int wave, Kind kind, String text) {}
}
