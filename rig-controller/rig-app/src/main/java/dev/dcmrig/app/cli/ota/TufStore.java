// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import dev.dcmrig.uptane.verify.TrustedRepository;
import dev.dcmrig.uptane.verify.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Trusted metadata in a folder, a file a role, under names without versions. A file is there whole
 * or not at all: each is written beside its place first.
 */
final class TufStore {
  /** No metadata file is larger; a larger one is not ours. */
  private static final long LARGEST = 8L << 20;

  private final Path folder;

  TufStore(Path folder) {
    this.folder = folder;
  }

  /** The kept file of a role. One that can't be read is as if it were not there. */
  Optional<byte[]> read(String role) {
    Path file = file(role);
    try {
      return Files.size(file) > LARGEST ? Optional.empty() : Optional.of(Files.readAllBytes(file));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /** Keeps what changed, and removes the timestamp and snapshot that are no longer trusted. */
  void keep(TrustedRepository trusted) throws IOException {
    Map<String, byte[]> files = trusted.files();
    for (Map.Entry<String, byte[]> each : files.entrySet()) {
      Optional<byte[]> kept = read(each.getKey());
      if (kept.isEmpty() || !Arrays.equals(kept.get(), each.getValue())) {
        write(each.getKey(), each.getValue());
      }
    }
    for (String role : new String[] {"timestamp", "snapshot", "targets"}) {
      if (!files.containsKey(role)) {
        Files.deleteIfExists(file(role));
      }
    }
  }

  void write(String role, byte[] bytes) throws IOException {
    Files.createDirectories(folder);
    whole(file(role), bytes);
  }

  private static void whole(Path place, byte[] bytes) throws IOException {
    Path beside = place.resolveSibling(place.getFileName() + ".part");
    Files.write(beside, bytes);
    moveWhole(beside, place);
  }

  static void moveWhole(Path beside, Path place) throws IOException {
    try {
      Files.move(
          beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException gone) {
      throw new IOException(place + " can't be written: " + beside + " is gone", gone);
    }
  }

  private Path file(String role) {
    return folder.resolve(Wanted.encoded(role) + ".json");
  }
}
