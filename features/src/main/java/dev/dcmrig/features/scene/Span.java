// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.evidence.measurement.LimitSource;
import java.time.Duration;
import java.util.Optional;

/**
 * A time that a scenario names: in words, or by a key of the specified profile.
 *
 * @param tolerance where the scenario names one of its own
 * @param source where the number comes from
 */
public record Span(Duration duration, Optional<Duration> tolerance, LimitSource source) {

  /** Seconds. */
  public double seconds() {
    return Declared.seconds(duration);
  }

  /** For messages. */
  @Override
  public String toString() {
    return Scene.text(duration);
  }
}
