// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.StopOnSignal;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig ota rollout status}. */
@Command(
    name = "status",
    description = "Shows how far a rollout is, wave by wave.",
    footer = {
      "",
      "In a bar: # succeeded, ! failed or silent, x cancelled or declined, > at it, . waits.",
      "",
      "Examples:",
      "  rig ota rollout status 1",
      "  rig ota rollout status 1 --follow    until it is over or paused, or Ctrl-C"
    })
final class RolloutStatusCommand implements Callable<Integer> {
  private static final Set<String> RESTING = Set.of("PAUSED", "CANCELLED", "FINISHED");
  private static final int LOOK_SECONDS = 1;

  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "ROLLOUT", description = "Its number.")
  private long rollout;

  @Option(names = "--follow", description = "Shows each change, until it rests.")
  private boolean follow;

  @Option(names = "--json", description = "Prints what the server says.")
  private boolean json;

  private final Console console;

  RolloutStatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    OtaClient client = server.client();
    JsonNode shown = client.get("rollouts/" + rollout);
    print(shown);
    if (!follow) {
      return 0;
    }
    CountDownLatch stop = new CountDownLatch(1);
    try (StopOnSignal signal = StopOnSignal.ofStream(stop::countDown, OptionalInt.of(0))) {
      // Ends with the rollout, or with the user's patience.
      while (!RESTING.contains(shown.path("state").asText())
          && !signal.wasRequested()
          && !stop.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
        JsonNode now = client.get("rollouts/" + rollout);
        if (!now.equals(shown)) {
          print(now);
          shown = now;
        }
      }
    }
    return 0;
  }

  private void print(JsonNode status) {
    if (json) {
      console.line(status.toString());
    } else {
      RolloutTable.print(console, status);
    }
  }
}
