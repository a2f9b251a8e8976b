// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.Indicator.Change;
import dev.dcmrig.api.Indicator.Lamp;
import dev.dcmrig.api.IndicatorPattern;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;

/** What must be seen of the indicator beside the SOS button. */
public final class IndicatorChecks {
  /** Long enough to tell flashing from solid: more than two flashes. */
  private static final Duration LOOK = Duration.ofMillis(2600);

  private static final Duration STEP = Duration.ofMillis(200);

  private final Scene scene;

  public IndicatorChecks(Scene scene) {
    this.scene = scene;
  }

  private IndicatorPattern seen(Duration span) {
    Duration now = scene.now();
    return scene.instruments().indicator().pattern(now.minus(span), now);
  }

  @Then("the indicator is {pattern} within {duration}")
  public void within(IndicatorPattern pattern, Duration limit) {
    Duration end = scene.now().plus(limit).plus(LOOK);
    scene.pass(LOOK);
    while (seen(LOOK) != pattern && scene.now().compareTo(end) < 0) {
      scene.pass(STEP);
    }
    scene.dcm(
        seen(LOOK) == pattern,
        () ->
            "expected the indicator to be "
                + words(pattern)
                + " within "
                + Scene.text(limit)
                + ", it is "
                + words(seen(LOOK)));
  }

  @Then("the indicator is {pattern} for {duration}")
  public void during(IndicatorPattern pattern, Duration span) {
    scene.pass(span);
    scene.dcm(
        seen(span) == pattern,
        () ->
            "expected the indicator to be "
                + words(pattern)
                + " for "
                + Scene.text(span)
                + ", it was "
                + words(seen(span)));
  }

  @Then("the indicator is never green for {duration}")
  public void neverGreen(Duration span) {
    Duration from = scene.now();
    scene.pass(span);
    List<Change> green =
        scene.instruments().indicator().history().stream()
            .filter(change -> change.lamp() == Lamp.GREEN)
            .toList();
    scene.dcm(
        !isLitSince(green, from),
        () -> "expected the indicator never to be green for " + Scene.text(span));
  }

  /** Lit at all from an instant on, also by what was switched on before it. */
  private static boolean isLitSince(List<Change> ofOneLamp, Duration from) {
    boolean lit = false;
    for (Change change : ofOneLamp) {
      if (change.at().compareTo(from) >= 0 && (lit || change.brightness() > 0)) {
        return true;
      }
      lit = change.brightness() > 0;
    }
    return lit;
  }

  private static String words(IndicatorPattern pattern) {
    return pattern.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
