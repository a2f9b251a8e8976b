// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.fault;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One deliberate change of what the suite judges, or of what judges.
 *
 * @param id names it for good, wherever its line stands now
 * @param kind how the change is made
 * @param type of bytecode: the class that is changed; otherwise empty
 * @param method of bytecode: the method as the class file has it; otherwise empty
 * @param operator of bytecode: the short name of the operator; otherwise empty
 * @param line of bytecode: where it stands today, 0 where nobody knows
 * @param what a few words for people
 * @param defects ids of seeded defects
 * @param profile values of the DCM under test that differ from the specified profile, by their key
 * @param requirements those that must fail by it; empty where its area says that
 */
public record Fault(
    String id,
    Kind kind,
    String type,
    String method,
    String operator,
    int line,
    String what,
    Set<String> defects,
    Map<String, Object> profile,
    List<String> requirements) {

  /** How a change is made. */
  public enum Kind {
    /** A class is given other bytes. */
    BYTECODE,
    /** A seeded defect is switched on. */
    DEFECT,
    /** The DCM under test goes by another number or word. */
    PROFILE
  }

  public Fault {
    defects = Set.copyOf(defects);
    profile = Map.copyOf(profile);
    requirements = List.copyOf(requirements);
  }

  /** Of bytecode. */
  public static Fault ofBytecode(
      String id, String type, String method, String operator, int line, String what) {
    return new Fault(
        id, Kind.BYTECODE, type, method, operator, line, what, Set.of(), Map.of(), List.of());
  }

  /** A seeded defect. */
  public static Fault ofDefect(String id, String title, String requirement) {
    return new Fault(
        id, Kind.DEFECT, "", "", "", 0, title, Set.of(id), Map.of(), List.of(requirement));
  }

  /** A number or a word of a profile. */
  public static Fault ofProfile(String id, String key, Object value, String what) {
    return new Fault(
        id, Kind.PROFILE, "", "", "", 0, what, Set.of(), Map.of(key, value), List.of());
  }
}
