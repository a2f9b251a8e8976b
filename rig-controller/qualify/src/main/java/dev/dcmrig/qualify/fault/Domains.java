// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.fault;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Nearest;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.YamlFile;
import dev.dcmrig.bench.config.YamlMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code hil-configs/qualification/domains.yaml}: what faults are of, and who must notice them. */
public final class Domains {
  private static final double MAX_WEIGHT = 100;

  private Domains() {}

  /** Where it lies. */
  public static Path file(RigHome home) {
    return home.configs().resolve("qualification/domains.yaml");
  }

  /**
   * A domain by its name.
   *
   * @throws ConfigurationException when there is none, or the file is wrong
   */
  public static Domain read(RigHome home, String name) {
    List<Domain> all = read(home, file(home));
    return all.stream()
        .filter(domain -> domain.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    new Problem(
                        "--of " + name,
                        0,
                        "nothing of that name can be qualified",
                        Nearest.advice(name, all.stream().map(Domain::name).toList()))));
  }

  /**
   * All of a file.
   *
   * @throws ConfigurationException with all that is wrong
   */
  public static List<Domain> read(RigHome home, Path file) {
    Problems problems = new Problems();
    List<Domain> domains = new ArrayList<>();
    YamlFile.read(file, home.shown(file), problems)
        .ifPresent(
            root -> {
              root.maps("domains").forEach(entry -> domain(entry).ifPresent(domains::add));
              root.noOtherKeys();
            });
    problems.throwIfAny();
    return domains;
  }

  private static Optional<Domain> domain(YamlMap entry) {
    Optional<String> name = entry.text("name");
    Optional<Double> goal = number(entry, "goal", 100);
    List<String> except = entry.texts("except");
    List<String> tests = entry.texts("tests");
    Optional<String> defects = entry.oneOf("defects", List.of("true", "false"));
    List<Area> areas = new ArrayList<>();
    entry.maps("areas").forEach(map -> area(map).ifPresent(areas::add));
    entry.noOtherKeys();
    return name.isEmpty() || goal.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Domain(
                name.get(),
                goal.get(),
                except,
                tests,
                defects.orElse("false").equals("true"),
                areas));
  }

  private static Optional<Area> area(YamlMap entry) {
    Optional<String> name = entry.text("name");
    List<String> classes = entry.texts("classes");
    List<String> keys = entry.texts("keys");
    Optional<Pattern> requirements = pattern(entry);
    Optional<Double> weight = number(entry, "weight", MAX_WEIGHT);
    entry.noOtherKeys();
    return name.isEmpty() || requirements.isEmpty() || weight.isEmpty()
        ? Optional.empty()
        : Optional.of(new Area(name.get(), classes, keys, requirements.get(), weight.get()));
  }

  private static Optional<Pattern> pattern(YamlMap entry) {
    try {
      return entry.text("requirements").map(Pattern::compile);
    } catch (PatternSyntaxException e) {
      entry.problem("requirements", "is no regular expression", "write for instance SOS-.*");
      return Optional.empty();
    }
  }

  private static Optional<Double> number(YamlMap entry, String key, double max) {
    Optional<String> text = entry.text(key);
    try {
      Optional<Double> number = text.map(Double::parseDouble);
      if (number.filter(value -> value >= 0 && value <= max).isPresent()) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as any other value that can't be.
    }
    if (text.isPresent()) {
      entry.problem(
          key, "'" + text.get() + "' is no number from 0 to " + max, "write one, for instance 3");
    }
    return Optional.empty();
  }
}
