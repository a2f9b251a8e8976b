// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.scenario;

import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.evidence.ScenarioRecorder;

/** Keeps nothing. */
final class NoLog implements ScenarioLog {

  @Override
  public ScenarioRecorder recorder() {
    return NoRecorder.INSTANCE;
  }

  @Override
  public void stepBegins() {}

  @Override
  public void step(long fromNanos, long toNanos, String text, Judgement judgement) {}

  @Override
  public void conclude(Judgement judgement, long benchNanos) {}

  @Override
  public void discard() {}
}
