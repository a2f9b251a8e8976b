// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import java.util.Optional;
import java.util.Set;

/**
 * One way to fill a port of the bench. A bench file names it, and its options beside the name:
 *
 * <pre>
 *   instruments:
 *     supply: {driver: exec, command: ["./psu.py"]}
 * </pre>
 *
 * <p>A driver of one's own is a jar with a {@code META-INF/services} entry of this interface, in a
 * folder that {@code --drivers} names.
 *
 * @param <P> the port's type
 */
public interface DriverFactory<P> {

  /** The port that it serves. */
  Port<P> port();

  /** Its name in YAML: small letters, digits and hyphens; unique among the drivers of the port. */
  String name();

  /**
   * Its options: a record whose components carry {@link dev.dcmrig.sim.settings.Key}. The reader
   * and the schema of bench files are made from it.
   */
  default Class<? extends Record> options() {
    return NoOptions.class;
  }

  /** What holds for each of its parts, whatever the options. */
  default Set<Trait> traits() {
    return Set.of();
  }

  /**
   * Looks for what stands behind its part, without a scenario, and asks who it is: {@code rig check
   * --live}.
   *
   * @param options its own, checked
   * @return empty when there is nobody to ask
   * @throws dev.dcmrig.api.BenchBroken when nobody answers, or it is another one
   */
  default Optional<String> whoIsThere(Record options) {
    return Optional.empty();
  }

  /**
   * What holds for its part with these options, where that depends on them.
   *
   * @param options of the type that {@link #options()} names
   */
  default Set<Trait> traits(Record options) {
    return traits();
  }

  /**
   * Opens its part for one scenario, on the bench's thread. A part that is {@link AutoCloseable} is
   * closed at the scenario's end.
   *
   * @throws dev.dcmrig.api.BenchBroken when the part can't be opened; the scenario ends as error
   */
  P open(Site site);
}
