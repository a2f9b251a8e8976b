// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's file may be longer than anybody wants to read. */
class LongFilesTest {
  private static final String OWN = "scenarios/sos-a--fails/";

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void make() {
    run = PackVerifierTest.played(folder, 2);
  }

  private static void has(Path run, String part) {
    List<String> problems = PackVerifier.verify(run).problems();
    assertTrue(problems.stream().anyMatch(p -> p.contains(part)), problems::toString);
  }

  @Test
  void aLongFileThatWasAddedIsNamedAndNotRead() throws IOException {
    long before = PackVerifier.verify(run).bytes();
    for (String name : List.of("added.bin", OWN + "added.bin")) {
      try (RandomAccessFile file = new RandomAccessFile(run.resolve(name).toFile(), "rw")) {
        file.setLength(1L << 20);
      }
      has(run, name + " was added after the run was sealed");
    }
    assertEquals(before, PackVerifier.verify(run).bytes());
  }

  @Test
  void aManifestOfManyMegabytesIsNotRead() throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(run.resolve("manifest.json").toFile(), "rw")) {
      file.setLength(10L << 30);
    }
    has(run, "manifest.json is larger than 64 MB");
    has(run, "manifest.json is not the file that the chain says was written");
    assertEquals("", PackVerifier.verify(run).seal());
    assertFalse(PackVerifier.verify(run).isSealed(), "its signatures would hash it");
  }
}
