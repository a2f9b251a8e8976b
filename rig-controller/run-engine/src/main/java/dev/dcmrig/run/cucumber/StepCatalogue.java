// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import io.cucumber.core.feature.GluePath;
import io.cucumber.core.options.RuntimeOptionsBuilder;
import io.cucumber.core.runtime.Runtime;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.StepDefinedEvent;
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

  private StepCatalogue() {}

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
