// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.bench.BenchParts;
import dev.dcmrig.app.bench.DcmProfiles;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.environment.ServiceFiles;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.Requirement;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.run.cucumber.FeatureCheck;
import dev.dcmrig.run.cucumber.FeatureFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig check}. */
@Command(
    name = "check",
    description = {
      "Checks a bench file and all that it names, and runs nothing: features with their steps",
      "and tags, interfaces, programs.",
      "Checks a vehicle, a DCM profile, a catalogue, packages or a DBC file alone."
    },
    footer = {
      "",
      "Examples:",
      "  rig check emulated                 a bench of hil-configs/benches by its name",
      "  rig check my-benches/night.yaml    a file of your own",
      "  rig check my-desk.yaml --live      and each instrument is there",
      "  rig check my-cars/van.yaml         a vehicle, a profile, ... by what stands in it"
    })
final class CheckCommand implements Callable<Integer> {

  @Parameters(paramLabel = "BENCH", description = "A bench file, or the name of one.")
  private Path bench = Path.of("emulated");

  @Option(
      names = "--elsewhere",
      description = {"For a bench of another machine: does not look for interfaces and programs."})
  private boolean elsewhere;

  @Option(
      names = "--live",
      description = {"Connects to each instrument, too, and asks who it is. Sets nothing."})
  private boolean live;

  @Mixin private DriverOption drivers = new DriverOption();

  private final RigCommand rig;

  CheckCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  public Integer call() {
    RigHome home = RigHome.find();
    Path file = BenchFiles.find(home, bench);
    Optional<CheckedFile> other = CheckedFile.of(home, file);
    if (other.isPresent()) {
      String said = other.get().check(home, file);
      rig.console().line(home.shown(file) + ": all is well");
      rig.console().line("  " + said);
      return ExitCode.PASSED.number();
    }
    file = BenchFiles.bench(home, bench);
    BenchConfiguration configuration = BenchConfiguration.load(home, file, drivers.table());
    DcmProfiles.check(configuration.profile());
    ServiceFiles.check(home);
    List<Path> suites = configuration.file().suites(home);
    FeatureFiles features = FeatureFiles.read(home, suites, suites);
    int scenarios = features.scenarios().size();
    List<String> known =
        RequirementCatalogue.of(home, configuration.file()).all().stream()
            .map(Requirement::id)
            .toList();
    FeatureCheck.check(features, known);
    if (!elsewhere) {
      BenchParts.check(home, configuration);
    }
    Console console = rig.console();
    List<String> present = live ? LiveInstruments.ask(configuration.file()) : List.of();
    console.line(configuration.file().file() + ": all is well");
    configuration.summary().forEach(line -> console.line("  " + line));
    present.forEach(line -> console.line("  " + line));
    console.line("  " + scenarios + (scenarios == 1 ? " scenario" : " scenarios"));
    return ExitCode.PASSED.number();
  }
}
