// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.app.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rig ota assign}. */
@Command(
    name = "assign",
    description = "Updates one device; what it was at is cancelled.",
    footer = {"", "Example:", "  rig ota assign CAR-1 1 --kind soft --silent-after 1d"})
public final class AssignCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private PolicyOptions policy = new PolicyOptions();

  @Parameters(index = "0", paramLabel = "TARGET", description = "Its controller id.")
  private String target = "";

  @Parameters(index = "1", paramLabel = "SET", description = "Number of a set: rig ota sets.")
  private long set;

  private final Console console;

  public AssignCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("id", set);
    body.set("policy", policy.json());
    JsonNode action =
        server.client().post("targets/" + OtaClient.escaped(target) + "/assignedDS", body);
    console.line("action " + action.path("id").asText() + "  " + action.path("state").asText());
    return 0;
  }
}
