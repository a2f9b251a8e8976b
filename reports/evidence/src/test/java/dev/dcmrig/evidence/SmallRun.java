// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A run of two scenarios, of which one fails, for tests to play. */
final class SmallRun {
  static final PlannedScenario FAILS = planned("sos/a:fails", 3);
  static final PlannedScenario PASSES = planned("sos/a:passes", 9);

  private SmallRun() {}

  static RunOptions options(List<String> defects) {
    return new RunOptions(
        "r",
        "0.1",
        "rig run",
        7,
        "emulated",
        "DCM",
        true,
        "",
        "random",
        defects,
        1,
        List.of(new RunOptions.Channel("vehicle", "dbc/car.dbc")),
        true,
        List.of());
  }

  private static PlannedScenario planned(String id, int line) {
    return new PlannedScenario(id, "sos/a.feature:" + line, "n", List.of(), List.of());
  }

  /** A run folder {@code run} in {@code folder}, with all that stands in it before a scenario. */
  static RunFolder begin(Path folder) {
    RunFolder made = RunFolder.create(folder.resolve("run"), options(List.of()));
    made.plan(List.of(FAILS, PASSES));
    made.requirements(List.of());
    made.machines(List.of());
    made.tool(
        new ToolIdentity(
            "0.1",
            "",
            false,
            "17.0.1+1, A vendor",
            List.of(new ToolIdentity.Entry("a.jar", Digests.of("a"))),
            List.of()));
    Path feature = EngineMessages.feature(folder.resolve("sos"));
    made.inputs(List.of(new InputFile("features/sos/a.feature", feature)));
    return made;
  }

  /** Ends it, both scenarios played. */
  static RunResult end(RunFolder made) {
    EngineMessages.write(made, Map.of(FAILS, false, PASSES, true));
    RunResult result = made.finish();
    made.seal(result);
    return result;
  }
}
