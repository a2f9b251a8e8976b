// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.List;

/**
 * A scenario that a run has to run. The plan stands in the folder before the first scenario;
 * results are held against it, so that none is lost unseen.
 *
 * @param id names it for good: seeds, folders, digests and JUnit's names hang on it
 * @param location where people find it now: {@code sos/manual_call.feature:12}
 * @param tags with their {@code @}
 * @param requirements ids of the requirements that it is about
 */
public record PlannedScenario(
    String id, String location, String name, List<String> tags, List<String> requirements) {

  public PlannedScenario {
    tags = List.copyOf(tags);
    requirements = List.copyOf(requirements);
  }

  /** Name of its folder under {@code scenarios/}. */
  public String folder() {
    return id.replace(":", "--").replaceAll("[^A-Za-z0-9.,_-]", "-");
  }

  /** Feature file of the location. */
  String uri() {
    int colon = location.lastIndexOf(':');
    return colon < 0 ? location : location.substring(0, colon);
  }

  /** Whether its requirements are those that its tags name, no more and no fewer. */
  boolean isAboutItsTags() {
    List<String> named =
        tags.stream()
            .filter(tag -> tag.matches("@[A-Z]{3}-[0-9]{2}"))
            .map(tag -> tag.substring(1))
            .toList();
    return named.equals(requirements);
  }

  /** What it came to when nothing is known of it: an error, never a pass. */
  ScenarioResult lost(String reason) {
    return new ScenarioResult(
        id, location, name, tags, Verdict.ERROR, null, List.of(), reason, 0, "", folder());
  }

  /** What its {@code verdict.json} says that it came to. */
  ScenarioResult judged(RunFiles.Judged judged) {
    return new ScenarioResult(
        id,
        location,
        name,
        tags,
        judged.verdict(),
        judged.subject().isEmpty() ? null : Subject.valueOf(judged.subject()),
        judged.requirements(),
        judged.reason(),
        judged.endNanos(),
        judged.digest(),
        folder());
  }
}
