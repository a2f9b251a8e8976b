// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The bytes of artifacts, one file for each content, named by its SHA-256. What is half-written
 * lies apart and is swept at the next start, so that an upload that was cut short leaves nothing.
 */
public final class ArtifactFiles {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final Path incoming;
  private final Path aside;
  private final long maxBytes;
  private long uploads;

  /**
   * @param maxBytes of one artifact
   */
  public ArtifactFiles(Path folder, long maxBytes) {
    this.folder = folder;
    this.incoming = folder.resolve("incoming");
    this.aside = folder.resolve("unknown");
    this.maxBytes = maxBytes;
    try {
      Files.createDirectories(incoming);
      try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(incoming)) {
        for (Path leftover : leftovers) {
          Files.delete(leftover);
        }
      }
    } catch (IOException e) {
      throw new StoreBroken("the folder of artifacts '" + folder + "' can't be used: " + e, e);
    }
  }

  /** Begins to receive one; it is there when {@link Upload#finish} returns. */
  public synchronized Upload begin() {
    return new Upload(this, incoming.resolve(uploads++ + ".part"), maxBytes);
  }

  /** Where an artifact lies. */
  public Path file(String sha256) {
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  /**
   * Sets files aside that nobody knows: those of uploads that were complete, but became no artifact
   * before the server ended. Another database may know them, so none is deleted; what was set aside
   * and is known again comes back.
   *
   * @param isKnown by SHA-256
   * @return how many were set aside
   */
  public int setAsideUnknown(Predicate<String> isKnown) {
    int moved = 0;
    try {
      if (Files.isDirectory(aside)) {
        for (Path file : named(aside)) {
          String name = file.getFileName().toString();
          if (isKnown.test(name) && !Files.exists(file(name))) {
            Files.createDirectories(file(name).getParent());
            Files.move(file, file(name));
          }
        }
      }
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
        for (Path one : folders) {
          for (Path file : named(one)) {
            if (!isKnown.test(file.getFileName().toString())) {
              Files.createDirectories(aside);
              Files.move(
                  file, aside.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
              moved++;
            }
          }
        }
      }
    } catch (IOException e) {
      throw new StoreBroken("the folder of artifacts '" + folder + "' can't be swept: " + e, e);
    }
    return moved;
  }

  private static List<Path> named(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> SHA256.matcher(file.getFileName().toString()).matches()).toList();
    }
  }

  /** Removes one; nothing happens if it is not there. */
  public void remove(String sha256) {
    try {
      Files.deleteIfExists(file(sha256));
    } catch (IOException e) {
      throw new StoreBroken("an artifact can't be removed at '" + file(sha256) + "': " + e, e);
    }
  }
}
