// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.qualify.worker.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineBookTest {
  @TempDir private Path folder;

  private LineBook<Case> open(String heading) throws IOException {
    return LineBook.open(folder.resolve("lines.ndjson"), heading, Case.class);
  }

  @Test
  void goesOnWhereItWas() throws IOException {
    try (LineBook<Case> book = open("one")) {
      book.add(Case.of("a"));
      book.add(Case.of("b"));
    }
    try (LineBook<Case> book = open("one")) {
      assertEquals(List.of(Case.of("a"), Case.of("b")), book.found());
      book.add(Case.of("c"));
    }
    try (LineBook<Case> book = open("one")) {
      assertEquals(3, book.found().size());
    }
  }

  @Test
  void aLineThatWasCutOffIsDropped() throws IOException {
    try (LineBook<Case> book = open("one")) {
      book.add(Case.of("a"));
    }
    // As kill -9 leaves it.
    Files.writeString(
        folder.resolve("lines.ndjson"), "{\"defect\":\"\",\"sce", StandardOpenOption.APPEND);
    try (LineBook<Case> book = open("one")) {
      assertEquals(List.of(Case.of("a")), book.found());
      book.add(Case.of("b"));
    }
    try (LineBook<Case> book = open("one")) {
      assertEquals(List.of(Case.of("a"), Case.of("b")), book.found());
    }
  }

  @Test
  void aBookThatWasCutOffInItsHeadingBeginsAnew() throws IOException {
    Files.writeString(folder.resolve("lines.ndjson"), "{\"of\":\"o");
    try (LineBook<Case> book = open("one")) {
      assertEquals(List.of(), book.found());
    }
  }

  @Test
  void linesOfSomethingElseAreRefused() throws IOException {
    open("one").close();
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> open("another"));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("one") && message.contains("--out"), message);
  }
}
