// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.ota.delta.ImageDelta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rig ota delta}. */
@Command(
    name = "delta",
    description = {
      "Makes a delta: a file that makes a newer image of the older one that a device runs.",
      "Upload it beside the image. Its name says what it is of; don't change it."
    },
    footer = {
      "",
      "Examples:",
      "  rig ota delta dcm-2.0.0.bin dcm-2.1.0.bin",
      "  rig ota upload --name dcm --set-version 2.1.0 dcm-2.1.0.bin dcm-2.1.0.bin.from-*.zst"
    })
public final class DeltaCommand implements Callable<Integer> {
  private static final int PERCENT = 100;

  @Parameters(index = "0", paramLabel = "OLD", description = "The image that devices run.")
  private Path older = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The image that they shall get.")
  private Path newer = Path.of("");

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where the delta is written; without it beside NEW.")
  private @Nullable Path folder;

  private final Console console;

  public DeltaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    byte[] base = read(older);
    byte[] image = read(newer);
    Path file = place().resolve(ImageDelta.name(String.valueOf(newer.getFileName()), base));
    console.status("making " + file.getFileName());
    byte[] delta = delta(base, image);
    write(file, delta);
    long share = Math.round(PERCENT * (double) delta.length / image.length);
    console.line("%s  %d of %d bytes, %d %%".formatted(file, delta.length, image.length, share));
    if (delta.length >= image.length) {
      console.line("it is no smaller than the image: devices will not load it");
    }
    return 0;
  }

  private static byte[] delta(byte[] base, byte[] image) {
    try {
      return ImageDelta.of(base, image);
    } catch (UnsupportedOperationException e) {
      throw new ConfigurationException(
          new Problem(
              "rig ota delta",
              0,
              String.valueOf(e.getMessage()),
              "see that java.io.tmpdir has room and programs may run from it, make the delta on"
                  + " another computer, or upload the image without one: all else of the rig"
                  + " works"));
    }
  }

  /** Under its name there is the whole delta, or nothing: devices find it by that name. */
  private static void write(Path file, byte[] delta) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      try {
        Files.write(unfinished, delta);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw problem(
          file,
          "can't be written: " + e,
          "choose a folder that there is, with room for " + delta.length + " bytes: --folder");
    }
  }

  private Path place() {
    Path chosen = folder;
    if (chosen != null) {
      return chosen;
    }
    Path beside = newer.getParent();
    return beside == null ? Path.of("") : beside;
  }

  private static byte[] read(Path file) {
    try {
      long bytes = Files.size(file);
      if (bytes < 1 || bytes > ImageDelta.MOST_BYTES) {
        throw problem(
            file, "has " + bytes + " bytes", "give an image of 1 to " + ImageDelta.MOST_BYTES);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw problem(file, "can't be read", "name a file that there is");
    }
  }

  private static ConfigurationException problem(Path file, String what, String remedy) {
    return new ConfigurationException(new Problem(file.toString(), 0, what, remedy));
  }
}
