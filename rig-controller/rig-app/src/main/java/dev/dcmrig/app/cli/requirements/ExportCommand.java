// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.requirements;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.compliance.requirements.ReqIf;
import dev.dcmrig.compliance.requirements.RequirementCsv;
import dev.dcmrig.evidence.files.AtomicFile;
import dev.dcmrig.evidence.requirement.RequirementSet;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.sim.WallClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig requirements export}. */
@Command(
    name = "export",
    description = "Writes requirement sets as ReqIF 1.2 or CSV, by the end of the file's name.",
    footer = {
      "",
      "Examples:",
      "  rig requirements export all.reqif",
      "  rig requirements export r156.csv --set UN-R156"
    })
public final class ExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "NAME.reqif or NAME.csv.")
  private Path file = Path.of("");

  @Option(names = "--set", paramLabel = "ID", description = "Only this set. Repeatable.")
  private List<String> ids = new ArrayList<>();

  private final Console console;

  public ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RigHome home = RigHome.find();
    List<RequirementSet> sets =
        AllSets.chosen(AllSets.of(home, FeatureFiles.all(home).scenarios()), ids);
    String name = file.toString();
    String text;
    if (name.endsWith(".reqif")) {
      text = ReqIf.write(sets, Map.of(), now());
    } else if (name.endsWith(".csv")) {
      text = RequirementCsv.write(sets);
    } else {
      throw new ConfigurationException(
          new Problem(name, 0, "the form is not known by this name", "end it with .reqif or .csv"));
    }
    try {
      AtomicFile.write(file, text);
    } catch (IOException e) {
      throw new ConfigurationException(
          new Problem(name, 0, "can't be written: " + e.getMessage(), "name another file"));
    }
    int clauses = sets.stream().mapToInt(set -> set.clauses().size()).sum();
    console.line(clauses + " clauses of " + sets.size() + " sets: " + file);
    return ExitCode.PASSED.number();
  }

  @WallClock("the time of an export, for people")
  private static Instant now() {
    return Instant.now();
  }
}
