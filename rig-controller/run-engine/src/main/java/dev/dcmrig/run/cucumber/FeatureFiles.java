// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.TextFile;
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
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The feature files of some areas, parsed once and given to whoever asks. */
public final class FeatureFiles {
  private final List<Path> roots;
  private final List<Feature> features;
  private final Map<String, FeatureLines> lines = new HashMap<>();
  private final List<FeatureScenario> scenarios;
  private final Set<String> outcomes = new HashSet<>();

  private FeatureFiles(List<Path> roots, List<Feature> features) {
    this.roots = roots;
    this.features = features;
    this.scenarios = read();
  }

  /**
   * Parses {@code features/<area>/*.feature}.
   *
   * @throws ConfigurationException when a file is no Gherkin, or two scenarios have one id
   */
  public static FeatureFiles of(RigHome home, List<String> areas) {
    List<Path> folders = areas.stream().map(home.features()::resolve).toList();
    return read(home, folders, folders);
  }

  /**
   * Parses the feature files of these places.
   *
   * @param suites folders whose files a bench names: {@code my-suite/night.feature} of {@code
   *     /home/me/my-suite}, wherever it lies
   * @param places folders and files to read; a file of no suite goes by its own folder
   * @throws ConfigurationException when a file is no Gherkin, or two scenarios have one id
   */
  public static FeatureFiles read(RigHome home, List<Path> suites, List<Path> places) {
    List<Path> roots = new ArrayList<>(List.of(home.features()));
    Stream.concat(suites.stream(), places.stream())
        .map(place -> Files.isDirectory(place) ? place : place.resolveSibling(""))
        .map(folder -> folder.toAbsolutePath().normalize().getParent())
        .filter(Objects::nonNull)
        .filter(folder -> !folder.startsWith(home.features()))
        .forEach(roots::add);
    refuseWhatIsNoFile(home, places);
    RuntimeOptionsBuilder options = new RuntimeOptionsBuilder();
    for (Path place : places) {
      options.addFeature(FeatureWithLines.create(place.toAbsolutePath().toUri(), List.of()));
    }
    FeatureParser parser = new FeatureParser(new IncrementingUuidGenerator()::generateId);
    try {
      List<Feature> features =
          new ArrayList<>(
              new FeaturePathFeatureSupplier(
                      FeatureFiles.class::getClassLoader, options.build(), parser)
                  .get());
      features.sort(Comparator.comparing(feature -> feature.getUri().toString()));
      return new FeatureFiles(roots, features);
    } catch (FeatureParserException e) {
      throw new ConfigurationException(
          new Problem(
              "features",
              0,
              String.valueOf(e.getMessage()),
              "write Gherkin as the other files do"));
    }
  }

  /** The parser waits for a pipe for ever, and goes past a link to nowhere: a lost scenario. */
  private static void refuseWhatIsNoFile(RigHome home, List<Path> places) {
    Problems problems = new Problems();
    for (Path place : places) {
      try {
        Files.walkFileTree(
            place,
            EnumSet.of(FileVisitOption.FOLLOW_LINKS),
            Integer.MAX_VALUE,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!attributes.isRegularFile() && file.toString().endsWith(".feature")) {
                  TextFile.isRegular(file, home.shown(file), problems);
                }
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException cause) {
                problems.add(
                    home.shown(file),
                    0,
                    unread(cause),
                    "a scenario there would be lost; check links and permissions");
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        problems.add(home.shown(place), 0, unread(e), "check the disk and the path");
      }
    }
    problems.throwIfAny();
  }

