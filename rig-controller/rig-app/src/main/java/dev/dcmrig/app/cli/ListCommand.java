// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dcmrig.app.bench.Defects;
import dev.dcmrig.app.bench.Drivers;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.bench.config.BenchFileReader;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.Requirement;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.run.cucumber.StepCatalogue;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig list}: what there is. */
@Command(
    name = "list",
    description = "Lists benches, requirements, steps or seeded defects.",
    synopsisSubcommandLabel = "WHAT",
    footer = {
      "",
      "Examples:",
      "  rig list requirements       each id, and the scenarios that show it",
      "  rig list defects --json     for programs"
    })
final class ListCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private ListCommand() {}

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new ListCommand());
    line.addSubcommand(new CommandLine(new Benches(rig)));
    line.addSubcommand(new CommandLine(new Requirements(rig)));
    line.addSubcommand(new CommandLine(new Steps(rig)));
    line.addSubcommand(new CommandLine(new SeededDefects(rig)));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to list: " + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }

  /**
   * One list: rows for programs, and lines for people.
   *
   * @param <R> a row; its components are the keys of the JSON
   */
  private abstract static class Listing<R extends Record> implements Callable<Integer> {

    @Option(names = "--json", description = "Prints JSON, for programs.")
    private boolean json;

    private final RigCommand rig;

    Listing(RigCommand rig) {
      this.rig = rig;
    }

    abstract List<R> rows() throws IOException;

    abstract String line(R row);

    Console console() {
      return rig.console();
    }

    @Override
    public Integer call() throws IOException {
      List<R> rows = rows();
      if (json) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        console().line(mapper.writeValueAsString(rows));
      } else {
        rows.forEach(row -> console().line(line(row)));
      }
      return ExitCode.PASSED.number();
    }
  }

  private record BenchRow(
      String file, String name, String kind, String time, List<String> features, int problems) {}

  /** {@code rig list benches}. */
  @Command(name = "benches", description = "Bench files in hil-configs/benches.")
  private static final class Benches extends Listing<BenchRow> {
    Benches(RigCommand rig) {
      super(rig);
    }

    @Override
    List<BenchRow> rows() throws IOException {
      RigHome home = RigHome.find();
      List<BenchRow> rows = new ArrayList<>();
      for (Path file : BenchFiles.all(home)) {
        Problems problems = new Problems();
        Optional<BenchFile> bench = new BenchFileReader(home, Drivers.TABLE, problems).read(file);
        rows.add(
            new BenchRow(
                home.shown(file),
                bench.map(BenchFile::name).orElse(""),
                bench.map(it -> it.kind().name().toLowerCase(Locale.ROOT)).orElse(""),
                bench.map(it -> it.virtualTime() ? "virtual" : "real").orElse(""),
                bench.map(BenchFile::features).orElse(List.of()),
                problems.all().size()));
      }
      return rows;
    }

    @Override
    String line(BenchRow row) {
      return row.problems() == 0
          ? String.format(
              "%-20s %s bench on %s time, %s",
              row.name(), row.kind(), row.time(), console().faint(row.file()))
          : row.file() + ": can't be used; see 'rig check " + row.file() + "'";
    }
  }

  private record RequirementRow(
      String id,
      String title,
      String source,
      String subject,
      String verifiedBy,
      List<String> scenarios) {}

  /** {@code rig list requirements}. */
  @Command(
      name = "requirements",
      description = "The requirement catalogue, and which scenarios show what.")
  private static final class Requirements extends Listing<RequirementRow> {
    Requirements(RigCommand rig) {
      super(rig);
    }

    @Override
    List<RequirementRow> rows() {
      RigHome home = RigHome.find();
      List<FeatureScenario> scenarios = FeatureFiles.all(home).scenarios();
      List<RequirementRow> rows = new ArrayList<>();
      for (Requirement requirement : RequirementCatalogue.read(home).all()) {
        rows.add(
            new RequirementRow(
                requirement.id(),
                requirement.title(),
                requirement.source(),
                requirement.subject().name().toLowerCase(Locale.ROOT),
                requirement.verifiedBy(),
                scenarios.stream()
                    .filter(scenario -> scenario.requirements().contains(requirement.id()))
                    .map(FeatureScenario::location)
                    .toList()));
      }
      return rows;
    }

    @Override
    String line(RequirementRow row) {
      int count = row.scenarios().size();
      String shown =
          count == 0
              ? console().faint("no scenario")
              : count + (count == 1 ? " scenario" : " scenarios");
      return String.format("%s  %-50s %-8s %s", row.id(), row.title(), row.subject(), shown);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record StepRow(
      String pattern, String definedIn, @Nullable List<StepCatalogue.Measured> measures) {}

  /** {@code rig list steps}. */
  @Command(
      name = "steps",
      description = "The step shapes that scenarios are written in.",
      footer = {
        "",
        "Example:",
        "  rig list steps --explain    what each 'Then' measures, how well, and for what"
      })
  private static final class Steps extends Listing<StepRow> {

    @Option(
        names = "--explain",
        description = {
          "With what each step measures: quantity, unit, source, tolerance, resolution,",
          "uncertainty (k = 2, in real time), wait, and the requirements it speaks for."
        })
    private boolean explain;

    Steps(RigCommand rig) {
      super(rig);
    }

    @Override
    List<StepRow> rows() {
      return StepCatalogue.read(FeatureFiles.all(RigHome.find())).stream()
          .map(
              shape ->
                  new StepRow(
                      shape.pattern(),
                      shape.definedIn(),
                      explain ? StepCatalogue.measured(shape) : null))
          .toList();
    }

    @Override
    String line(StepRow row) {
      StringBuilder lines = new StringBuilder(row.pattern());
      if (row.measures() != null) {
        for (StepCatalogue.Measured it : row.measures()) {
          lines.append("\n    ").append(it.quantity()).append(" [").append(it.unit()).append(']');
          lines.append(" from the ").append(it.source());
          part(lines, "tolerance \u00b1", it.tolerance());
          part(lines, "resolution ", it.resolution());
          part(lines, "uncertainty ", it.uncertainty());
          part(lines, "waits ", it.within());
          part(lines, "looks past its limit for ", it.unit().equals("s") ? it.past() : "");
          part(lines, "speaks for ", String.join(" ", it.speaksFor()));
        }
      }
      return lines.toString();
    }

    private static void part(StringBuilder lines, String name, String value) {
      if (!value.isEmpty()) {
        lines.append("; ").append(name).append(value);
      }
    }
  }

  /** {@code rig list defects}. */
  @Command(
      name = "defects",
      description = "Deliberate faults of DCM and service that show that the suite can fail.")
  private static final class SeededDefects extends Listing<Defects.Defect> {
    SeededDefects(RigCommand rig) {
      super(rig);
    }

    @Override
    List<Defects.Defect> rows() {
      return Defects.all();
    }

    @Override
    String line(Defects.Defect row) {
      return String.format(
          "%-36s %s  %-8s %s",
          row.id(), row.requirement(), row.subject().name().toLowerCase(Locale.ROOT), row.title());
    }
  }
}
