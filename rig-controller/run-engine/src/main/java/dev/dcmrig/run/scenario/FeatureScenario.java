// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.scenario;

import dev.dcmrig.evidence.PlannedScenario;
import java.nio.file.Path;
import java.util.List;

/**
 * One scenario, or one row of an outline, as a feature file has it.
 *
 * @param id names it for good, wherever it stands in its file: {@code sos/attempts:no-answer}
 * @param uri relative to the features folder: {@code sos/manual_call.feature}
 * @param file where it lies
 * @param line of the scenario, or of the example's row
 * @param tags with their {@code @}
 */
public record FeatureScenario(
    String id,
    String uri,
    Path file,
    int line,
    String feature,
    String name,
    List<String> tags,
    int steps) {

  /** Where it stands now, for people to click: {@code sos/manual_call.feature:12}. */
  public String location() {
    return uri + ":" + line;
  }

  /** The requirement ids among its tags. */
  public List<String> requirements() {
    return tags.stream()
        .map(tag -> tag.substring(1))
        .filter(tag -> tag.matches("[A-Z]{3}-[0-9]{2}"))
        .toList();
  }

  /** For the plan of a run. */
  public PlannedScenario planned() {
    return new PlannedScenario(id, location(), name, tags, requirements());
  }
}
