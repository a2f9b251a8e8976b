// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.DcmProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A DCM profile of {@code hil-configs/dcm-profiles/}: numbers and words by their dotted path. */
public final class ProfileFile implements DcmProfile {
  private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?(ms|s|min|h)");

  /** No time of a requirement is longer. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private final String file;
  private final String name;
  private final YamlMap root;
  private final Map<String, Object> tree;
  private final Map<String, String> values = new LinkedHashMap<>();

  private ProfileFile(String file, String name, YamlMap root) {
    this.file = file;
    this.name = name;
    this.root = root;
    this.tree = root.plain();
    flatten("", tree);
    values.entrySet().stream()
        .filter(entry -> isTooLong(entry.getValue()))
        .limit(ConfigurationException.LISTED)
        .forEach(
            entry ->
                root.problemAt(
                    entry.getKey(),
                    "'" + entry.getKey() + "' is '" + entry.getValue() + "'",
                    "write at most " + LONGEST.toHours() + " h: a year"));
  }

  private static boolean isTooLong(String value) {
    Matcher matcher = DURATION.matcher(value);
    return matcher.matches() && nanos(matcher) > LONGEST.toNanos();
  }

  /** Empty when something is wrong; the problems say what. */
  public static Optional<ProfileFile> read(RigHome home, Path file, Problems problems) {
    String shown = home.shown(file);
    String fileName = String.valueOf(file.getFileName());
    String name = fileName.replaceFirst("\\.yaml$", "");
    int before = problems.all().size();
    return YamlFile.read(file, shown, problems)
        .map(root -> new ProfileFile(shown, name, root))
        .filter(profile -> problems.all().size() == before);
  }

  private void flatten(String path, Map<?, ?> map) {
    map.forEach(
        (key, value) -> {
          String at = path.isEmpty() ? String.valueOf(key) : path + "." + key;
          if (value instanceof Map<?, ?> below) {
            flatten(at, below);
          } else {
            values.put(at, String.valueOf(value));
          }
        });
  }

  /** As messages name it. */
  public String file() {
    return file;
  }

  /** The line of a dotted path, as far as it leads. */
  public int line(String path) {
    return root.lineOfPath(path);
  }

  /** Everything as it stands in the file: maps, words, numbers. */
  public Map<String, Object> tree() {
    return tree;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Duration duration(String path) {
    Matcher matcher = DURATION.matcher(text(path));
    if (!matcher.matches()) {
      throw wrong(path, "a duration, for instance '30 s'");
    }
    return Duration.ofNanos(Math.round(nanos(matcher)));
  }

  private static double nanos(Matcher matcher) {
    double nanosPerUnit =
        switch (matcher.group(2)) {
          case "ms" -> 1e6;
          case "s" -> 1e9;
          case "min" -> 60e9;
          default -> 3_600e9;
        };
    return Double.parseDouble(matcher.group(1)) * nanosPerUnit;
  }

  @Override
  public int count(String path) {
    try {
      return Integer.parseInt(text(path));
    } catch (NumberFormatException e) {
      throw wrong(path, "a whole number");
    }
  }

  @Override
  public double number(String path) {
    try {
      return Double.parseDouble(text(path));
    } catch (NumberFormatException e) {
      throw wrong(path, "a number");
    }
  }

  @Override
  public String text(String path) {
    String value = values.get(path);
    if (value == null) {
      throw new BenchBroken(
          file + " has no '" + path + "'; " + Nearest.advice(path, values.keySet()));
    }
    return value;
  }

  private BenchBroken wrong(String path, String wanted) {
    return new BenchBroken(file + ": '" + path + "' is '" + values.get(path) + "', not " + wanted);
  }
}
