// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.bench.Drivers;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.StopOnSignal;
import dev.dcmrig.app.qualify.FaultLists;
import dev.dcmrig.app.qualify.WorkerProgram;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.dossier.QualificationReport;
import dev.dcmrig.qualify.fault.Domain;
import dev.dcmrig.qualify.fault.Domains;
import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.qualify.fault.Only;
import dev.dcmrig.qualify.fault.Sample.Shard;
import dev.dcmrig.qualify.mutants.BytecodeMutants;
import dev.dcmrig.qualify.report.QualificationFiles;
import dev.dcmrig.qualify.run.FoundFaults;
import dev.dcmrig.qualify.run.NotQualifiable;
import dev.dcmrig.qualify.run.Outcome;
import dev.dcmrig.qualify.run.OwnTests;
import dev.dcmrig.qualify.run.Qualification;
import dev.dcmrig.qualify.run.Qualified;
import dev.dcmrig.qualify.run.Request;
import dev.dcmrig.qualify.run.WorkerCommand;
import dev.dcmrig.run.RunOrigin;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig qualify}. */
@Command(
    name = "qualify",
    description = {
      "Makes DCM, services, profile numbers or the judge wrong on purpose, one fault at a time, and"
          + " says which the suite notices.",
      "What the folder of --out holds already is not done again: a run that was cut off goes on."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  rig qualify --of dcm --sample 400 --seed 7       a full run",
      "  rig qualify --of dcm --sample 20 --scenarios 30  a glance",
      "  rig qualify --of defects                         each seeded defect, by its own id",
      "  rig qualify --of dcm --shard 2/4                 the second quarter, on another machine",
      "  rig qualify --of dcm --only '*.ota.Download.*'    each fault of one class",
      "",
      "Exit codes: 0 as much was noticed as was aimed at, 1 less was, 2 wrong usage or",
      "configuration, 3 the suite does not pass where nothing is wrong, 130 interrupted."
    })
final class QualifyCommand implements Callable<Integer> {
  private static final int FULL = 400;

