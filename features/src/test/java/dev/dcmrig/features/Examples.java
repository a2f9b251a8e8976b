// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.features.network.FaultSequence;
import io.cucumber.core.feature.FeatureParser;
import io.cucumber.core.gherkin.Feature;
import io.cucumber.core.gherkin.Pickle;
import io.cucumber.core.gherkin.Step;
import io.cucumber.core.resource.Resource;
import io.cucumber.cucumberexpressions.CaptureGroupTransformer;
import io.cucumber.cucumberexpressions.Expression;
import io.cucumber.cucumberexpressions.ExpressionFactory;
import io.cucumber.cucumberexpressions.ParameterTypeRegistry;
import io.cucumber.java.ParameterType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How scenarios use the steps: an example of each shape, and of the values of each parameter. */
final class Examples {
  /** More values than this teach nothing new. */
  private static final int MOST_VALUES = 8;

  /** Steps of the features that {@link FaultSequence} writes. */
  private static final Set<String> SEARCH_ONLY = Set.of("When every fault of the service is gone");

  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  private final ParameterTypeRegistry types = new ParameterTypeRegistry(Locale.ENGLISH);
  private final Map<String, String> patterns = new TreeMap<>();
  private final Map<String, Set<String>> seen = new TreeMap<>();
  private final List<String> steps = new ArrayList<>();

  private Examples() {}

  static Path features() {
    return Path.of(System.getProperty("rig.root"), "features");
  }

  static Examples ofAllScenarios(List<Class<?>> glossaries) throws IOException {
    Examples examples = new Examples();
    for (Class<?> glossary : glossaries) {
      for (Method method : glossary.getDeclaredMethods()) {
        ParameterType type = method.getAnnotation(ParameterType.class);
        if (type != null) {
          examples.define(method.getName(), type.value());
        }
      }
    }
    for (Pickle pickle : pickles()) {
      for (Step step : pickle.getSteps()) {
        examples.steps.add(step.getText());
      }
    }
    return examples;
  }

  /** Every scenario of every feature file, by file and line. */
  static List<Pickle> pickles() throws IOException {
    FeatureParser parser = new FeatureParser(UUID::randomUUID);
    List<Pickle> pickles = new ArrayList<>();
    for (Path file : files()) {
      Feature feature = parser.parseResource(new FileResource(file)).orElseThrow();
      pickles.addAll(feature.getPickles());
    }
    return pickles;
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(features())) {
      return all.filter(file -> file.toString().endsWith(".feature"))
          .filter(file -> !file.toString().contains("target"))
          .sorted()
          .toList();
    }
  }

  private void define(String name, String pattern) {
    patterns.put(name, pattern);
    seen.put(name, new TreeSet<>());
    types.defineParameterType(
        new io.cucumber.cucumberexpressions.ParameterType<>(
            name,
            pattern,
            String.class,
            (CaptureGroupTransformer<String>) groups -> groups[0],
            false,
            false));
  }

  /**
   * The shortest step that has this shape.
   *
   * @param shape keyword and expression
   * @throws IllegalArgumentException when no scenario says it
   */
  String of(String shape) {
    String keyword = shape.substring(0, shape.indexOf(' '));
    String pattern = shape.substring(shape.indexOf(' ') + 1);
    Expression expression = new ExpressionFactory(types).createExpression(pattern);
    String best = null;
    for (String step : steps) {
      var found = expression.match(step);
      if (found != null) {
        note(pattern, found);
        if (best == null || step.length() < best.length()) {
          best = step;
        }
      }
    }
    if (best == null && SEARCH_ONLY.contains(shape)) {
      return "(said by the search for fault sequences only)";
    }
    if (best == null) {
      throw new IllegalArgumentException("no scenario says '" + shape + "': remove the step");
    }
    return keyword + " " + best.replace("|", "\\|");
  }

  private void note(String pattern, List<io.cucumber.cucumberexpressions.Argument<?>> found) {
    Matcher names = PARAMETER.matcher(pattern);
    for (var argument : found) {
      if (names.find() && seen.containsKey(names.group(1))) {
        seen.get(names.group(1)).add(String.valueOf(argument.getGroup().getValue()));
      }
    }
  }

  /** What may stand for each parameter; complete where the pattern is a list of words. */
  Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    patterns.forEach(
        (name, pattern) -> {
          boolean words = pattern.matches("[\\w ,:'|\\\\.-]+") && !pattern.contains("\\d");
          List<String> all =
              words
                  ? Arrays.stream(pattern.split("\\|")).map(w -> w.replace("\\", "")).toList()
                  : seen.get(name).stream().limit(MOST_VALUES).toList();
          String text = all.stream().map(w -> "`" + w + "`").collect(Collectors.joining(", "));
          values.put(name, words ? text : "for example " + text);
        });
    return values;
  }

  private record FileResource(Path file) implements Resource {
    @Override
    public URI getUri() {
      return file.toUri();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return Files.newInputStream(file);
    }
  }
}
