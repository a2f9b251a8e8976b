// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the world around a DCM is configured by: each of these files may change a verdict. */
final class BenchInputs {
  private BenchInputs() {}

  /** Mappings of WireMock, the service's description, packages, and a program that is a DCM. */
  static List<InputFile> of(RigHome home, BenchConfiguration configuration) {
    List<InputFile> inputs = new ArrayList<>();
    below(inputs, "wiremock", home.wiremock());
    below(inputs, "openapi", home.configs().resolve("openapi"));
    below(inputs, "subscriptions", home.packages().getParent());
    // Of a DCM's command those words that are files: the program, or the script it is given.
    for (String word : configuration.file().dcmCommand()) {
      Path file = home.root().resolve(word).normalize();
      if (word.contains("/") && Files.isRegularFile(file)) {
        inputs.add(new InputFile("dcm-program/" + file.getFileName(), file));
      }
    }
    return inputs;
  }

  private static void below(List<InputFile> inputs, String kind, Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        inputs.add(new InputFile(kind + "/" + name, file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
