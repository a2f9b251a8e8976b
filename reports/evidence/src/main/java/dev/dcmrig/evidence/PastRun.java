// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the scenarios of a run that is over, as its folder tells it. Nothing is verified.
 *
 * @param planned ids of all of them
 * @param notPassed ids of those that failed, broke, showed nothing or never ended
 */
public record PastRun(List<String> planned, List<String> notPassed) {

  public PastRun {
    planned = List.copyOf(planned);
    notPassed = List.copyOf(notPassed);
  }

  /**
   * Reads a run's plan and verdicts.
   *
   * @throws RunFolderException when the folder is no run's, or can't be read
   */
  public static PastRun read(Path folder) {
    try {
      List<String> planned = new ArrayList<>();
      List<String> notPassed = new ArrayList<>();
      for (PlannedScenario scenario :
          RunFiles.read(folder, RunFolder.PLAN, new TypeReference<List<PlannedScenario>>() {})) {
        planned.add(scenario.id());
        if (!isPassed(folder.resolve(RunFolder.SCENARIOS).resolve(scenario.folder()))) {
          notPassed.add(scenario.id());
        }
      }
      return new PastRun(planned, notPassed);
    } catch (IOException e) {
      throw new RunFolderException(
          folder + " is not the folder of a run that can be looked at: " + e.getMessage(), e);
    }
  }

  /**
   * What a run was asked to do.
   *
   * @throws IOException when its file is not there, or not as it is written
   */
  public static RunOptions options(Path folder) throws IOException {
    return RunFiles.read(folder, RunFolder.RUN, RunFiles.Run.class).options();
  }

  /**
   * What the devices under test said that they are; empty where none said anything.
   *
   * @throws IOException when the run's file is not there, or not as it is written
   */
  public static String device(Path folder) throws IOException {
    return String.join(
        "; ", RunFiles.read(folder, RunFolder.RUN, RunFiles.Run.class).dutIdentities());
  }

  private static boolean isPassed(Path scenario) throws IOException {
    return Files.exists(scenario.resolve(ScenarioFiles.VERDICT))
        && RunFiles.read(scenario, ScenarioFiles.VERDICT, RunFiles.Judged.class).verdict()
            == Verdict.PASSED;
  }
}
