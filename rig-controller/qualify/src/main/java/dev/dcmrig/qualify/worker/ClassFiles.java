// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The class files that the rig is made of. */
public final class ClassFiles {
  private static final String SUFFIX = ".class";

  private ClassFiles() {}

  /** Where Java looks for classes: folders and jars, in its order. */
  public static List<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .filter(Files::exists)
        .toList();
  }

  /** The bytes of a class by its name; empty when there is none of that name. */
  public static Optional<byte[]> bytes(String type) {
    String file = type.replace('.', '/') + SUFFIX;
    try (InputStream in = ClassFiles.class.getClassLoader().getResourceAsStream(file)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  /**
   * Names of classes, sorted.
   *
   * @param packages or classes, with those below or within them
   * @param except packages that are left out
   */
  public static List<String> in(List<String> packages, List<String> except) {
    TreeSet<String> types = new TreeSet<>();
    for (Path entry : classPath()) {
      try {
        for (String file : Files.isDirectory(entry) ? inFolder(entry) : inJar(entry)) {
          String type = file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
          if (isIn(type, packages) && !isIn(type, except) && !type.endsWith("-info")) {
            types.add(type);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("reading " + entry, e);
      }
    }
    return List.copyOf(types);
  }

  private static boolean isIn(String type, List<String> packages) {
    return packages.stream()
        .anyMatch(
            name ->
                type.equals(name) || type.startsWith(name + ".") || type.startsWith(name + "$"));
  }

  private static List<String> inFolder(Path folder) throws IOException {
    // Only what is ours: a folder of classes holds nothing else of use here.
    Path own = folder.resolve("dev");
    if (!Files.isDirectory(own)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(own)) {
      return files
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(SUFFIX))
          .toList();
    }
  }

  private static List<String> inJar(Path jar) throws IOException {
    if (!jar.toString().endsWith(".jar")) {
      return List.of();
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith("dev/") && name.endsWith(SUFFIX))
          .toList();
    }
  }
}
