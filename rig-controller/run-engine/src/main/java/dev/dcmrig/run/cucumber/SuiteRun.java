// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.Benches;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.RunningScenario;
import dev.dcmrig.run.scenario.ScenarioLog;
import dev.dcmrig.run.scenario.ScenarioResult;
import io.cucumber.core.feature.GluePath;
import io.cucumber.core.gherkin.Pickle;
import io.cucumber.core.options.RuntimeOptionsBuilder;
import io.cucumber.core.order.PickleOrder;
import io.cucumber.core.order.StandardPickleOrders;
import io.cucumber.core.plugin.MessageFormatter;
import io.cucumber.core.runtime.Runtime;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Runs scenarios with Cucumber and tells what became of each. */
public final class SuiteRun {

  /** Scenarios at a time; more than this many only get into each other's way. */
  public static final int MAX_PARALLEL = 64;

  /** Tag of scenarios that let hours pass. */
  private static final String LONG_TAG = "@long";

  /** The order in which scenarios run; their evidence must not depend on it. */
  public enum Order {
    /** Shuffled by the seed, so that a scenario that needs another one is found out. */
    RANDOM,
    /** By file, then by line. */
    FEATURE,
    /** Those first that end soon, so that a defect is found soon. */
    SHORTEST
  }

  /**
   * How to run.
   *
   * @param parallel scenarios at a time, 1 to {@link #MAX_PARALLEL}
   */
  public record Plan(TagFilter filter, Order order, long seed, int parallel) {}

  /** Opens the bench of a scenario that runs now. */
  @FunctionalInterface
  public interface BenchOpener {
    Bench open(RunningScenario scenario);
  }

  private final FeatureFiles features;
  private final List<FeatureScenario> selected;
  private final PickleOrder order;
  private final int parallel;
  private final Interruption interruption;

  public SuiteRun(FeatureFiles features, Plan plan, Interruption interruption) {
    this(features, plan, scenario -> true, interruption);
  }

  /** Of what the plan selects only those that are chosen. */
  public SuiteRun(
      FeatureFiles features,
      Plan plan,
      Predicate<FeatureScenario> chosen,
      Interruption interruption) {
    this.features = features;
    this.selected =
        features.scenarios().stream()
            .filter(scenario -> plan.filter().matches(scenario.tags()))
            .filter(chosen)
            .toList();
    this.order = order(plan);
    this.parallel = plan.parallel();
    this.interruption = interruption;
  }

  /** Runs just these scenarios, one after the other in this order. */
  public SuiteRun(
      FeatureFiles features, List<FeatureScenario> scenarios, Interruption interruption) {
    this.features = features;
    this.selected = List.copyOf(scenarios);
    this.order = this::asListed;
    this.parallel = 1;
    this.interruption = interruption;
  }

  /** These of its scenarios once more, one after the other. */
  public SuiteRun again(List<FeatureScenario> scenarios) {
    return new SuiteRun(features, scenarios, interruption);
  }

  /** What is to run: in feature order, or as it was listed. */
  public List<FeatureScenario> selected() {
    return selected;
  }

  /**
   * Runs all that is selected, or as much as is done when the run is interrupted or the engine
   * breaks. The engine forgets scenarios that it could not run (for want of memory, say) and says
   * nothing: what comes back must be held against {@link #selected}.
   *
   * @param messages takes Cucumber's own messages (ndjson); closed at the end
   * @param onResult told of each scenario as it ends, on its thread
   * @param onError told of each throwable, for {@code --debug}
   */
  public List<ScenarioResult> run(
      ScenarioLog.Book book,
      BenchOpener opener,
      OutputStream messages,
      Consumer<ScenarioResult> onResult,
      Consumer<Throwable> onError) {
    return run(book, opener, messages, onResult, onError, (scenario, step) -> {});
  }

  /**
   * As above.
   *
   * @param onStep told of each step as it begins, on its scenario's thread
   */
  public List<ScenarioResult> run(
      ScenarioLog.Book book,
      BenchOpener opener,
      OutputStream messages,
      Consumer<ScenarioResult> onResult,
      Consumer<Throwable> onError,
      BiConsumer<FeatureScenario, String> onStep) {
    Map<String, FeatureScenario> known = new LinkedHashMap<>();
    features.scenarios().forEach(scenario -> known.put(scenario.location(), scenario));
    SuiteListener listener =
        new SuiteListener(features, known, book, interruption, onResult, onError, onStep);
    RuntimeOptionsBuilder options =
        new RuntimeOptionsBuilder()
            .addGlue(GluePath.parse(StepCatalogue.GLUE))
            .setThreads(parallel)
            .setPublishQuiet(true)
            .setPickleOrder(pickles -> order.orderPickles(chosen(pickles)));
    Benches.openWith(
        id ->
            opener.open(
                listener.current(features.relative(URI.create(id.uri())) + ":" + id.line())));
    try {
      Runtime.builder()
          .withRuntimeOptions(options.build())
          .withFeatureSupplier(() -> features.with(selected))
          .withAdditionalPlugins(listener, new MessageFormatter(messages))
          .build()
          .run();
    } catch (Throwable e) {
      // What ran before counts, and what did not is missing: a plan knows that.
      interruption.memoryEndedIf(e);
      onError.accept(e);
    }
    return listener.results();
  }

  /** Of all pickles those that are to run, in a list that an order may sort. */
  private List<Pickle> chosen(List<Pickle> pickles) {
    Set<String> locations = new HashSet<>();
    selected.forEach(scenario -> locations.add(scenario.location()));
    return pickles.stream()
        .filter(pickle -> locations.contains(location(pickle)))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private List<Pickle> asListed(List<Pickle> pickles) {
    Map<String, Pickle> byLocation = new HashMap<>();
    pickles.forEach(pickle -> byLocation.put(location(pickle), pickle));
    return selected.stream()
        .map(FeatureScenario::location)
        .map(byLocation::get)
        .filter(Objects::nonNull)
        .toList();
  }

  private String location(Pickle pickle) {
    return features.relative(pickle.getUri()) + ":" + pickle.getLocation().getLine();
  }

  private static PickleOrder order(Plan plan) {
    return switch (plan.order()) {
      case RANDOM -> StandardPickleOrders.random(plan.seed());
      case FEATURE -> StandardPickleOrders.lexicalUriOrder();
      case SHORTEST -> SuiteRun::shortestFirst;
    };
  }

  /** Scenarios that let days pass come last; of the others a step costs about the same. */
  private static List<Pickle> shortestFirst(List<Pickle> pickles) {
    List<Pickle> sorted = new ArrayList<>(pickles);
    sorted.sort(
        Comparator.comparing((Pickle pickle) -> pickle.getTags().contains(LONG_TAG))
            .thenComparingInt(pickle -> pickle.getSteps().size()));
    return sorted;
  }
}
