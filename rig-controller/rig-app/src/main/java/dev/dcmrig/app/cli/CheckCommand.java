// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.bench.DcmProfiles;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.environment.ServiceFiles;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.run.cucumber.FeatureFiles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rig check}. */
@Command(
    name = "check",
    description = "Checks a bench file and all that it names, features among it, and runs nothing.",
    footer = {
      "",
      "Examples:",
      "  rig check emulated                 a bench of hil-configs/benches by its name",
      "  rig check my-benches/night.yaml    a file of your own"
    })
final class CheckCommand implements Callable<Integer> {

  @Parameters(paramLabel = "BENCH", description = "A bench file, or the name of one.")
  private Path bench = Path.of("emulated");

  @Mixin private DriverOption drivers = new DriverOption();

  private final RigCommand rig;

  CheckCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  public Integer call() {
    RigHome home = RigHome.find();
    BenchConfiguration configuration = 
        BenchConfiguration.load(home, BenchFiles.find(home, bench), drivers.table());
    DcmProfiles.check(configuration.profile());
    ServiceFiles.check(home);
    int scenarios = FeatureFiles.of(home, configuration.file().features()).scenarios().size();
    Console console = rig.console();
    console.line(configuration.file().file() + ": all is well");
    configuration.summary().forEach(line -> console.line("  " + line));
    console.line("  " + scenarios + (scenarios == 1 ? " scenario" : " scenarios"));
    return ExitCode.PASSED.number();
  }
}
