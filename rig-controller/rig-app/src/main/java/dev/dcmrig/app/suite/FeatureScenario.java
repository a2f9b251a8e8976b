// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.suite;

import java.util.List;

/**
 * One scenario, or one row of an outline, as a feature file has it.
 *
 * @param uri relative to the features folder: {@code sos/manual_call.feature}
 * @param line of the scenario, or of the example's row
 * @param tags with their {@code @}
 */
public record FeatureScenario(
    String uri, int line, String feature, String name, List<String> tags, int steps) {

  /** {@code sos/manual_call.feature:12}. */
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
}
