// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Zips a folder under its own name: modes kept, entries sorted, times fixed. */
final class Zip {
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private Zip() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]).toAbsolutePath().normalize();
    URI zip = URI.create("jar:" + Path.of(arguments[1]).toAbsolutePath().toUri());
    Map<String, String> options = Map.of("create", "true", "enablePosixFileAttributes", "true");
    List<Path> all;
    try (Stream<Path> walked = Files.walk(folder)) {
      all = walked.sorted().toList();
    }
    try (FileSystem made = FileSystems.newFileSystem(zip, options)) {
      for (Path file : all) {
        Path target = made.getPath("/" + folder.getParent().relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
          Files.setAttribute(target, "zip:permissions", Files.getPosixFilePermissions(file));
        }
        Files.setLastModifiedTime(target, TIME);
      }
    }
  }
}
