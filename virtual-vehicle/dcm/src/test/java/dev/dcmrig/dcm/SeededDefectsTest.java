// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue and the branches belong together: a name without the other does nothing. */
class SeededDefectsTest {
  private static final Pattern BRANCH =
      Pattern.compile("(?:\\bhas|defects\\.contains)\\(\\s*\"([a-z0-9_-]+)\"");

  private static Set<String> branches() throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher matcher = BRANCH.matcher(Files.readString(file));
        while (matcher.find()) {
          found.add(matcher.group(1));
        }
      }
    }
    // The lines of the self-test are put together from this and their names.
    found.remove("fault-overlooked-");
    return found;
  }

  @Test
  void everyBranchStandsInTheCatalogueAndEveryEntryHasABranch() throws IOException {
    Set<String> declared =
        SeededDefects.all().stream()
            .map(SeededDefect::id)
            .filter(id -> !id.startsWith("fault-overlooked-"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(declared, branches());
  }

  @Test
  void noIdStandsTwice() {
    assertEquals(
        SeededDefects.all().size(),
        SeededDefects.all().stream().map(SeededDefect::id).distinct().count());
  }
}
