// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Nearest;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Scenarios by where they stand: {@code features/sos}, {@code sos/attempts.feature}, {@code
 * sos/attempts.feature:12}.
 *
 * @param path a feature file, or a folder of them
 * @param lines of the file; none: all of it
 */
public record FeaturePlace(Path path, List<Integer> lines) {
  private static final Pattern LINES = Pattern.compile("(.+?)((?::\\d{1,9})+)?");
  private static final String SUFFIX = ".feature";

  /** Files of a folder that are looked at. */
  private static final int MAX_FILES = 10_000;

  private static final int MAX_DEPTH = 16;

  public FeaturePlace {
    lines = List.copyOf(lines);
  }

  /**
   * Reads one. A path counts from the current folder, then from the rig's, then from {@code
   * features}.
   *
   * @throws ConfigurationException when there is no such file or folder
   */
  public static FeaturePlace parse(RigHome home, String text) {
    Matcher parts = LINES.matcher(text);
    if (!parts.matches()) {
      throw wrong(text, "is no place of a scenario", "write for instance sos/attempts.feature:12");
    }
    List<Integer> lines = new ArrayList<>();
    String given = parts.group(2) == null ? "" : parts.group(2).substring(1);
    for (String line : given.isEmpty() ? new String[0] : given.split(":")) {
      lines.add(Integer.parseInt(line));
    }
    Path path =
        existing(home, parts.group(1))
            .orElseThrow(
                () -> wrong(text, "there is no such file or folder", advice(home, parts.group(1))));
    boolean folder = Files.isDirectory(path);
    if (folder && !lines.isEmpty()) {
      throw wrong(text, "a folder has no lines", "name a file in it");
    }
    if (!folder && (!Files.isRegularFile(path) || !path.toString().endsWith(SUFFIX))) {
      throw wrong(text, "is no feature file", "name a file that ends with " + SUFFIX);
    }
    return new FeaturePlace(path, lines);
  }

  private static Optional<Path> existing(RigHome home, String text) {
    try {
      return Stream.of(Path.of(text), home.root().resolve(text), home.features().resolve(text))
          .filter(Files::exists)
          .map(path -> path.toAbsolutePath().normalize())
          .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String advice(RigHome home, String text) {
    try (Stream<Path> all = Files.walk(home.features(), MAX_DEPTH)) {
      List<Path> files =
          all.filter(file -> file.toString().endsWith(SUFFIX)).limit(MAX_FILES).sorted().toList();
      List<String> names =
          Stream.concat(
                  files.stream().map(home::shown),
                  files.stream().map(file -> home.features().relativize(file).toString()))
              .toList();
      return Nearest.to(text, names)
          .map(near -> "did you mean " + near + "?")
          .orElse("'rig list requirements --json' shows every scenario's place");
    } catch (IOException e) {
      return "name a file in features";
    }
  }

  private static ConfigurationException wrong(String text, String what, String remedy) {
    return new ConfigurationException(new Problem(text, 0, what, remedy));
  }
}
