// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.evidence.Subject;
import java.util.List;
import java.util.Map;

/**
 * One entry of the requirement catalogue.
 *
 * @param source {@code CS} or {@code D}
 * @param verifiedBy how it is shown
 * @param rationale why it is asked for; empty where nothing was said
 * @param parameters numbers of it by their names, with units
 * @param parents ids of requirements that it makes more exact
 */
public record Requirement(
    String id,
    String title,
    String statement,
    String source,
    Subject subject,
    String verifiedBy,
    String rationale,
    Map<String, String> parameters,
    List<String> parents) {

  public Requirement {
    parameters = Map.copyOf(parameters);
    parents = List.copyOf(parents);
  }
}
