// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Nearest;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.run.scenario.FeatureScenario;
import io.cucumber.core.feature.GluePath;
import io.cucumber.core.options.RuntimeOptionsBuilder;
import io.cucumber.core.runtime.Runtime;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.StepDefinedEvent;
import io.cucumber.plugin.event.TestStepFinished;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks whether each step of feature files is defined, and each requirement known. Runs nothing.
 */
public final class FeatureCheck {

  /** Steps that are named for one that is not defined. */
  private static final int MAX_NEAR = 3;

  /** Problems that are told of all files. */
  private static final int MAX_PROBLEMS = 100;

  /** A shape that shares less of its words than this was not meant. */
  private static final double MIN_SHARED = 0.3;

  private FeatureCheck() {}

  /**
   * Checks them.
   *
   * @param known ids of the requirements that there are
   * @throws ConfigurationException with file, line, and what may have been meant
   */
  public static void check(FeatureFiles features, Collection<String> known) {
    List<Problem> problems = new ArrayList<>(undefined(features));
    for (FeatureScenario scenario : features.scenarios()) {
      for (String id : scenario.requirements()) {
        if (!known.contains(id)) {
          problems.add(
              new Problem(
                  shown(scenario.file()),
                  scenario.line(),
                  "'" + scenario.name() + "' has the tag @" + id + ", which is no requirement",
                  Nearest.to(id, known)
                      .map(near -> "did you mean @" + near + "?")
                      .orElse("'rig list requirements' shows them")));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems.stream().distinct().limit(MAX_PROBLEMS).toList());
    }
  }

  /** Each step once, in the order of files and lines. */
  private static Collection<Problem> undefined(FeatureFiles features) {
    Set<String> shapes = new TreeSet<>();
    TreeMap<Place, String> steps = new TreeMap<>();
    ConcurrentEventListener listener =
        publisher -> {
          publisher.registerHandlerFor(
              StepDefinedEvent.class, event -> shapes.add(event.getStepDefinition().getPattern()));
          publisher.registerHandlerFor(
              TestStepFinished.class,
              event -> {
                Status status = event.getResult().getStatus();
                if ((status == Status.UNDEFINED || status == Status.AMBIGUOUS)
                    && event.getTestStep() instanceof PickleStepTestStep step) {
                  steps.put(
                      new Place(event.getTestCase().getUri(), step.getStep().getLine()),
                      (status == Status.UNDEFINED ? "no step is " : "more than one step is ")
                          + "'"
                          + step.getStep().getText()
                          + "'");
                }
              });
        };
    Runtime.builder()
        .withRuntimeOptions(
            new RuntimeOptionsBuilder()
                .addGlue(GluePath.parse(StepCatalogue.GLUE))
                .setDryRun()
                .setPublishQuiet(true)
                .build())
        .withFeatureSupplier(features::parsed)
        .withAdditionalPlugins(listener)
        .build()
        .run();
    List<Problem> problems = new ArrayList<>();
    steps.forEach(
        (place, what) ->
            problems.add(
                new Problem(
                    shown(Path.of(place.uri())),
                    place.line(),
                    what + " as the rig defines them",
                    advice(what, shapes))));
    return problems;
  }

  private record Place(URI uri, int line) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return Comparator.comparing(Place::uri).thenComparingInt(Place::line).compare(this, other);
    }
  }

  private static String advice(String text, Set<String> shapes) {
    List<String> near = nearest(text, shapes);
    return near.isEmpty()
        ? "'rig list steps' shows all"
        : near.stream()
            .map(shape -> "'" + shape + "'")
            .collect(Collectors.joining(", ", "near: ", ""));
  }

  /** Those that share the most words; blanks for values count for nothing. */
  static List<String> nearest(String text, Collection<String> shapes) {
    Set<String> words = words(text);
    return shapes.stream()
        .filter(shape -> shared(words, words(shape)) >= MIN_SHARED)
        .sorted(
            Comparator.comparingDouble((String shape) -> -shared(words, words(shape)))
                .thenComparing(shape -> shape))
        .limit(MAX_NEAR)
        .toList();
  }

  private static double shared(Set<String> one, Set<String> other) {
    Set<String> both = new LinkedHashSet<>(one);
    both.retainAll(other);
    Set<String> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return all.isEmpty() ? 0 : (double) both.size() / all.size();
  }

  private static Set<String> words(String text) {
    String plain = text.replaceAll("\\{[^}]*}|\\([^)]*\\)", " ").toLowerCase(Locale.ROOT);
    return Arrays.stream(plain.split("[^a-z]+", -1))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
  }
}