  /** Scenarios that a fault of many meets by itself. */
  private static final int BY_ITSELF = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--of",
      paramLabel = "WHAT",
      description = "dcm, services, profile, judge or defects. Default: ${DEFAULT-VALUE}.",
      defaultValue = "dcm")
  private String of = "dcm";

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "How many faults are drawn; 0 for all. Default: 400, or all where they are few.")
  private @Nullable Integer sample;

  @Option(
      names = "--only",
      paramLabel = "ID",
      description =
          "Only faults with such an id; * stands for any characters. May be given again. All of"
              + " them are tried unless --sample says otherwise.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--list", description = "Prints the ids with place and words, and tries nothing.")
  private boolean list;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the sample. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "The I-th of N parts of the sample. Default: 1/1.",
      defaultValue = "1/1")
  private String shard = "1/1";

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Worker processes at a time. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private int parallel;

  @Option(
      names = "--scenarios",
      paramLabel = "N",
      description =
          "A fault meets N scenarios by itself, of those that get to its place; faults of code that"
              + " survive meet the others in groups. Default: 20 where there are many faults, or"
              + " all.")
  private @Nullable Integer scenarios;

  @Option(
      names = "--goal",
      paramLabel = "PERCENT",
      description = "Ends with 1 below this share. Default: that of hil-configs/qualification.")
  private @Nullable Double goal;

  @Mixin private ScenarioChoice chosen = new ScenarioChoice();

  @Option(
      names = "--operators",
      paramLabel = "NAMES",
      split = ",",
      description =
          "PIT's operators of bytecode, or groups of them; OTHERS for those that STRONGER has not."
              + " Default: ${DEFAULT-VALUE}.",
      defaultValue = BytecodeMutants.STRONGER)
  private List<String> operators = new ArrayList<>();

  @Option(
      names = "--tests",
      paramLabel = "CLASSPATH",
      description =
          "Class path of the tests of what is made wrong, with JUnit: a fault meets those first"
              + " that get to its place.")
  private String tests = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder. Default: one of reports/runs, named by what is qualified and the seed.")
  private @Nullable Path out;

  private final RigCommand rig;

  QualifyCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  @SuppressWarnings("try") // The signal's watcher is closed, and not called.
  public Integer call() throws IOException {
    RigHome home = RigHome.find();
    Domain domain = Domains.read(home, of);
    Double ownGoal = goal;
    if (ownGoal != null) {
      domain = domain.withGoal(ownGoal);
    }
    Path benchFile = BenchFiles.bench(home, chosen.bench());
    FoundFaults found = FaultLists.of(home, benchFile, domain, operators);
    Only meant = new Only(only);
    Optional<String> idle = meant.idle(found.faults());
    if (idle.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "--only " + idle.get() + ": no fault of " + of + " has such an id; see --list");
    }
    if (list) {
      meant.of(found.faults()).forEach(this::print);
      return ExitCode.PASSED.number();
    }
    OwnTests own =
        tests.isEmpty()
            ? OwnTests.NONE
            : OwnTests.in(
                Stream.of(tests.split(File.pathSeparator, -1)).map(Path::of).toList(),
                domain.tests());
    if (!tests.isEmpty() && own.types().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--tests: none of its folders has a test of "
              + (domain.tests().isEmpty() ? "what '" + of + "' is about" : domain.tests()));
    }
    Path folder =
        out == null ? Qualification.defaultOut(home, domain.name() + "-seed" + seed) : out;
    Request request =
        new Request(
            domain,
            benchFile,
            own,
            chosen.tags(),
            operators,
            meant,
            size(meant.of(found.faults()).size(), meant.isPart() || found.isSmall()),
            seed,
            shard(),
            inRange("--parallel", parallel, Request.MAX_WORKERS),
            most(found),
            folder,
            Typed.words(spec));
    QualifyProgress progress = new QualifyProgress(rig.console(), home);
    progress.begins(request, meant.of(found.faults()).size());
    Qualification qualification =
        new Qualification(
            home,
            Drivers.TABLE,
            new WorkerCommand(
                WorkerProgram.class.getName(),
                List.of(benchFile.toString(), Long.toString(Request.SUITE_SEED)),
                home.root(),
                WorkerCommand.HEAP_MEGABYTES,
                List.of(),
                own.classPath()),
            progress);
    try (StopOnSignal stop = new StopOnSignal(qualification::stop)) {
      Qualified qualified = qualification.run(request, found);
      QualificationFiles.write(folder, qualified);
      String version = RigCommand.Version.number();
      QualificationReport.tie(folder, "DCM Rig " + version, RunOrigin.rigHash(home, version));
      progress.finished(qualified, folder);
      return code(qualified, stop.wasRequested()).number();
    } catch (NotQualifiable e) {
      rig.console().problem(String.valueOf(e.getMessage()));
      return ExitCode.BENCH_BROKE.number();
    }
  }

  private static ExitCode code(Qualified qualified, boolean interrupted) {
    if (interrupted) {
      return ExitCode.INTERRUPTED;
    }
    return qualified.reachesItsGoal() ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private void print(Fault fault) {
    rig.console()
        .line(fault.id() + "  " + rig.console().faint(Outcome.place(fault) + ", " + fault.what()));
  }

  private int size(int all, boolean whole) {
    Integer asked = sample;
    if (asked == null) {
      return whole ? all : FULL;
    }
    if (asked < 0) {
      throw new ParameterException(
          spec.commandLine(), "--sample " + asked + ": write how many, or 0 for all");
    }
    return asked == 0 ? all : asked;
  }

  private int most(FoundFaults found) {
    Integer asked = scenarios;
    if (asked == null) {
      return found.isSmall() ? Integer.MAX_VALUE : BY_ITSELF;
    }
    return inRange("--scenarios", asked, Integer.MAX_VALUE);
  }

  private Shard shard() {
    try {
      String[] parts = shard.split("/", 2);
      return new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new ParameterException(
          spec.commandLine(), "--shard " + shard + ": write I/N, for instance 1/4 to 4/4", e);
    }
  }

  private int inRange(String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new ParameterException(
          spec.commandLine(), option + " " + value + ": from 1 to " + max + " are possible");
    }
    return value;
  }
}
