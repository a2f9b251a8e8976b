// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import dev.dcmrig.sim.settings.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which part of a suite a run is, if it is one: {@code shard.json}.
 *
 * @param index from 1
 * @param of how many parts there are
 * @param scenarios of the whole selection
 * @param selection SHA-256 over the whole selection; see {@link #selection}
 * @param times SHA-256 of the times that the parts were balanced by; empty without
 */
public record RunShard(
    @Key("which one of them, from 1") int index,
    @Key("how many parts there are") int of,
    @Key("scenarios of the whole selection") int scenarios,
    @Key("SHA-256 over ids, names, tags and files of the whole selection") String selection,
    @Key("SHA-256 of the times that the parts were balanced by; empty without") String times) {

  /**
   * SHA-256 over all that was selected, whichever part runs it: parts of one suite have the same
   * one. Each scenario is a line of id, place, name and tags; each feature file one of name and
   * hash.
   *
   * @param files SHA-256 of each feature file, by its name
   */
  public static String selection(List<PlannedScenario> scenarios, Map<String, String> files) {
    StringBuilder text = new StringBuilder();
    scenarios.stream()
        .sorted(Comparator.comparing(PlannedScenario::id))
        .forEach(
            scenario ->
                text.append(
                        String.join(
                            "\t",
                            scenario.id(),
                            scenario.location(),
                            scenario.name(),
                            String.join(" ", scenario.tags())))
                    .append('\n'));
    files.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            file -> text.append(file.getKey()).append('\t').append(file.getValue()).append('\n'));
    return Digests.of(text.toString());
  }

  /**
   * Puts it down in a run folder.
   *
   * @throws RunFolderException when it can't be written
   */
  public void write(Path folder) {
    try {
      RunFiles.write(folder.resolve(RunMerge.SHARD), this);
    } catch (IOException e) {
      throw RunFolderException.unwritable("writing which shard it is", folder, e);
    }
  }

  /** As users write it: {@code 2/3}. */
  public String words() {
    return index + "/" + of;
  }
}
