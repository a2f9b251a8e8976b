// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import dev.dcmrig.sim.settings.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code times.json}: how long the scenarios of a run took somebody who waited.
 *
 * @param milliseconds by the scenario's id
 */
public record ScenarioTimes(
    @Key("name of the run") String run,
    @Key(value = "what each scenario took, by its id", unit = "ms")
        Map<String, Long> milliseconds) {

  /** The file of a run folder; it alone is enough for another machine. */
  public static final String FILE = "times.json";

  /** Key of {@code verdict.json}'s {@code beside}: nanoseconds that a user waited. */
  public static final String WALL = "wallNanos";

  public ScenarioTimes {
    milliseconds = new TreeMap<>(milliseconds);
  }

  /**
   * Reads them.
   *
   * @param named a run folder, or its {@code times.json}
   * @return milliseconds, by the scenario's id
   * @throws RunFolderException when it is neither, or can't be read
   */
  public static Map<String, Long> read(Path named) {
    Path file = Files.isDirectory(named) ? named.resolve(FILE) : named;
    Path folder = file.toAbsolutePath().getParent();
    try {
      return RunFiles.read(
              folder == null ? file : folder,
              String.valueOf(file.getFileName()),
              ScenarioTimes.class)
          .milliseconds();
    } catch (IOException e) {
      throw new RunFolderException(
          named + " has no times of scenarios that can be read: " + e.getMessage(), e);
    }
  }

  /**
   * Writes them as a run does.
   *
   * @throws RunFolderException when the file can't be written
   */
  public void write(Path file) {
    try {
      RunFiles.write(file, this);
    } catch (IOException e) {
      throw RunFolderException.unwritable("writing times of scenarios", file, e);
    }
  }

  /** SHA-256 over times: parts of one suite must be balanced by the same ones. */
  public static String hash(Map<String, Long> times) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(times)
        .forEach((id, millis) -> text.append(id).append('\t').append(millis).append('\n'));
    return Digests.of(text.toString());
  }
}
