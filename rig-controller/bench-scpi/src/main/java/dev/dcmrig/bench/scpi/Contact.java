// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.sim.settings.Key;
import java.util.List;

/**
 * Relays that make one thing so. A plain switch has one in {@code closed}. A switch that is coded
 * by resistors has the one of its pressed value in {@code closed}, and that of its released value
 * in {@code open}: exactly one of both is closed at a time.
 *
 * @param closed relays that are closed while it is so, and open otherwise
 * @param open relays that are open while it is so, and closed otherwise
 */
public record Contact(
    @Key(
            value = "Relays that are closed while it is so, and open otherwise.",
            minimum = 1,
            maximum = 9999,
            fallback = "[]")
        List<Integer> closed,
    @Key(
            value = "Relays that are open while it is so, and closed otherwise.",
            minimum = 1,
            maximum = 9999,
            fallback = "[]")
        List<Integer> open) {

  public Contact {
    closed = List.copyOf(closed);
    open = List.copyOf(open);
    if (closed.isEmpty() && open.isEmpty()) {
      throw new IllegalArgumentException("names no relay; write for instance {closed: [101]}");
    }
  }
}
