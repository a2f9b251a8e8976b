// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.TextFile;
import dev.dcmrig.bench.config.YamlFile;
import dev.dcmrig.bench.config.YamlMap;
import dev.dcmrig.sim.settings.RecordReader;
import dev.dcmrig.telematics.http.ServiceMappings;
import dev.dcmrig.telematics.subscriptions.Packages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that the telematics service is configured by. Whatever is wrong with them is said with
 * file and line before a run begins.
 */
public final class ServiceFiles {
  /** Files of mappings; those of the rig are two. */
  private static final int MAX_FILES = 100;

  private ServiceFiles() {}

  /**
   * Checks all of them.
   *
   * @throws ConfigurationException for the first that can't be used
   */
  public static void check(RigHome home) {
    @SuppressWarnings("unused")
    Packages packages = packages(home.packages());
    @SuppressWarnings("unused")
    ServiceMappings mappings = mappings(home.wiremock());
  }

  /**
   * What a car comes with.
   *
   * @param file {@code hil-configs/subscriptions/packages.yaml}
   * @throws ConfigurationException if it can't be read or does not say it
   */
  public static Packages packages(Path file) {
    Problems problems = new Problems();
    String shown = shown(file);
    Optional<YamlMap> yaml = YamlFile.read(file, shown, problems);
    Optional<Packages> packages = yaml.flatMap(map -> packages(map, shown, problems));
    problems.throwIfAny();
    return packages.orElseThrow();
  }

  private static Optional<Packages> packages(YamlMap yaml, String shown, Problems problems) {
    RecordReader.Reading<Packages> reading = RecordReader.read(Packages.class, yaml.plain());
    reading
        .problems()
        .forEach(
            each ->
                problems.add(
                    shown,
                    yaml.lineOfPath(each.path()),
                    (each.path().isEmpty() ? "" : each.path() + ": ") + each.what(),
                    each.wanted()));
    return reading.value();
  }

  /**
   * What the service's HTTP edge hands on, and what a fault of an answer looks like.
   *
   * @param wiremock holds a folder {@code mappings} of JSON files
   * @throws ConfigurationException if they can't be read, or could answer in the service's place
   */
  public static ServiceMappings mappings(Path wiremock) {
    Problems problems = new Problems();
    Path folder = wiremock.resolve("mappings");
    List<ServiceMappings.Source> sources = new ArrayList<>();
    for (Path file : jsonFiles(folder, problems)) {
      String shown = shown(file);
      TextFile.read(file, shown, TextFile.MAX_BYTES, problems)
          .ifPresent(text -> sources.add(new ServiceMappings.Source(shown, text)));
    }
    problems.throwIfAny();
    ServiceMappings mappings = ServiceMappings.read(shown(folder), sources);
    mappings
        .problems()
        .forEach(each -> problems.add(each.file(), each.line(), each.what(), each.remedy()));
    problems.throwIfAny();
    return mappings;
  }

  private static List<Path> jsonFiles(Path folder, Problems problems) {
    if (!Files.isDirectory(folder)) {
      problems.add(shown(folder), 0, "there is no such folder", "take it from the rig's checkout");
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files.filter(file -> file.toString().endsWith(".json")).limit(MAX_FILES + 1L).toList();
      if (found.isEmpty() || found.size() > MAX_FILES) {
        String what = found.isEmpty() ? "holds no file *.json" : "holds more than " + MAX_FILES;
        problems.add(shown(folder), 0, what, "take it from the rig's checkout");
        return List.of();
      }
      return found.stream().sorted().toList();
    } catch (IOException e) {
      problems.add(shown(folder), 0, "can't be read: " + e.getMessage(), "check its permissions");
      return List.of();
    }
  }

  /** From {@code hil-configs} on, as everybody knows these files; else the whole path. */
  private static String shown(Path file) {
    for (int i = file.getNameCount() - 1; i >= 0; i--) {
      if (file.getName(i).toString().equals("hil-configs")) {
        return file.subpath(i, file.getNameCount()).toString();
      }
    }
    return file.toString();
  }
}
