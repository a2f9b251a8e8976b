// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import dev.dcmrig.app.bench.DcmProfiles;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.fleet.FleetPlan;
import dev.dcmrig.app.fleet.FleetRollout;
import dev.dcmrig.app.fleet.FleetSettings;
import dev.dcmrig.app.fleet.FleetVerdict;
import dev.dcmrig.app.fleet.RolloutFilm;
import dev.dcmrig.app.fleet.RolloutPicture;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.ProfileFile;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig ota demo}. */
@Command(
    name = "demo",
    description = {
      "Plays a rollout over a fleet of emulated DCMs, in waves, against the rig's own OTA server,",
      "in virtual time. Some DCMs fail by design. The error threshold pauses the rollout, an",
      "operator resumes it, and in the end asks all again that failed. Ends with a picture of it."
    },
    footer = {
      "",
      "In a bar: # succeeded, ! failed or silent, x cancelled or declined, > at it, . waits.",
      "",
      "Exit code: 0 the counts are as designed, 1 they are not, 2 wrong usage, 3 it did not end.",
      "",
      "Examples:",
      "  rig ota demo",
      "  rig ota demo --targets 200 --waves 4 --failing 5 --threshold 4 --seed 7 --out /tmp/d.html"
    })
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--targets",
      paramLabel = "N",
      defaultValue = "1000",
      description = "DCMs of the fleet, 1 to " + FleetPlan.MAX_CARS + "; default ${DEFAULT-VALUE}.")
  private int targets;

  @Option(
      names = "--waves",
      paramLabel = "N",
      defaultValue = "5",
      description = "Waves, of the same size; default ${DEFAULT-VALUE}.")
  private int waves;

  @Option(
      names = "--failing",
      paramLabel = "PERCENT",
      defaultValue = "3",
      description = "Of all, whose update fails by design; default ${DEFAULT-VALUE}.")
  private int failing;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      defaultValue = "3",
      description = "Of a wave: so many failed pause it, 0 for never; default ${DEFAULT-VALUE}.")
  private int threshold;

  @Option(
      names = "--success",
      paramLabel = "PERCENT",
      defaultValue = "90",
      description = "Of a wave, until the next begins; default ${DEFAULT-VALUE}.")
  private int success;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Of all that is left to chance; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "ota-demo.html",
      description = "Where the picture goes; default ${DEFAULT-VALUE}.")
  private Path out = Path.of("");

  private final Console console;

  public DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    FleetPlan plan = plan();
    VirtualTimeline timeline = new VirtualTimeline();
    try (FleetRollout fleet =
        new FleetRollout(plan, settings(), timeline, Seed.of(seed).of("fleet"))) {
      DemoOperator operator = new DemoOperator(console, timeline, fleet);
      console.line(
          console.strong(
              "%d DCMs, %d waves, %d fail by design, seed %d"
                  .formatted(targets, waves, plan.failing(), seed)));
      if (!operator.play()) {
        console.problem(
            "the rollout has not ended within "
                + DemoOperator.LONGEST.toHours()
                + " h of virtual time: it stands at "
                + fleet.status().rollout().state()
                + "; name a lower --success or fewer --failing");
        return ExitCode.BENCH_BROKE.number();
      }
      FleetVerdict verdict = FleetVerdict.of(fleet, operator.hasRetried());
      verdict.lines().forEach(console::line);
      console.line("picture: " + write(operator.film(), verdict).toAbsolutePath());
      return (verdict.exact() ? ExitCode.PASSED : ExitCode.FAILED).number();
    }
  }

  private FleetPlan plan() {
    if (failing < 0 || failing > 100) {
      throw new ParameterException(spec.commandLine(), "--failing takes 0 to 100");
    }
    try {
      return new FleetPlan(
          targets, (int) ((long) targets * failing / 100), waves, success, threshold);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private static FleetSettings settings() {
    RigHome home = RigHome.find();
    Problems problems = new Problems();
    var vehicle =
        VehicleFile.read(home, home.configs().resolve("vehicles/reference.yaml"), problems);
    var profile = ProfileFile.read(home, home.configs().resolve("dcm-profiles/tps.yaml"), problems);
    problems.throwIfAny();
    return DcmProfiles.fleet(vehicle.orElseThrow().binding(), profile.orElseThrow());
  }

  private Path write(RolloutFilm film, FleetVerdict verdict) {
    String title =
        "Rollout over %d DCMs in %d waves, %d %% failing by design, seed %d"
            .formatted(targets, waves, failing, seed);
    try {
      return Files.writeString(out, RolloutPicture.html(film, title, verdict.lines()));
    } catch (IOException e) {
      throw new ConfigurationException(
          new Problem(out.toString(), 0, "can't be written: " + e, "name another --out"));
    }
  }
}
