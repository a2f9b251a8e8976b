// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.requirements;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.Requirement;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RequirementSetFile;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.compliance.ScenarioTexts;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.requirement.Clause;
import dev.dcmrig.evidence.requirement.RequirementSet;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rig requirements orphans}. */
@Command(
    name = "orphans",
    description = {
      "What hangs in the air: requirements without scenario, scenarios without requirement,",
      "clauses that nothing shows. With --since also what has changed since a run verified it."
    },
    footer = {
      "",
      "Examples:",
      "  rig requirements orphans",
      "  rig requirements orphans --since reports/runs/latest",
      "",
      "Exit codes: 0 nothing hangs in the air or has changed, 1 something does. A clause that says",
      "why nothing shows it is listed with --clauses, and is no orphan."
    })
public final class OrphansCommand implements Callable<Integer> {

  @Option(
      names = "--since",
      paramLabel = "RUN",
      description = "The folder of an earlier run: lists what is not as it was verified there.")
  private @Nullable Path since;

  @Option(names = "--clauses", description = "Also lists the clauses that nothing shows, and why.")
  private boolean clauses;

  private final Console console;

  public OrphansCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RigHome home = RigHome.find();
    FeatureFiles features = FeatureFiles.all(home);
    List<Requirement> catalogue = RequirementCatalogue.read(home).all();
    List<String> lines = new ArrayList<>(hanging(catalogue, features.scenarios()));
    if (since != null) {
      lines.addAll(changed(since, catalogue, features));
    }
    lines.forEach(console::line);
    if (clauses) {
      for (RequirementSet set : RequirementSetFile.all(home)) {
        for (Clause clause : set.clauses()) {
          if (clause.shownBy().isEmpty()) {
            console.line(clause.id() + ": not shown, because " + clause.notShown());
          }
        }
      }
    }
    console.line(lines.isEmpty() ? "nothing hangs in the air" : lines.size() + " in all");
    return (lines.isEmpty() ? ExitCode.PASSED : ExitCode.FAILED).number();
  }

  private static List<String> hanging(
      List<Requirement> catalogue, List<FeatureScenario> scenarios) {
    List<String> lines = new ArrayList<>();
    Set<String> shown =
        scenarios.stream().flatMap(it -> it.requirements().stream()).collect(Collectors.toSet());
    Set<String> known = catalogue.stream().map(Requirement::id).collect(Collectors.toSet());
    for (Requirement requirement : catalogue) {
      if (!shown.contains(requirement.id())) {
        lines.add(requirement.id() + ": no scenario is about it; " + requirement.verifiedBy());
      }
    }
    for (FeatureScenario scenario : scenarios) {
      List<String> about = scenario.requirements();
      if (about.stream().noneMatch(known::contains)) {
        lines.add(
            scenario.location() + ": no requirement; '" + scenario.name() + "' shows nothing");
      }
    }
    return lines;
  }

  private static List<String> changed(
      Path run, List<Requirement> catalogue, FeatureFiles features) {
    List<String> lines = new ArrayList<>();
    try {
      Map<String, String> then = new HashMap<>();
      RunFolder.catalogue(run).forEach(it -> then.put(it.id(), it.hash()));
      for (Requirement now : catalogue) {
        String hash = evidence(now).hash();
        String before = then.get(now.id());
        if (before == null) {
          lines.add(now.id() + ": new since " + run);
        } else if (!before.equals(hash)) {
          lines.add(
              now.id()
                  + ": its text has changed since it was verified in "
                  + run
                  + ", hash "
                  + before.substring(0, 12)
                  + " then, "
                  + hash.substring(0, 12)
                  + " now");
        }
      }
      Map<String, String> ran = ScenarioTexts.of(run);
      Map<String, String> texts = features.texts();
      for (FeatureScenario scenario : features.scenarios()) {
        String before = ran.get(scenario.id());
        if (before != null && !before.equals(texts.get(scenario.id()))) {
          lines.add(scenario.location() + ": has changed since it ran in " + run);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new ConfigurationException(
          new Problem("--since " + run, 0, "is no run: " + e.getMessage(), "name its folder"));
    }
  }

  private static dev.dcmrig.evidence.Requirement evidence(Requirement it) {
    return new dev.dcmrig.evidence.Requirement(
        it.id(), it.title(), it.statement(), it.source(), it.subject());
  }
}
