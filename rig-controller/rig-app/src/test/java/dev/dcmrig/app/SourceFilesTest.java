// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What holds for each source file: it fits in a head, and says its licence. */
class SourceFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("rig.root"));
  private static final int MOST_LINES = 400;

  /** Sources of the project stand below these. */
  private static final List<String> PARTS =
      List.of("rig-controller", "virtual-vehicle", "features", "reports");

  private static final Set<String> PASSED_OVER = Set.of("target", "node_modules");

  @Test
  void noFileIsLongerThanFitsInAHead() {
    assertEquals(List.of(), files(lines -> lines.size() > MOST_LINES));
  }

  @Test
  void eachSaysItsLicenceFirst() {
    String licence = "// SPDX-License-Identifier: Apache-2.0";
    assertEquals(List.of(), files(lines -> lines.isEmpty() || !lines.get(0).equals(licence)));
  }

  @Test
  void thereAreMany() {
    assertTrue(files(lines -> true).size() > 1_000);
  }

  private static List<Path> files(Predicate<List<String>> chosen) {
    List<Path> found = new ArrayList<>();
    for (String part : PARTS) {
      try {
        Files.walkFileTree(
            ROOT.resolve(part),
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes of) {
                return PASSED_OVER.contains(folder.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes of)
                  throws IOException {
                if (file.toString().endsWith(".java") && chosen.test(Files.readAllLines(file))) {
                  found.add(ROOT.relativize(file));
                }
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }
}
