// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The bytes of artifacts, one file for each content, named by its SHA-256. What is half-written
 * lies apart and is swept at the next start, so that an upload that was cut short leaves nothing.
 */
public final class ArtifactFiles {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final Path incoming;
  private final long maxBytes;
  private long uploads;

  /**
   * @param maxBytes of one artifact
   */
  public ArtifactFiles(Path folder, long maxBytes) {
    this.folder = folder;
    this.incoming = folder.resolve("incoming");
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
   * Removes files that nobody knows: those of uploads that were complete, but became no artifact
   * before the server ended.
   *
   * @param isKnown by SHA-256
   * @return how many
   */
  public int removeUnknown(Predicate<String> isKnown) {
    int removed = 0;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
      for (Path one : folders) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(one)) {
          for (Path file : files) {
            String name = file.getFileName().toString();
            if (SHA256.matcher(name).matches() && !isKnown.test(name)) {
              Files.delete(file);
              removed++;
            }
          }
        }
      }
    } catch (IOException e) {
      throw new StoreBroken("the folder of artifacts '" + folder + "' can't be swept: " + e, e);
    }
    return removed;
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
