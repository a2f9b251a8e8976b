// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.fleet;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.app.cli.ota.DurationConverter;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.StopOnSignal;
import dev.dcmrig.app.fleet.live.LiveFleet;
import dev.dcmrig.app.fleet.live.LiveNode;
import dev.dcmrig.app.fleet.live.LiveOutcome;
import dev.dcmrig.app.fleet.live.LivePlan;
import dev.dcmrig.fleet.cluster.ClusterAddress;
import dev.dcmrig.sim.host.TemporaryFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rig fleet}. */
@Command(
    name = "fleet",
    description = {
      "Has many vehicles send messages and take an update in real time, and says whether one was",
      "lost. With --cluster other processes, 'rig fleet node', host their share of the vehicles;",
      "what a process that dies had goes to the others."
    },
    footer = {
      "",
      "Exit code: 0 every count is exact, 1 it is not, 2 wrong usage, 3 the fleet broke.",
      "",
      "Examples:",
      "  rig fleet --vehicles 1000 --for 1min",
      "  rig fleet --vehicles 1000 --for 2min --waves 5 --failing 3     with a rollout",
      "  rig fleet --vehicles 10000 --nodes 2 --cluster 127.0.0.1:7800",
      "  rig fleet node --cluster 127.0.0.1:7810 --leader 127.0.0.1:7800",
      "",
      "Nothing between the processes is encrypted: loopback, or a network of your own."
    })
public final class FleetCommand implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration UP_WITHIN = Duration.ofMinutes(5);
  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--vehicles",
      paramLabel = "N",
      defaultValue = "100",
      description = "1 to " + LivePlan.MAX_CARS + "; default ${DEFAULT-VALUE}.")
  private int vehicles;

  @Option(
      names = "--every",
      paramLabel = "SPAN",
      converter = DurationConverter.class,
      defaultValue = "10s",
      description = "From one message of a vehicle to its next; default ${DEFAULT-VALUE}.")
  private Duration every = Duration.ZERO;

  @Option(
      names = "--for",
      paramLabel = "SPAN",
      converter = DurationConverter.class,
      defaultValue = "1min",
      description = "How long messages are due; default ${DEFAULT-VALUE}.")
  private Duration lasts = Duration.ZERO;

  @Option(
      names = "--waves",
      paramLabel = "N",
      defaultValue = "0",
      description = "Waves of a rollout; default none.")
  private int waves;

  @Option(
      names = "--failing",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "Of all, whose update fails by design; default none.")
  private int failing;

  @Option(
      names = "--poll",
      paramLabel = "SPAN",
      converter = DurationConverter.class,
      defaultValue = "60s",
      description = "How long vehicles wait until they ask for updates again; default 60s.")
  private Duration poll = Duration.ZERO;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Of all that is left to chance; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "1",
      description = "Messages begin when so many are there, this one included; default 1.")
  private int nodes;

  @Option(
      names = "--cluster",
      paramLabel = "ADDRESS:PORT",
      description = "Where other nodes find this one. The next port is taken, too.")
  private @Nullable String cluster;

  private final Console console;

  private FleetCommand(Console console) {
    this.console = console;
  }

  /** With its subcommands. */
  public static CommandLine line(Console console) {
    CommandLine line = new CommandLine(new FleetCommand(console));
    line.addSubcommand(new FleetNodeCommand(console));
    return line;
  }

  @Override
  public Integer call() throws InterruptedException {
    LivePlan plan = plan();
    ClusterAddress own = Addresses.parsed(spec.commandLine(), "--cluster", cluster);
    if (nodes < 1 || (nodes > 1 && own == null)) {
      throw new ParameterException(
          spec.commandLine(),
          nodes < 1
              ? "--nodes takes 1 and more"
              : "--nodes needs --cluster: where they find this one");
    }
    CompletableFuture<Void> stop = new CompletableFuture<>();
    try (StopOnSignal signal = new StopOnSignal(() -> stop.complete(null))) {
      LiveOutcome outcome = led(plan, own, stop);
      if (outcome == null || signal.wasRequested()) {
        console.problem("rig: stopped before the fleet's time was over; nothing is said of it");
        return ExitCode.INTERRUPTED.number();
      }
      outcome.lines().forEach(console::line);
      return (outcome.isExact() ? ExitCode.PASSED : ExitCode.FAILED).number();
    }
  }

  /** Leads the fleet to its end; null when a signal came first. */
  private @Nullable LiveOutcome led(
      LivePlan plan, @Nullable ClusterAddress own, CompletableFuture<Void> stop)
      throws InterruptedException {
    FleetMakers makers = FleetMakers.read();
    String host = own == null ? LOOPBACK : own.host();
    Path artifacts = folder();
    try (Mesh mesh = Mesh.open(own);
        LiveFleet fleet = new LiveFleet(plan, nodes, host, seed, makers.firmware(), artifacts)) {
      fleet.begin(mesh.vertx(), console::line);
      try (LiveNode node = new LiveNode(mesh.vertx(), mesh.name("leader"), makers.makers())) {
        return outcome(fleet, node, stop);
      }
    } finally {
      remove(artifacts);
    }
  }

  /** Null when a signal came first. */
  private @Nullable LiveOutcome outcome(
      LiveFleet fleet, LiveNode node, CompletableFuture<Void> stop) throws InterruptedException {
    CompletableFuture<Object> first =
        CompletableFuture.anyOf(
            fleet.outcome(),
            node.end()
                .thenAccept(
                    end -> {
                      if (end == LiveNode.End.ALONE) {
                        throw new BenchBroken("the leader's own node does not hear it");
                      }
                    }),
            stop);
    try {
      first.get(UP_WITHIN.plus(lasts).plus(Duration.ofMinutes(15)).toSeconds(), TimeUnit.SECONDS);
      if (!fleet.outcome().isDone()) {
        return null;
      }
      fleet.left().get(LEAVE_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      if (!fleet.outcome().isDone()) {
        throw new BenchBroken("the fleet has not ended in its time", e);
      }
      // A node that is silent is told of by its parts.
    } catch (java.util.concurrent.ExecutionException e) {
      throw new BenchBroken("the fleet broke: " + e.getCause(), e);
    }
    try {
      return fleet.outcome().join();
    } catch (CompletionException e) {
      throw new BenchBroken("the fleet broke: " + e.getCause(), e);
    }
  }

  private LivePlan plan() {
    if (failing < 0 || failing > 100) {
      throw new ParameterException(spec.commandLine(), "--failing takes 0 to 100");
    }
    try {
      return new LivePlan(
          vehicles, every, lasts, waves, (int) ((long) vehicles * failing / 100), poll);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private static Path folder() {
    try {
      return TemporaryFolders.create("fleet");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the fleet's image", e);
    }
  }

  private static void remove(Path folder) {
    try {
      TemporaryFolders.remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the fleet's image in " + folder + " is left over", e);
    }
  }
}
