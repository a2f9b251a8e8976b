// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which server a command speaks to. */
final class ServerOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "The OTA server; default ${DEFAULT-VALUE}.")
  private String server = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      defaultValue = "ota/management.token",
      description =
          "Holds the management token, which `rig ota serve` writes; default"
              + " ${DEFAULT-VALUE}.")
  private Path tokenFile = Path.of("");

  OtaClient client() {
    URI uri;
    try {
      uri = URI.create(server);
    } catch (IllegalArgumentException e) {
      throw wrongServer();
    }
    if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        || uri.getHost() == null) {
      throw wrongServer();
    }
    try {
      return new OtaClient(uri, Files.readString(tokenFile).strip());
    } catch (IOException e) {
      throw new ConfigurationException(
          new Problem(
              tokenFile.toString(),
              0,
              "can't be read, and the server wants its token",
              "name the file that `rig ota serve` wrote: --token-file FOLDER/management.token"));
    }
  }

  private ConfigurationException wrongServer() {
    return new ConfigurationException(
        new Problem(
            "--server " + server,
            0,
            "is no address of a server",
            "write for instance http://127.0.0.1:8080"));
  }
}
