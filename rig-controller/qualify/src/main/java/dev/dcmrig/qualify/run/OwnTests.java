// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Tests of the code that is made wrong: they see a fault long before a scenario would.
 *
 * @param classPath of the tests, with what they need
 * @param types names of the classes with tests
 * @param print tells these tests from others; empty where there are none
 */
public record OwnTests(List<Path> classPath, List<String> types, String print) {
  /** Nobody has named any. */
  public static final OwnTests NONE = new OwnTests(List.of(), List.of(), "");

  private static final String SUFFIX = "Test.class";
  private static final int DIGITS = 16;

  public OwnTests {
    classPath = List.copyOf(classPath);
    types = List.copyOf(types);
  }

  /**
   * Those in the folders of a class path.
   *
   * @param names of packages that count, with those below, and of single classes
   */
  public static OwnTests in(List<Path> classPath, List<String> names) {
    TreeMap<String, Path> found = new TreeMap<>();
    TreeMap<String, Path> all = new TreeMap<>();
    for (Path entry : classPath) {
      if (Files.isDirectory(entry)) {
        for (Path file : files(entry)) {
          String name = entry.relativize(file).toString().replace('\\', '/');
          all.put(name, file);
          String type = name.replaceAll("\\.class$", "").replace('/', '.');
          if (name.endsWith(SUFFIX) && isIn(type, names)) {
            found.put(type, file);
          }
        }
      }
    }
    return found.isEmpty()
        ? NONE
        : new OwnTests(classPath, List.copyOf(found.keySet()), print(all));
  }

  private static boolean isIn(String type, List<String> names) {
    return names.stream().anyMatch(name -> type.equals(name) || type.startsWith(name + "."));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".class")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder, e);
    }
  }

  private static String print(TreeMap<String, Path> classes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (var each : classes.entrySet()) {
        digest.update(each.getKey().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(each.getValue()));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the classes of tests", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
