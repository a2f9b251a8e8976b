// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.fleet;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.app.console.StopOnSignal;
import dev.dcmrig.app.fleet.live.LiveNode;
import dev.dcmrig.fleet.cluster.ClusterAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rig fleet node}. */
@Command(
    name = "node",
    description = {
      "Hosts vehicles of a fleet whose leader is another process, until the leader says that it is",
      "over. When the leader is not heard for 20 s, it joins the cluster anew."
    },
    footer = {
      "",
      "Exit code: 0 the fleet is over, 2 wrong usage, 3 it broke.",
      "",
      "Example:",
      "  rig fleet node --cluster 127.0.0.1:7810 --leader 127.0.0.1:7800"
    })
final class FleetNodeCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--cluster",
      required = true,
      paramLabel = "ADDRESS:PORT",
      description = "Where this node listens. The next port is taken, too.")
  private @Nullable String cluster;

  @Option(
      names = "--leader",
      required = true,
      paramLabel = "ADDRESS:PORT",
      description = "What the leader was given as --cluster.")
  private @Nullable String leader;

  private final Console console;

  FleetNodeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    ClusterAddress own = Addresses.parsed(spec.commandLine(), "--cluster", cluster);
    ClusterAddress lead = Addresses.parsed(spec.commandLine(), "--leader", leader);
    if (own == null || lead == null) {
      throw new IllegalStateException("picocli asks for both");
    }
    FleetMakers makers = FleetMakers.read();
    CompletableFuture<Void> stop = new CompletableFuture<>();
    try (StopOnSignal signal = new StopOnSignal(() -> stop.complete(null))) {
      boolean told = false;
      while (!signal.wasRequested()) {
        Optional<Mesh> joined = Mesh.joined(own, lead);
        if (joined.isPresent()) {
          told = false;
          if (isOver(joined.get(), own, lead, makers, stop)) {
            return ExitCode.PASSED.number();
          }
        } else if (!told) {
          told = true;
          console.line("node " + own + " waits for a leader at " + lead);
        }
        pause(stop);
      }
    }
    return ExitCode.INTERRUPTED.number();
  }

  /** Until the leader is looked for again, or a signal comes. */
  private static void pause(CompletableFuture<Void> stop) throws InterruptedException {
    try {
      stop.get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // No signal.
    } catch (ExecutionException e) {
      throw new IllegalStateException("a wish to stop can't fail", e);
    }
  }

  /** Hosts vehicles until the fleet is over (true), the leader is lost, or a signal comes. */
  private boolean isOver(
      Mesh joined,
      ClusterAddress own,
      ClusterAddress lead,
      FleetMakers makers,
      CompletableFuture<Void> stop)
      throws InterruptedException {
    try (joined) {
      String name = joined.name(own.toString());
      console.line("node " + name + " asks " + lead + " for vehicles");
      try (LiveNode node = new LiveNode(joined.vertx(), name, makers.makers())) {
        CompletableFuture.anyOf(node.end(), stop).get();
        if (!node.end().isDone()) {
          return false;
        }
        if (node.end().join() == LiveNode.End.OVER) {
          console.line("node " + name + ": the fleet is over");
          return true;
        }
        console.problem("node " + name + ": no leader was heard for 20 s; looks for it again");
        return false;
      }
    } catch (ExecutionException e) {
      throw new BenchBroken("the node broke: " + e.getCause(), e);
    }
  }
}
