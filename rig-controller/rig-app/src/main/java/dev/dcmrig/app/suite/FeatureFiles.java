// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.suite;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import io.cucumber.core.eventbus.IncrementingUuidGenerator;
import io.cucumber.core.feature.FeatureParser;
import io.cucumber.core.feature.FeatureWithLines;
import io.cucumber.core.gherkin.Feature;
import io.cucumber.core.gherkin.FeatureParserException;
import io.cucumber.core.gherkin.Pickle;
import io.cucumber.core.options.RuntimeOptionsBuilder;
import io.cucumber.core.runtime.FeaturePathFeatureSupplier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The feature files of some areas, parsed once and given to whoever asks. */
public final class FeatureFiles {
  private final RigHome home;
  private final List<Feature> features;

  private FeatureFiles(RigHome home, List<Feature> features) {
    this.home = home;
    this.features = features;
  }

  /**
   * Parses {@code features/<area>/*.feature}.
   *
   * @throws ConfigurationException when a file is no Gherkin
   */
  public static FeatureFiles of(RigHome home, List<String> areas) {
    RuntimeOptionsBuilder options = new RuntimeOptionsBuilder();
    for (String area : areas) {
      URI folder = home.features().resolve(area).toUri();
      options.addFeature(FeatureWithLines.create(folder, List.of()));
    }
    FeatureParser parser = new FeatureParser(new IncrementingUuidGenerator()::generateId);
    try {
      List<Feature> features =
          new ArrayList<>(
              new FeaturePathFeatureSupplier(
                      FeatureFiles.class::getClassLoader, options.build(), parser)
                  .get());
      features.sort(Comparator.comparing(feature -> feature.getUri().toString()));
      return new FeatureFiles(home, features);
    } catch (FeatureParserException e) {
      throw new ConfigurationException(
          new Problem(
              "features",
              0,
              String.valueOf(e.getMessage()),
              "write Gherkin as the other files do"));
    }
  }

  /**
   * Parses every area that the rig has.
   *
   * @throws ConfigurationException when a file is no Gherkin
   */
  public static FeatureFiles all(RigHome home) {
    try (var folders = Files.list(home.features())) {
      List<String> areas =
          folders
              .filter(FeatureFiles::isArea)
              .map(folder -> String.valueOf(folder.getFileName()))
              .sorted()
              .toList();
      return of(home, areas);
    } catch (IOException e) {
      throw new ConfigurationException(
          new Problem(
              home.shown(home.features()),
              0,
              "can't be listed: " + e.getMessage(),
              "check that the rig is complete"));
    }
  }

  private static boolean isArea(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".feature"));
    } catch (IOException e) {
      return false;
    }
  }

  /** For the engine that runs them. */
  List<Feature> parsed() {
    return features;
  }

  /** Every scenario in feature order: by file, then by line. */
  public List<FeatureScenario> scenarios() {
    List<FeatureScenario> scenarios = new ArrayList<>();
    for (Feature feature : features) {
      for (Pickle pickle : feature.getPickles()) {
        scenarios.add(
            new FeatureScenario(
                relative(feature.getUri()),
                pickle.getLocation().getLine(),
                feature.getName().orElse(""),
                pickle.getName(),
                List.copyOf(pickle.getTags()),
                pickle.getSteps().size()));
      }
    }
    scenarios.sort(
        Comparator.comparing(FeatureScenario::uri).thenComparingInt(FeatureScenario::line));
    return scenarios;
  }

  /** Every tag in use, with its {@code @}. */
  public Set<String> tags() {
    Set<String> tags = new TreeSet<>();
    scenarios().forEach(scenario -> tags.addAll(scenario.tags()));
    return tags;
  }

  /** A feature's address as scenarios and evidence name it. */
  String relative(URI uri) {
    Path file = Path.of(uri).toAbsolutePath().normalize();
    return home.features().relativize(file).toString().replace('\\', '/');
  }
}
