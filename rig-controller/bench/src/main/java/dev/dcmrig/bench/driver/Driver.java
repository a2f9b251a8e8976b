// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import java.util.Set;
import java.util.function.Function;

/**
 * A driver without options, in one line of a table.
 *
 * @param opener opens its part at a site
 * @param <P> the port's type
 */
public record Driver<P>(
    Port<P> port, String name, Set<Trait> traits, Function<Site, ? extends P> opener)
    implements DriverFactory<P> {

  /** One that runs in the rig's own process, and has nothing special. */
  public static <P> Driver<P> emulated(Port<P> port, Function<Site, ? extends P> opener) {
    return new Driver<>(port, "emulated", Set.of(), opener);
  }

  @Override
  public P open(Site site) {
    return opener.apply(site);
  }
}
