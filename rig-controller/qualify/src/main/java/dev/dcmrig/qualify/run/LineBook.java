// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.qualify.worker.Lines;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of JSON that are only ever added to, below a first line that says what they are of. A
 * process that is killed leaves whole lines and perhaps the beginning of one, which is dropped.
 *
 * @param <T> what a line holds
 */
final class LineBook<T> implements AutoCloseable {
  private final Path file;
  private final OutputStream out;
  private final List<T> found = new ArrayList<>();

  /** What the lines are of. */
  record Heading(String of) {}

  private LineBook(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Opens one, or begins one.
   *
   * @param heading what its lines are of, as a sentence
   * @throws ConfigurationException when it holds lines of something else
   */
  static <T> LineBook<T> open(Path file, String heading, Class<T> type) throws IOException {
    List<T> found = new ArrayList<>();
    StringBuilder whole = new StringBuilder(Lines.of(new Heading(heading)) + "\n");
    if (Files.exists(file)) {
      String text = Files.readString(file);
      String lines = text.substring(0, text.lastIndexOf('\n') + 1);
      List<String> all = lines.lines().toList();
      if (!all.isEmpty()) {
        refuseUnless(heading, Lines.read(all.get(0), Heading.class).of(), file);
      }
      for (String line : all.subList(Math.min(1, all.size()), all.size())) {
        found.add(Lines.read(line, type));
        whole.append(line).append('\n');
      }
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, whole);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    LineBook<T> book = new LineBook<>(file, Files.newOutputStream(file, StandardOpenOption.APPEND));
    book.found.addAll(found);
    return book;
  }

  private static void refuseUnless(String heading, String found, Path file) {
    if (!found.equals(heading)) {
      throw new ConfigurationException(
          new Problem(
              file.toString(),
              1,
              "is of something else: " + found + ", and not " + heading,
              "name another folder with --out, or remove this one"));
    }
  }

  /** What it held when it was opened. */
  List<T> found() {
    return List.copyOf(found);
  }

  /** Adds a line, whole. */
  synchronized void add(T entry) {
    try {
      out.write((Lines.of(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
