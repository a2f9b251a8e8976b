// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import dev.dcmrig.api.Check;
import dev.dcmrig.evidence.measurement.Unit;
import io.cucumber.core.feature.GluePath;
import io.cucumber.core.options.RuntimeOptionsBuilder;
import io.cucumber.core.runtime.Runtime;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.StepDefinedEvent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The steps that are defined, found by a dry run: nothing is opened, nothing moves. */
public final class StepCatalogue {

  /** Java package of the steps. */
  static final String GLUE = "dev.dcmrig.features";

  /**
   * One step shape.
   *
   * @param pattern a Cucumber expression
   * @param definedIn class and method
   */
  public record Shape(String pattern, String definedIn) {}

  /**
   * What a step measures, as it declares it; amounts are numbers with their units, empty where
   * nothing is declared.
   *
   * @param uncertainty expanded, k = 2, on a bench in real time
   * @param within how long the bench looks where the scenario names no time
   * @param past how long past a limit of time a late event is still looked for
   * @param speaksFor requirements that a failure is about
   */
  public record Measured(
      String quantity,
      String unit,
      String source,
      String tolerance,
      String resolution,
      String uncertainty,
      String within,
      String past,
      List<String> speaksFor) {}

  private StepCatalogue() {}

  /** What the code behind a shape declares; nothing where it judges nothing. */
  public static List<Measured> measured(Shape shape) {
    return Verdicts.methods(shape.definedIn()).stream()
        .flatMap(method -> Arrays.stream(method.getAnnotationsByType(Check.class)))
        .map(StepCatalogue::measured)
        .distinct()
        .toList();
  }

  private static Measured measured(Check check) {
    boolean ofTime = check.unit() == Unit.SECOND && check.uncertainty().isEmpty();
    return new Measured(
        check.quantity(),
        check.unit() == Unit.WORD ? "word" : check.unit().symbol(),
        check.source().words(),
        check.tolerance(),
        check.resolution(),
        ofTime
            ? Math.round(check.source().timeUncertaintySeconds() * 1e3) + " ms"
            : check.uncertainty(),
        check.within(),
        check.past(),
        List.of(check.speaksFor()));
  }

  public static List<Shape> read(FeatureFiles features) {
    Set<Shape> shapes =
        new ConcurrentSkipListSet<>(
            Comparator.comparing(Shape::pattern).thenComparing(Shape::definedIn));
    ConcurrentEventListener listener =
        publisher ->
            publisher.registerHandlerFor(
                StepDefinedEvent.class,
                event ->
                    shapes.add(
                        new Shape(
                            event.getStepDefinition().getPattern(),
                            event.getStepDefinition().getLocation())));
    Runtime.builder()
        .withRuntimeOptions(
            new RuntimeOptionsBuilder().addGlue(GluePath.parse(GLUE)).setDryRun().build())
        .withFeatureSupplier(() -> features.parsed())
        .withAdditionalPlugins(listener)
        .build()
        .run();
    return List.copyOf(shapes);
  }
}
