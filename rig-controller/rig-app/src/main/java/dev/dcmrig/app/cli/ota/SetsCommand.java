// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.app.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rig ota sets}. */
@Command(name = "sets", description = "Lists the distribution sets with their artifacts.")
public final class SetsCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "Prints what the server says.")
  private boolean json;

  private final Console console;

  public SetsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    JsonNode page = server.client().get("distributionsets?limit=500");
    if (json) {
      console.line(page.toPrettyString());
      return 0;
    }
    for (JsonNode set : page.path("content")) {
      console.line(
          console.strong(
              "set %s  %s %s"
                  .formatted(
                      set.path("id").asText(),
                      set.path("name").asText(),
                      set.path("version").asText())));
      for (JsonNode module : set.path("modules")) {
        for (JsonNode artifact : module.path("artifacts")) {
          console.line(
              "  %-12s %-32s %12s bytes  %s"
                  .formatted(
                      module.path("type").asText(),
                      artifact.path("filename").asText(),
                      artifact.path("size").asText(),
                      console.faint(artifact.at("/hashes/sha256").asText())));
        }
      }
    }
    return 0;
  }
}
