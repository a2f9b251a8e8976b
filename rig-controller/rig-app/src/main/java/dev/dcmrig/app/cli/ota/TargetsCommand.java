// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.app.console.Console;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig ota targets}. */
@Command(
    name = "targets",
    description = "Lists the devices that match a filter in RSQL, or makes one.",
    footer = {
      "",
      "Examples:",
      "  rig ota targets",
      "  rig ota targets 'attribute.model==A;updateStatus!=IN_SYNC' --limit 500",
      "  rig ota targets --add CAR-1       prints its token, which can't be read again"
    })
public final class TargetsCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(arity = "0..1", paramLabel = "FILTER", description = "RSQL; all without.")
  private String filter = "";

  @Option(names = "--add", paramLabel = "ID", description = "Makes a target of this controller id.")
  private @Nullable String added;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "50",
      description = "At most so many lines; default 50, at most 500.")
  private int limit;

  @Option(names = "--json", description = "Prints what the server says.")
  private boolean json;

  private final Console console;

  public TargetsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    OtaClient client = server.client();
    if (added != null) {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("controllerId", added);
      JsonNode made = client.post("targets", body);
      console.line(
          json ? made.toPrettyString() : added + " token " + made.path("securityToken").asText());
      return 0;
    }
    JsonNode page = client.get("targets?limit=" + limit + "&q=" + OtaClient.escaped(filter));
    if (json) {
      console.line(page.toPrettyString());
      return 0;
    }
    console.line(
        console.strong(
            "%-24s %-10s %9s %9s  %s"
                .formatted("target", "status", "assigned", "installed", "last seen")));
    for (JsonNode target : page.path("content")) {
      console.line(
          "%-24s %-10s %9s %9s  %s"
              .formatted(
                  target.path("controllerId").asText(),
                  target.path("updateStatus").asText(),
                  target.path("assignedSet").asText("-").replace("null", "-"),
                  target.path("installedSet").asText("-").replace("null", "-"),
                  target.path("lastSeenAt").asText("-").replace("null", "-")));
    }
    console.line(page.path("size").asText() + " of " + page.path("total").asText() + " targets");
    return 0;
  }
}
