// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.app.console.Console;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig ota rollout create}. */
@Command(
    name = "create",
    description =
        "Makes a rollout: its devices are chosen now, and nothing is offered until it starts.",
    footer = {
      "",
      "Examples:",
      "  rig ota rollout create spring --set 1 --waves 10,30,60 --success 90 --errors 5",
      "  rig ota rollout create fix --set 2 --filter 'attribute.hw==B' --retries 2 --back-off"
          + " 10min",
      "  rig ota rollout create open --set 2 --takes-late --silent-after 2h"
    })
final class RolloutCreateCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private PolicyOptions policy = new PolicyOptions();

  @Parameters(paramLabel = "NAME", description = "For people; there once.")
  private String name = "";

  @Option(
      names = "--set",
      required = true,
      paramLabel = "SET",
      description = "Number of a set: rig ota sets.")
  private long set;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      defaultValue = "",
      description = "Which devices, in RSQL; all without.")
  private String filter = "";

  @Option(
      names = "--waves",
      paramLabel = "SHARES",
      split = ",",
      defaultValue = "100",
      description =
          "Percent of the devices in each wave, as 10,30,60; the last takes what is left.")
  private List<Integer> waves = List.of();

  @Option(
      names = "--success",
      paramLabel = "PERCENT",
      defaultValue = "100",
      description = "The next wave begins when so many succeeded; default ${DEFAULT-VALUE}.")
  private int success;

  @Option(
      names = "--errors",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "The rollout pauses when so many of a wave failed; default: never.")
  private int errors;

  @Option(
      names = "--start-at",
      paramLabel = "INSTANT",
      description = "It starts by itself then, as 2026-06-01T08:00:00Z.")
  private @Nullable Instant startAt;

  @Option(
      names = "--takes-late",
      description = "Devices that match later join the last wave, until `rollout close`.")
  private boolean takesLate;

  private final Console console;

  RolloutCreateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("name", name).put("set", set).put("filter", filter).put("takesLate", takesLate);
    ArrayNode list = body.putArray("waves");
    for (int share : waves) {
      list.addObject()
          .put("sharePercent", share)
          .put("successPercent", success)
          .put("errorPercent", errors);
    }
    if (startAt != null) {
      body.put("startAt", startAt.toString());
    }
    body.set("policy", policy.json());
    JsonNode made = server.client().post("rollouts", body);
    RolloutTable.print(console, made);
    return 0;
  }
}
