// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.app.console.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig ota upload}. */
@Command(
    name = "upload",
    description = {
      "Uploads files as the artifacts of a new software module, and makes a distribution set of"
          + " it.",
      "Metadata files go beside the image that they are about."
    },
    footer = {
      "",
      "Examples:",
      "  rig ota upload --name dcm --set-version 2.0 image.swu",
      "  rig ota upload --name dcm --set-version 2.1 --type os image.bin targets.json"
    })
public final class UploadCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(arity = "1..200", paramLabel = "FILE", description = "What the artifacts are.")
  private List<Path> files = List.of();

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Of module and set.")
  private String name = "";

  @Option(
      names = "--set-version",
      required = true,
      paramLabel = "VERSION",
      description = "Of module and set.")
  private String version = "";

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "os",
      description = "Which part of the vehicle; default ${DEFAULT-VALUE}.")
  private String type = "";

  private final Console console;

  public UploadCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    OtaClient client = server.client();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("name", name).put("version", version);
    long module =
        client.post("softwaremodules", body.deepCopy().put("type", type)).path("id").asLong();
    for (Path file : files) {
      String plain = String.valueOf(file.getFileName());
      console.status("uploading " + plain);
      JsonNode artifact =
          client.upload(
              "softwaremodules/" + module + "/artifacts?filename=" + OtaClient.escaped(plain),
              file);
      console.line(
          "%s  %s bytes  %s"
              .formatted(
                  plain, artifact.path("size").asText(), artifact.at("/hashes/sha256").asText()));
    }
    body.putArray("modules").add(module);
    JsonNode set = client.post("distributionsets", body);
    console.line("set " + set.path("id").asText() + "  " + name + " " + version);
    return 0;
  }
}
