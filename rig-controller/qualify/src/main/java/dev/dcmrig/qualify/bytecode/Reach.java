// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.bytecode;

import java.util.Base64;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines that one scenario has reached.
 *
 * @param lines by class; each a bit set, least line first, as base64
 */
public record Reach(Map<String, String> lines) {

  /** Nothing. */
  public static final Reach NONE = new Reach(Map.of());

  public Reach {
    lines = Map.copyOf(lines);
  }

  public static Reach of(Map<String, BitSet> reached) {
    Map<String, String> lines = new TreeMap<>();
    reached.forEach(
        (type, bits) -> lines.put(type, Base64.getEncoder().encodeToString(bits.toByteArray())));
    return new Reach(lines);
  }

  /** Whether a line of a class was reached; any line of it when the line is 0. */
  public boolean includes(String type, int line) {
    String bits = lines.get(type);
    return bits != null
        && (line == 0 || BitSet.valueOf(Base64.getDecoder().decode(bits)).get(line));
  }

  /**
   * The lines of some classes.
   *
   * @param code prefix of the names of the classes
   */
  public Map<String, BitSet> below(String code) {
    Map<String, BitSet> found = new TreeMap<>();
    lines.forEach(
        (type, bits) -> {
          if (type.startsWith(code)) {
            found.put(type, BitSet.valueOf(Base64.getDecoder().decode(bits)));
          }
        });
    return found;
  }

  /** Whether a class was reached at all. */
  public boolean includes(String type) {
    return includes(type, 0);
  }
}
