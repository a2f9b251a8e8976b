// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.Benches;
import dev.dcmrig.api.Benches.ScenarioId;
import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import java.util.List;

/** A clean bench around each scenario. */
public final class Hooks {
  private final Scene scene;

  public Hooks(Scene scene) {
    this.scene = scene;
  }

  @Before
  public void open(Scenario scenario) {
    scene.open(
        Benches.open(
            new ScenarioId(
                scenario.getUri().toString(),
                scenario.getLine(),
                scenario.getName(),
                List.copyOf(scenario.getSourceTagNames()))),
        List.copyOf(scenario.getSourceTagNames()));
  }

  /** The suite makes the verdict from what the steps threw; the bench notes only that it ended. */
  @After
  public void close(Scenario scenario) {
    if (scene.isOpen()) {
      try (Bench bench = scene.bench()) {
        bench.ended(!scenario.isFailed());
      }
    }
  }
}
