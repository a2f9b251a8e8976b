// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.requirements;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.Requirement;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RequirementSetFile;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.requirement.Clause;
import dev.dcmrig.evidence.requirement.RequirementSet;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The catalogue as a set like the others, and the others. */
public final class AllSets {
  /** The id of the catalogue among the sets. */
  public static final String CATALOGUE = "CATALOGUE";

  private AllSets() {}

  /**
   * All sets; the catalogue first.
   *
   * @param scenarios of the rig: a requirement without any is not shown
   */
  public static List<RequirementSet> of(RigHome home, List<FeatureScenario> scenarios) {
    List<RequirementSet> sets = new ArrayList<>(List.of(catalogue(home, scenarios)));
    sets.addAll(RequirementSetFile.all(home));
    return sets;
  }

  /**
   * Those of some ids.
   *
   * @param ids none: all
   */
  static List<RequirementSet> chosen(List<RequirementSet> all, List<String> ids) {
    List<String> known = all.stream().map(RequirementSet::id).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw new ConfigurationException(
            new Problem("--set " + id, 0, "there is no such set", "one of " + known));
      }
    }
    return ids.isEmpty() ? all : all.stream().filter(set -> ids.contains(set.id())).toList();
  }

  private static RequirementSet catalogue(RigHome home, List<FeatureScenario> scenarios) {
    Set<String> shown =
        scenarios.stream().flatMap(it -> it.requirements().stream()).collect(Collectors.toSet());
    return new RequirementSet(
        CATALOGUE,
        "Connected-services DCM and the service behind it",
        "1",
        "requirement catalogue of DCM Rig",
        "CS: published behaviour of the connected service; D: derived.",
        RequirementCatalogue.read(home).all().stream()
            .map(it -> clause(it, shown.contains(it.id())))
            .toList());
  }

  private static Clause clause(Requirement it, boolean shown) {
    return new Clause(
        it.id(),
        it.title(),
        it.statement(),
        new Clause.Source("requirement catalogue of DCM Rig", it.source(), true, "read"),
        it.subject().name().toLowerCase(Locale.ROOT),
        it.rationale(),
        shown ? "test" : "none",
        it.parameters(),
        it.parents(),
        shown ? List.of(it.id()) : List.of(),
        "",
        shown ? "" : "no scenario; " + it.verifiedBy());
  }
}
