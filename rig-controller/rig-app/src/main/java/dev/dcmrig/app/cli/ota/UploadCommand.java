// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.app.console.Console;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
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
  private static final int PAGE = 500;
  private static final int MAX_PAGES = 1_000;
  private static final int PIECE_BYTES = 64 * 1024;

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
    files.forEach(UploadCommand::check);
    OtaClient client = server.client();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("name", name).put("version", version);
    JsonNode made = module(client, body);
    long module = made.path("id").asLong();
    for (Path file : files) {
      String plain = String.valueOf(file.getFileName());
      if (has(made, plain, file)) {
        console.line(plain + "  is there already");
        continue;
      }
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

  private static void check(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw unreadable(file);
    }
  }

  private static ConfigurationException unreadable(Path file) {
    return new ConfigurationException(
        new Problem(file.toString(), 0, "can't be read", "name a file that there is"));
  }

  /** The new module, or that of an upload that was cut short: the command can be repeated. */
  private JsonNode module(OtaClient client, ObjectNode body) {
    try {
      return client.post("softwaremodules", body.deepCopy().put("type", type));
    } catch (ConfigurationException refused) {
      JsonNode left = find(client, "softwaremodules", this::isOwn).orElseThrow(() -> refused);
      long id = left.path("id").asLong();
      if (find(client, "distributionsets", set -> contains(set, id)).isPresent()) {
        throw refused;
      }
      console.status("going on with module " + id);
      return left;
    }
  }

  private boolean isOwn(JsonNode module) {
    return module.path("name").asText().equals(name)
        && module.path("version").asText().equals(version)
        && module.path("type").asText().equals(type);
  }

  private static boolean contains(JsonNode set, long moduleId) {
    for (JsonNode module : set.path("modules")) {
      if (module.path("id").asLong() == moduleId) {
        return true;
      }
    }
    return false;
  }

  private static Optional<JsonNode> find(
      OtaClient client, String list, Predicate<JsonNode> wanted) {
    for (int page = 0; page < MAX_PAGES; page++) {
      JsonNode content =
          client.get(list + "?offset=" + page * PAGE + "&limit=" + PAGE).path("content");
      for (JsonNode one : content) {
        if (wanted.test(one)) {
          return Optional.of(one);
        }
      }
      if (content.size() < PAGE) {
        break;
      }
    }
    return Optional.empty();
  }

  /** Whether the module has just this file; another one of its name is refused by the server. */
  private static boolean has(JsonNode module, String filename, Path file) {
    for (JsonNode artifact : module.path("artifacts")) {
      if (artifact.path("filename").asText().equals(filename)) {
        return artifact.at("/hashes/sha256").asText().equals(sha256(file));
      }
    }
    return false;
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[PIECE_BYTES];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw unreadable(file);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java has SHA-256", e);
    }
  }
}
