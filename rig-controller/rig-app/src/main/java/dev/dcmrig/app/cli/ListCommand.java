package dev.dcmrig.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dcmrig.app.ExitCode;
import dev.dcmrig.app.bench.Defects;
import dev.dcmrig.app.suite.FeatureFiles;
import dev.dcmrig.app.suite.FeatureScenario;
import dev.dcmrig.app.suite.StepCatalogue;
import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.bench.config.BenchFileReader;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.Requirement;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  private final RigCommand rig;

  private ListCommand(RigCommand rig) {
    this.rig = rig;
  }

  static CommandLine line(RigCommand rig) {
    CommandLine line = new CommandLine(new ListCommand(rig));
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

  /** One list: rows for programs, and lines for people. */
  private abstract static class Listing implements java.util.concurrent.Callable<Integer> {

    @Option(names = "--json", description = "Prints JSON, for programs.")
    private boolean json;

    private final RigCommand rig;

    Listing(RigCommand rig) {
      this.rig = rig;
    }

    abstract List<Map<String, Object>> rows() throws IOException;

    abstract String line(Map<String, Object> row);

    Console console() {
      return rig.console();
    }

    @Override
    public Integer call() throws IOException {
      List<Map<String, Object>> rows = rows();
      if (json) {
        console().line(json(rows));
      } else {
        rows.forEach(row -> console().line(line(row)));
      }
      return ExitCode.PASSED.number();
    }

    private static String json(List<Map<String, Object>> rows) throws JsonProcessingException {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(rows);
    }
  }

  /** {@code rig list benches}. */
  @Command(name = "benches", description = "Bench files in hil-configs/benches.")
  private static final class Benches extends Listing {
    Benches(RigCommand rig) {
      super(rig);
    }

    @Override
    List<Map<String, Object>> rows() throws IOException {
      RigHome home = RigHome.find();
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Path file : BenchFiles.all(home)) {
        Problems problems = new Problems();
        Optional<BenchFile> bench = new BenchFileReader(home, problems).read(file);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("file", home.shown(file));
        row.put("name", bench.map(BenchFile::name).orElse(""));
        row.put("kind", bench.map(it -> it.kind().name().toLowerCase(Locale.ROOT)).orElse(""));
        row.put("time", bench.map(it -> it.virtualTime() ? "virtual" : "real").orElse(""));
        row.put("features", bench.map(BenchFile::features).orElse(List.of()));
        row.put("problems", problems.all().size());
        rows.add(row);
      }
      return rows;
    }

    @Override
    String line(Map<String, Object> row) {
      return row.get("problems").equals(0)
          ? String.format(
              "%-20s %s bench on %s time, %s",
              row.get("name"),
              row.get("kind"),
              row.get("time"),
              console().faint("" + row.get("file")))
          : row.get("file") + ": can't be used; see 'rig check " + row.get("file") + "'";
    }
  }

  /** {@code rig list requirements}. */
  @Command(
      name = "requirements",
      description = "The requirement catalogue, and which scenarios show what.")
  private static final class Requirements extends Listing {
    Requirements(RigCommand rig) {
      super(rig);
    }

    @Override
    List<Map<String, Object>> rows() {
      RigHome home = RigHome.find();
      List<FeatureScenario> scenarios = FeatureFiles.all(home).scenarios();
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Requirement requirement : RequirementCatalogue.read(home).all()) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", requirement.id());
        row.put("title", requirement.title());
        row.put("source", requirement.source());
        row.put("subject", requirement.subject().name().toLowerCase(Locale.ROOT));
        row.put("verifiedBy", requirement.verifiedBy());
        row.put(
            "scenarios",
            scenarios.stream()
                .filter(scenario -> scenario.requirements().contains(requirement.id()))
                .map(FeatureScenario::location)
                .toList());
        rows.add(row);
      }
      return rows;
    }

    @Override
    String line(Map<String, Object> row) {
      int count = ((List<?>) row.get("scenarios")).size();
      String shown =
          count == 0
              ? console().faint("no scenario")
              : count + (count == 1 ? " scenario" : " scenarios");
      return String.format(
          "%s  %-52s %-8s %s", row.get("id"), row.get("title"), row.get("subject"), shown);
    }
  }

  /** {@code rig list steps}. */
  @Command(name = "steps", description = "The step shapes that scenarios are written in.")
  private static final class Steps extends Listing {
    Steps(RigCommand rig) {
      super(rig);
    }

    @Override
    List<Map<String, Object>> rows() {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (StepCatalogue.Shape shape : StepCatalogue.read(FeatureFiles.all(RigHome.find()))) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("pattern", shape.pattern());
        row.put("definedIn", shape.definedIn());
        rows.add(row);
      }
      return rows;
    }

    @Override
    String line(Map<String, Object> row) {
      return String.valueOf(row.get("pattern"));
    }
  }

  /** {@code rig list defects}. */
  @Command(
      name = "defects",
      description = "Deliberate faults of the emulated DCM that show that the suite can fail.")
  private static final class SeededDefects extends Listing {
    SeededDefects(RigCommand rig) {
      super(rig);
    }

    @Override
    List<Map<String, Object>> rows() {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Defects.Defect defect : Defects.all()) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", defect.id());
        row.put("requirement", defect.requirement());
        row.put("title", defect.title());
        row.put("alsoBreaks", defect.alsoBreaks());
        rows.add(row);
      }
      return rows;
    }

    @Override
    String line(Map<String, Object> row) {
      return String.format("%-36s %s  %s", row.get("id"), row.get("requirement"), row.get("title"));
    }
  }
}
