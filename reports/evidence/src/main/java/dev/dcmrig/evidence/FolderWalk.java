// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names what is in a run folder, follows no link, and opens nothing. */
final class FolderWalk extends SimpleFileVisitor<Path> {
  private final Path root;
  private final Consumer<String> problem;
  private final Set<String> files = new TreeSet<>();
  private boolean onlyPlain = true;

  /**
   * What is there.
   *
   * @param files names of plain files
   * @param onlyPlain whether there is nothing else: opening what is not may wait for ever
   */
  record Found(Set<String> files, boolean onlyPlain) {}

  private FolderWalk(Path root, Consumer<String> problem) {
    this.root = root;
    this.problem = problem;
  }

  /** The names of all plain files with slashes, sorted; what else there is, is a problem. */
  static Found plainFiles(Path root, Consumer<String> problem) throws IOException {
    // The folder itself may be named by a link.
    FolderWalk walk = new FolderWalk(root.toRealPath(), problem);
    Files.walkFileTree(walk.root, walk);
    return new Found(walk.files, walk.onlyPlain);
  }

  private String name(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    if (!mayBeEmpty(folder)) {
      try (Stream<Path> inside = Files.list(folder)) {
        if (inside.findFirst().isEmpty()) {
          problem.accept(name(folder) + " is an empty folder, which no run makes");
        }
      }
    }
    return FileVisitResult.CONTINUE;
  }

  /** A run that was stopped at once has begun no scenario, or one without a file. */
  private boolean mayBeEmpty(Path folder) {
    String name = name(folder);
    boolean sealed = Files.exists(root.resolve(RunFolder.MANIFEST));
    return name.equals(RunFolder.SCENARIOS)
        || (!sealed && name.matches("retries|(?:scenarios|retries|inputs)/.*"));
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      files.add(name(file));
    } else if (attributes.isSymbolicLink()) {
      onlyPlain = false;
      problem.accept(name(file) + " is a link; a run folder holds plain files only");
    } else {
      onlyPlain = false;
      problem.accept(
          name(file) + " is a pipe, a socket or a device; a run folder holds plain files only");
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException cause) {
    problem.accept(name(file) + " can't be read: " + cause.getMessage());
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException cause) {
    if (cause != null) {
      problem.accept(name(folder) + " can't be listed: " + cause.getMessage());
    }
    return FileVisitResult.CONTINUE;
  }
}
