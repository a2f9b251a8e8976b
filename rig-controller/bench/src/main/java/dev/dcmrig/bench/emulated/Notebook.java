// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import dev.dcmrig.api.Observations;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.sim.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes each observation down for the steps and into the evidence. */
public final class Notebook implements Observations {
  private final Timeline timeline;
  private final ScenarioRecorder recorder;
  private final List<Observation> all = new ArrayList<>();

  public Notebook(Timeline timeline, ScenarioRecorder recorder) {
    this.timeline = timeline;
    this.recorder = recorder;
  }

  @Override
  public void note(Subject source, String kind, Map<String, String> details) {
    long now = timeline.nowNanos();
    Map<String, String> sorted = new TreeMap<>(details);
    recorder.observation(now, source, kind, sorted);
    all.add(new Observation(Duration.ofNanos(now), source, kind, sorted));
    timeline.changed();
  }

  @Override
  public List<Observation> all() {
    return List.copyOf(all);
  }
}
