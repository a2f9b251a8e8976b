// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import java.util.Optional;

/**
 * What a bench file says of one port.
 *
 * @param options checked; of the type that the factory names
 * @param line where it is said; 0 for a port that the file does not name
 * @param <P> the port's type
 */
public record Choice<P>(DriverFactory<P> factory, Record options, int line) {

  public String name() {
    return factory.name();
  }

  /** Whoever stands behind it says who it is ({@link DriverFactory#whoIsThere}). */
  public Optional<String> whoIsThere() {
    return factory.whoIsThere(options);
  }

  public boolean has(Trait trait) {
    return factory.traits(options).contains(trait);
  }
}
