// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.driver.Choice;
import dev.dcmrig.bench.exec.ExecOptions;
import dev.dcmrig.bench.process.CommandOptions;
import dev.dcmrig.evidence.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the environment of a DCM is configured by: each of these files may change a verdict. */
final class BenchInputs {
  private BenchInputs() {}

  /**
   * What ECUs answer, mappings of WireMock, the service's description, packages, and a program that
   * is a DCM.
   */
  static List<InputFile> of(RigHome home, BenchConfiguration configuration) {
    List<InputFile> inputs = new ArrayList<>();
    below(inputs, "ecus", home.configs().resolve("ecus"));
    below(inputs, "wiremock", home.wiremock());
    below(inputs, "openapi", home.configs().resolve("openapi"));
    below(inputs, "subscriptions", home.configs().resolve("subscriptions"));
    for (Path base : configuration.file().bases()) {
      inputs.add(new InputFile("benches/" + base.getFileName(), base));
    }
    for (Choice<?> choice : configuration.file().choices().values()) {
      programs(inputs, home, choice);
      jar(inputs, choice);
    }
    return inputs;
  }

  /** Of a driver's command those words that are files: the program, or the script it is given. */
  private static void programs(List<InputFile> inputs, RigHome home, Choice<?> choice) {
    List<String> command =
        choice.options() instanceof CommandOptions dcm
            ? dcm.command()
            : choice.options() instanceof ExecOptions exec ? exec.command() : List.of();
    for (String word : command) {
      Path file = home.root().resolve(word).normalize();
      if (Files.isRegularFile(file)) {
        Path name = (file.startsWith(home.root()) ? home.root() : file.getRoot()).relativize(file);
        inputs.add(
            new InputFile(
                choice.factory().port() + "-program/" + name.toString().replace('\\', '/'), file));
      }
    }
  }

  /** The jar that a driver of the user's own came from. */
  private static void jar(List<InputFile> inputs, Choice<?> choice) {
    if (choice.factory().getClass().getClassLoader() instanceof URLClassLoader own
        && own.getURLs().length == 1) {
      Path jar = Path.of(URI.create(own.getURLs()[0].toString()));
      inputs.add(new InputFile("drivers/" + jar.getFileName(), jar));
    }
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
