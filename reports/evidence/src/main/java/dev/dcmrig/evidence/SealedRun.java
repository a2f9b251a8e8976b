// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sealed run says of itself, for who signs it.
 *
 * @param seal SHA-256 of its manifest
 * @param inputs SHA-256 of each, by its name in the folder
 * @param verdicts of each scenario of the plan, by its id; of one without a verdict {@link
 *     Verdict#ERROR}
 */
public record SealedRun(
    String seal, SortedMap<String, String> inputs, SortedMap<String, Verdict> verdicts) {

  /**
   * Reads it; nothing is verified.
   *
   * @throws IOException when the run is not sealed, or a file can't be read
   */
  public static SealedRun read(Path folder) throws IOException {
    if (!Files.isRegularFile(folder.resolve(RunFolder.MANIFEST))) {
      throw new IOException("there is no " + RunFolder.MANIFEST + ": the run is not sealed");
    }
    SortedMap<String, String> inputs = new TreeMap<>();
    RunFiles.read(folder, RunFolder.INPUT_LIST, new TypeReference<List<RunFiles.Input>>() {})
        .forEach(input -> inputs.put(RunFolder.INPUTS + "/" + input.name(), input.sha256()));
    SortedMap<String, Verdict> verdicts = new TreeMap<>();
    for (PlannedScenario planned :
        RunFiles.read(folder, RunFolder.PLAN, new TypeReference<List<PlannedScenario>>() {})) {
      verdicts.put(planned.id(), verdict(folder, planned));
    }
    return new SealedRun(Digests.of(folder.resolve(RunFolder.MANIFEST)), inputs, verdicts);
  }

  /** Of both attempts, where there are two. */
  private static Verdict verdict(Path folder, PlannedScenario planned) throws IOException {
    Path first = folder.resolve(RunFolder.SCENARIOS).resolve(planned.folder());
    Path second = folder.resolve(RunFolder.RETRIES).resolve(planned.folder());
    if (!Files.exists(first.resolve(ScenarioFiles.VERDICT))) {
      return Verdict.ERROR;
    }
    ScenarioResult result = judged(first, planned);
    return Files.exists(second.resolve(ScenarioFiles.VERDICT))
        ? result.again(judged(second, planned)).verdict()
        : result.verdict();
  }

  private static ScenarioResult judged(Path own, PlannedScenario planned) throws IOException {
    return planned.judged(RunFiles.read(own, ScenarioFiles.VERDICT, RunFiles.Judged.class));
  }
}
