// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.requirements;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.requirement.Clause;
import dev.dcmrig.evidence.requirement.RequirementSet;
import dev.dcmrig.run.cucumber.FeatureFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rig requirements list}. */
@Command(
    name = "list",
    description = {
      "Requirement sets and their clauses: what shows each, or why nothing does.",
      "'?' stands before a clause number that nobody has read in its document."
    },
    footer = {
      "",
      "Examples:",
      "  rig requirements list                     all sets, a line each",
      "  rig requirements list --set EU-2017-79    the clauses of one"
    })
public final class ListSetsCommand implements Callable<Integer> {

  @Option(
      names = "--set",
      paramLabel = "ID",
      description = "Only the clauses of this set. Repeatable.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--json", description = "Prints JSON, for programs.")
  private boolean json;

  private final Console console;

  public ListSetsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    RigHome home = RigHome.find();
    List<RequirementSet> sets =
        AllSets.chosen(AllSets.of(home, FeatureFiles.all(home).scenarios()), ids);
    if (json) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      console.line(mapper.writeValueAsString(sets));
      return ExitCode.PASSED.number();
    }
    for (RequirementSet set : sets) {
      console.line(summary(set));
      if (!ids.isEmpty()) {
        set.clauses().forEach(clause -> console.line(line(clause)));
      }
    }
    return ExitCode.PASSED.number();
  }

  private String summary(RequirementSet set) {
    long shown = set.clauses().stream().filter(it -> !it.shownBy().isEmpty()).count();
    long unconfirmed = set.clauses().stream().filter(it -> !it.source().confirmed()).count();
    return String.format(
        Locale.ROOT,
        "%-16s %3d clauses, %3d shown, %3d not shown, %3d numbers unconfirmed  %s",
        set.id(),
        set.clauses().size(),
        shown,
        set.clauses().size() - shown,
        unconfirmed,
        console.faint(set.title()));
  }

  private String line(Clause clause) {
    String number = (clause.source().confirmed() ? "" : "? ") + clause.source().clause();
    String answer =
        clause.shownBy().isEmpty()
            ? console.faint("not shown: " + clause.notShown())
            : String.join(" ", clause.shownBy())
                + (clause.limits().isEmpty() ? "" : " in part: " + clause.limits());
    return String.format(Locale.ROOT, "  %-22s %-30s %s", clause.id(), number, answer);
  }
}
