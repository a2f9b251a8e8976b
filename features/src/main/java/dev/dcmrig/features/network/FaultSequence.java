// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.network;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.features.service.ServiceWords;
import java.time.Duration;
import java.util.List;

/**
 * A sequence of faults between DCM and service, as a feature file that reproduces it: what a search
 * has found can be kept as a scenario.
 */
public final class FaultSequence {
  private final List<Step> steps;

  /**
   * One fault of the sequence.
   *
   * @param times how many tries meet it; at least 1
   * @param gap how long until the next one, to the millisecond
   */
  public record Step(Fault fault, Exchange exchange, int times, Duration gap) {}

  public FaultSequence(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * The text of a feature file with one scenario.
   *
   * @param title of the scenario; one line
   */
  public String feature(String title) {
    StringBuilder text = new StringBuilder();
    text.append("Feature: A sequence of faults of the service\n\n");
    text.append("  @NET-02\n  Scenario: ").append(title.replaceAll("\\s+", " ")).append('\n');
    text.append("    Given a car with the ignition on and a DCM that is ready\n");
    text.append("    And tracking is active\n");
    for (Step step : steps) {
      text.append("    When the next ")
          .append(step.times())
          .append(" tries of ")
          .append(ServiceWords.words(step.exchange()))
          .append(" meet ")
          .append(ServiceWords.words(step.fault()))
          .append("\n    And ")
          .append(step.gap().toMillis())
          .append(" ms pass\n");
    }
    text.append("    And the SOS button is pressed for 1 s\n");
    text.append("    Then a call is connected\n");
    text.append("    When every fault of the service is gone\n");
    text.append("    Then all that must not be lost has come through once within 15 min\n");
    text.append("    And a report arrives within 6 min\n");
    return text.toString();
  }
}
