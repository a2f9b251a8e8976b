// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.core;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a DCM keeps over resets and without supply: short texts by key. Does not simulate: wear,
 * write time, loss of power in the middle of a write.
 */
public final class NonVolatileMemory {
  private final TreeMap<String, String> cells;

  /** An empty one. */
  public NonVolatileMemory() {
    this(Map.of());
  }

  /** One with what another has had. */
  public NonVolatileMemory(Map<String, String> cells) {
    this.cells = new TreeMap<>(cells);
  }

  /** What is in it now; a copy. */
  public Map<String, String> cells() {
    return Map.copyOf(cells);
  }

  public void put(String key, String value) {
    cells.put(key, value);
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(cells.get(key));
  }

  public void remove(String key) {
    cells.remove(key);
  }
}
