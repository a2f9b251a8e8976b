// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.run.scenario.FeatureScenario;
import io.cucumber.core.eventbus.IncrementingUuidGenerator;
import io.cucumber.core.feature.FeatureParser;
import io.cucumber.core.feature.FeatureWithLines;
import io.cucumber.core.gherkin.Feature;
import io.cucumber.core.gherkin.FeatureParserException;
import io.cucumber.core.gherkin.Pickle;
import io.cucumber.core.options.RuntimeOptionsBuilder;
import io.cucumber.core.runtime.FeaturePathFeatureSupplier;
import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.GherkinDocument;
import io.cucumber.messages.types.PickleStepType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The feature files of some areas, parsed once and given to whoever asks. */
public final class FeatureFiles {
  private final RigHome home;
  private final List<Feature> features;
  private final List<FeatureScenario> scenarios;
  private final Set<String> outcomes = new HashSet<>();

  private FeatureFiles(RigHome home, List<Feature> features) {
    this.home = home;
    this.features = features;
    this.scenarios = read();
  }

  /**
   * Parses {@code features/<area>/*.feature}.
   *
   * @throws ConfigurationException when a file is no Gherkin, or two scenarios have one id
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
   * @throws ConfigurationException when a file is no Gherkin, or two scenarios have one id
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

  /** For the engine, all of them. */
  List<Feature> parsed() {
    return features;
  }

  /**
   * For the engine that runs them: the files in which a scenario is selected. It writes a message
   * for each scenario that it is given.
   */
  List<Feature> with(TagFilter filter) {
    return features.stream()
        .filter(
            feature ->
                feature.getPickles().stream()
                    .anyMatch(pickle -> filter.matches(List.copyOf(pickle.getTags()))))
        .toList();
  }

  /** Every scenario in feature order: by file, then by line. */
  public List<FeatureScenario> scenarios() {
    return scenarios;
  }

  /** Whether a step of a scenario says what must have come of it: {@code Then}, in any language. */
  boolean isOutcome(String stepId) {
    return outcomes.contains(stepId);
  }

  private List<FeatureScenario> read() {
    List<FeatureScenario> found = new ArrayList<>();
    for (Feature feature : features) {
      String uri = relative(feature.getUri());
      Map<Integer, String> ids = new HashMap<>();
      messages(feature)
          .map(Envelope::getGherkinDocument)
          .flatMap(Optional::stream)
          .map(GherkinDocument::getFeature)
          .flatMap(Optional::stream)
          .forEach(document -> ids.putAll(ScenarioIds.of(uri, document)));
      messages(feature)
          .map(Envelope::getPickle)
          .flatMap(Optional::stream)
          .flatMap(pickle -> pickle.getSteps().stream())
          .filter(step -> step.getType().filter(PickleStepType.OUTCOME::equals).isPresent())
          .forEach(step -> outcomes.add(step.getId()));
      for (Pickle pickle : feature.getPickles()) {
        int line = pickle.getLocation().getLine();
        found.add(
            new FeatureScenario(
                ids.getOrDefault(line, uri + ":" + line),
                uri,
                line,
                feature.getName().orElse(""),
                pickle.getName(),
                List.copyOf(pickle.getTags()),
                pickle.getSteps().size()));
      }
    }
    found.sort(Comparator.comparing(FeatureScenario::uri).thenComparingInt(FeatureScenario::line));
    refuseClashes(found);
    return List.copyOf(found);
  }

  private static Stream<Envelope> messages(Feature feature) {
    return StreamSupport.stream(feature.getParseEvents().spliterator(), false)
        .filter(Envelope.class::isInstance)
        .map(Envelope.class::cast);
  }

  /** Seeds, folders and digests hang on an id: two scenarios can't share one. */
  private static void refuseClashes(List<FeatureScenario> scenarios) {
    Problems problems = new Problems();
    Map<String, FeatureScenario> first = new HashMap<>();
    for (FeatureScenario scenario : scenarios) {
      FeatureScenario other = first.putIfAbsent(scenario.id(), scenario);
      if (other != null) {
        problems.add(
            "features/" + scenario.uri(),
            scenario.line(),
            "'"
                + scenario.name()
                + "' has the id "
                + scenario.id()
                + ", as has the scenario in line "
                + other.line(),
            "give it a name of its own, or a tag '"
                + ScenarioIds.ID_TAG
                + "...'; a row of examples needs other values");
      }
    }
    problems.throwIfAny();
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
