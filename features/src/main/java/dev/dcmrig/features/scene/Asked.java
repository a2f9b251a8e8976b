// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.api.Check;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.judge.Question;
import java.time.Duration;
import java.util.List;

/** One quantity that the running step has declared. */
public record Asked(Check check) {

  /**
   * The first one of the running step.
   *
   * @throws IllegalStateException when it declares none
   */
  public static Asked first() {
    return new Asked(running().get(0));
  }

  /**
   * The one with this quantity.
   *
   * @throws IllegalStateException when the running step does not declare it
   */
  public static Asked of(String quantity) {
    return running().stream()
        .filter(check -> check.quantity().equals(quantity))
        .map(Asked::new)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the step declares no @Check of '" + quantity + "'"));
  }

  /** The one that a measurement is of, which may be of a part: {@code "gap, after try 2"}. */
  public static Asked about(String quantity) {
    return running().stream()
        .filter(check -> quantity.startsWith(check.quantity()))
        .map(Asked::new)
        .findFirst()
        .orElseGet(Asked::first);
  }

  private static List<Check> running() {
    List<Check> running = Declared.running();
    if (running.isEmpty()) {
      throw new IllegalStateException("the step that measures declares no @Check");
    }
    return running;
  }

  public Question question() {
    return new Question(check.quantity(), check.unit());
  }

  /** Tolerance in the unit of the quantity; that of the scenario comes first. */
  public double tolerance(Span limit) {
    return limit.tolerance().map(Declared::seconds).orElseGet(this::tolerance);
  }

  /** The declared tolerance, in the unit of the quantity. */
  public double tolerance() {
    return Declared.amount(check.tolerance(), check.unit());
  }

  /** How long past its limit it is still looked for. */
  public Duration past() {
    return Declared.time(check.past());
  }

  /** How long it is looked for. */
  public Duration within() {
    return Declared.time(check.within());
  }

  /** At most a time; or that time, from both sides. */
  public Limit limit(boolean both, Span span) {
    return both
        ? Limit.nominal(span.seconds(), tolerance(span), span.source())
        : Limit.atMost(span.seconds(), tolerance(span), span.source());
  }
}
