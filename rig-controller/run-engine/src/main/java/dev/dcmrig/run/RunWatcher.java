// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.ScenarioResult;
import java.nio.file.Path;

/** Somebody who is told of a run while it goes on. Calls may come on any thread. */
public interface RunWatcher {

  /** The folder and the plan are written, and the first scenario is about to begin. */
  void begins(BenchConfiguration bench, RunRequest request, int planned, Path folder);

  /** A step of a scenario begins; {@code step} has its keyword. */
  default void stepBegins(FeatureScenario scenario, String step) {}

  /** A scenario has its verdict. */
  void ended(ScenarioResult result);

  /** Something was thrown; what it means for the run is told elsewhere. */
  void thrown(Throwable thrown);

  /** Something that a user should know of, and that changes no verdict. */
  void note(String sentence);

  /** So many scenarios have failed, and are run once more. */
  default void retries(int scenarios) {}
}
