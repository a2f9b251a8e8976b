// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the rig's files are. */
public record RigHome(Path root) {

  /** System property that names the root; the launcher sets it. */
  public static final String PROPERTY = "rig.root";

  /**
   * Finds the root by {@link #PROPERTY}, or the working folder.
   *
   * @throws ConfigurationException when there is no {@code hil-configs} in it
   */
  public static RigHome find() {
    Path root = Path.of(System.getProperty(PROPERTY, ".")).toAbsolutePath().normalize();
    if (!Files.isDirectory(root.resolve("hil-configs"))) {
      throw new ConfigurationException(
          new Problem(
              root.toString(),
              0,
              "has no folder hil-configs",
              "start the rig by its 'rig' script"));
    }
    return new RigHome(root);
  }

  public Path configs() {
    return root.resolve("hil-configs");
  }

  public Path benches() {
    return configs().resolve("benches");
  }

  public Path features() {
    return root.resolve("features");
  }

  public Path runs() {
    return root.resolve("reports").resolve("runs");
  }

  public Path wiremock() {
    return configs().resolve("wiremock");
  }

  public Path catalogue() {
    return configs().resolve("requirements/catalogue.yaml");
  }

  /** The catalogue, and requirement sets beside it. */
  public Path requirements() {
    return configs().resolve("requirements");
  }

  /** What a car comes with: packages of subscriptions. */
  public Path packages() {
    return configs().resolve("subscriptions/packages.yaml");
  }

  /**
   * A file that another file names: looked up beside that one, then in hil-configs.
   *
   * @return empty when there is no regular file of that name
   */
  public Optional<Path> named(Path by, String name) {
    Path folder = by.toAbsolutePath().getParent();
    Optional<Path> beside = folder == null ? Optional.empty() : TextFile.path(folder, name);
    return beside
        .filter(Files::isRegularFile)
        .or(() -> TextFile.path(configs(), name).filter(Files::isRegularFile));
  }

  /** A path as messages show it: relative to the root where it lies below it. */
  public String shown(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(root) ? root.relativize(absolute).toString() : absolute.toString();
  }
}
