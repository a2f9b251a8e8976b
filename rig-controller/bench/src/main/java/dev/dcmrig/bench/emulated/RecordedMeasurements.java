// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.api.Measurements;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.measurement.DecisionRule;
import dev.dcmrig.sim.Timeline;
import java.util.List;

/** Measurements go into the evidence, at the time at which they were taken. */
public final class RecordedMeasurements implements Measurements {
  private final Timeline timeline;
  private final ScenarioRecorder recorder;
  private final DecisionRule rule;

  public RecordedMeasurements(Timeline timeline, ScenarioRecorder recorder, DecisionRule rule) {
    this.timeline = timeline;
    this.recorder = recorder;
    this.rule = rule;
  }

  @Override
  public DecisionRule rule() {
    return rule;
  }

  @Override
  public void take(Subject subject, List<String> requirements, Decision decision) {
    recorder.measurement(timeline.nowNanos(), subject, requirements, decision);
  }
}
