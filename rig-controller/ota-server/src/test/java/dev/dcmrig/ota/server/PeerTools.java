// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's programs in a folder of a test. */
final class PeerTools {
  private final Path folder;

  PeerTools(Path folder) {
    this.folder = folder;
  }

  /** Leaves the test out where a program is missing; in CI that is a failure. */
  static void need(String... tools) {
    for (String tool : tools) {
      boolean there =
          Files.isExecutable(Path.of("/usr/bin", tool))
              || Files.isExecutable(Path.of("/bin", tool));
      if (!there) {
        String reason = tool + " is not installed (.ci/install-tools installs it on Debian)";
        if ("true".equals(System.getenv("CI"))) {
          fail(reason + "; in CI this lane must run");
        }
        abort(reason + "; this lane is left out");
      }
    }
  }

  /** Runs a program to its end. */
  int code(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("tools.log").toFile())
        .start()
        .waitFor();
  }

  /** Runs a program that must succeed. */
  void run(String... command) throws IOException, InterruptedException {
    assertEquals(0, code(command), () -> String.join(" ", command) + "\n" + read("tools.log"));
  }

  /** The text of a file, whatever its bytes are. */
  String read(String file) {
    try {
      return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A key with its own certificate: {@code NAME.key}, {@code NAME.pem}. */
  void key(String name) throws IOException, InterruptedException {
    run(
        List.of(
                "openssl req -x509 -newkey rsa:2048 -nodes -days 3650",
                "-keyout " + name + ".key -out " + name + ".pem -subj /CN=" + name,
                "-addext extendedKeyUsage=emailProtection -addext keyUsage=digitalSignature")
            .stream()
            .flatMap(part -> List.of(part.split(" ")).stream())
            .toArray(String[]::new));
  }
}
