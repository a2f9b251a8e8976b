// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An input as a run keeps it.
 *
 * @param name under {@code inputs/}
 * @param copy the kept file
 * @param source where it was read from, on the machine that made the run
 */
public record RecordedInput(String name, Path copy, String source, String sha256) {

  /**
   * Those of a run.
   *
   * @throws IOException when its list can't be read, or names a file outside of the folder
   */
  public static List<RecordedInput> of(Path run) throws IOException {
    Path parent = run.resolve(RunFolder.INPUTS);
    List<RunFiles.Input> list =
        RunFiles.read(run, RunFolder.INPUT_LIST, new TypeReference<List<RunFiles.Input>>() {});
    for (RunFiles.Input input : list) {
      if (!parent.resolve(input.name()).normalize().startsWith(parent)) {
        throw new IOException("inputs.json names " + input.name() + ", which leads outside");
      }
    }
    return list.stream()
        .map(
            input ->
                new RecordedInput(
                    input.name(), parent.resolve(input.name()), input.source(), input.sha256()))
        .toList();
  }
}
