// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is left of a DCM when the machine that emulates it is gone: the firmware that has proved
 * itself, and the cells of the non-volatile memory. What it was downloading, writing or trying out
 * is not among it: it begins its open task anew.
 *
 * @param version of the firmware that runs
 * @param cells of the memory, by their keys
 */
public record Keepsake(String version, Map<String, String> cells) {
  public Keepsake {
    cells = Map.copyOf(new TreeMap<>(cells));
  }
}
