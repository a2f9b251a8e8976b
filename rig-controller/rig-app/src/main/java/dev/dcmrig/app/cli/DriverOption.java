// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.bench.Drivers;
import dev.dcmrig.bench.DriverJars;
import dev.dcmrig.bench.driver.DriverTable;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --drivers}, of every command that reads a bench file. */
final class DriverOption {

  @Option(
      names = "--drivers",
      paramLabel = "DIR",
      description = "Folder with jars of drivers of your own (docs/DRIVERS.md).")
  private @Nullable Path folder;

  /** The rig's drivers, and those of the folder. */
  DriverTable table() {
    return folder == null ? Drivers.TABLE : DriverJars.load(folder, Drivers.TABLE);
  }

  /** The option as it was typed; no words where it was not. */
  List<String> words() {
    return folder == null ? List.of() : List.of("--drivers", folder.toString());
  }
}