  private static String unread(IOException cause) {
    if (cause instanceof FileSystemLoopException) {
      return "is a link that leads in a circle";
    }
    return cause instanceof AccessDeniedException
        ? "may not be read by this user"
        : "can't be read: " + cause.getMessage();
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
   * For the engine that runs them: files with a scenario that is to run. It writes a message for
   * each scenario that it is given.
   */
  List<Feature> with(List<FeatureScenario> selected) {
    Set<String> uris = selected.stream().map(FeatureScenario::uri).collect(Collectors.toSet());
    return features.stream().filter(feature -> uris.contains(relative(feature.getUri()))).toList();
  }

  /**
   * Whether a scenario stands at one of these places.
   *
   * @param places none: everywhere
   */
  public boolean isAt(FeatureScenario scenario, List<FeaturePlace> places) {
    return places.isEmpty() || places.stream().anyMatch(place -> isAt(scenario, place));
  }

  private boolean isAt(FeatureScenario scenario, FeaturePlace place) {
    FeatureLines of = lines.get(scenario.uri());
    return scenario.file().startsWith(place.path())
        && (place.lines().isEmpty()
            || (of != null
                && place.lines().stream().anyMatch(line -> of.at(line).contains(scenario.line()))));
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
      Path file = Path.of(feature.getUri()).toAbsolutePath().normalize();
      Map<Integer, String> ids = new HashMap<>();
      messages(feature)
          .map(Envelope::getGherkinDocument)
          .flatMap(Optional::stream)
          .map(GherkinDocument::getFeature)
          .flatMap(Optional::stream)
          .forEach(
              document -> {
                ids.putAll(ScenarioIds.of(uri, document));
                lines.put(uri, FeatureLines.of(document, lastLine(feature)));
              });
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
                file,
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

  /** As an editor counts: behind the last end of a line is one more. */
  private static int lastLine(Feature feature) {
    return 1 + (int) feature.getSource().chars().filter(sign -> sign == '\n').count();
  }

  private static Stream<Envelope> messages(Feature feature) {
    return StreamSupport.stream(feature.getParseEvents().spliterator(), false)
        .filter(Envelope.class::isInstance)
        .map(Envelope.class::cast);
  }

  /** Seeds, folders and digests hang on an id: two scenarios can't share one. */
  private void refuseClashes(List<FeatureScenario> scenarios) {
    Problems problems = new Problems();
    Map<String, FeatureScenario> first = new HashMap<>();
    for (FeatureScenario scenario : scenarios) {
      FeatureScenario other = first.putIfAbsent(scenario.id(), scenario);
      if (other != null) {
        problems.add(
            scenario.file().startsWith(roots.get(0))
                ? "features/" + scenario.uri()
                : scenario.file().toString(),
            scenario.line(),
            "'"
                + scenario.name()
                + "' has the id "
                + scenario.id()
                + ", as has the scenario in line "
                + other.line()
                + (other.file().equals(scenario.file()) ? "" : " of " + other.file()),
            "give it a name of its own, or a tag '"
                + ScenarioIds.ID_TAG
                + "...'; a row of examples needs other values");
      }
    }
    problems.throwIfAny();
  }

  /**
   * The hash of each scenario's text, by its id: name, steps and their tables, as a run's messages
   * have them, too ({@code ScenarioTexts}).
   */
  public Map<String, String> texts() {
    Map<String, String> texts = new HashMap<>();
    for (Feature feature : features) {
      Map<String, String> byPickle = new HashMap<>();
      messages(feature)
          .map(Envelope::getPickle)
          .flatMap(Optional::stream)
          .forEach(pickle -> byPickle.put(pickle.getId(), PickleText.hash(pickle)));
      String uri = relative(feature.getUri());
      for (Pickle pickle : feature.getPickles()) {
        int line = pickle.getLocation().getLine();
        scenarios.stream()
            .filter(it -> it.uri().equals(uri) && it.line() == line)
            .forEach(it -> texts.put(it.id(), byPickle.getOrDefault(pickle.getId(), "")));
      }
    }
    return texts;
  }

  /** Every tag in use, with its {@code @}. */
  public Set<String> tags() {
    Set<String> tags = new TreeSet<>();
    scenarios().forEach(scenario -> tags.addAll(scenario.tags()));
    return tags;
  }

  /**
   * A feature's address as scenarios and evidence name it: from the rig's features, or its suite.
   */
  String relative(URI uri) {
    Path file = Path.of(uri).toAbsolutePath().normalize();
    Path root = roots.stream().filter(file::startsWith).findFirst().orElse(roots.get(0));
    return root.relativize(file).toString().replace('\\', '/');
  }
}
