// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.scenario;

import dev.dcmrig.evidence.ScenarioRecorder;

/** Takes down one scenario: what the bench records, and what the suite knows about it. */
public interface ScenarioLog {

  /** Keeps nothing; for runs that look at verdicts only. */
  ScenarioLog NONE = new NoLog();

  /** For the bench. */
  ScenarioRecorder recorder();

  /** A step begins. */
  void stepBegins();

  /**
   * A step has ended.
   *
   * @param fromNanos on the bench's clock
   * @param text keyword and text, as in the feature file
   */
  void step(long fromNanos, long toNanos, String text, Judgement judgement);

  /** The scenario has ended; nothing comes after. */
  void conclude(Judgement judgement, long benchNanos);

  /** The scenario was interrupted: it leaves nothing that could be taken for a whole one. */
  void discard();

  /** Begins one. */
  @FunctionalInterface
  interface Book {
    ScenarioLog begin(FeatureScenario scenario);
  }
}
