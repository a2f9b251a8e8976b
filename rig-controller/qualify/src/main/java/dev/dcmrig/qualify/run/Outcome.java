// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.qualify.fault.Fault;
import java.util.List;

/**
 * What became of one fault.
 *
 * @param id of the fault
 * @param area that it lies in, or empty
 * @param what it is
 * @param place {@code SosService:120}, or empty
 * @param requirements that failed by it
 * @param scenario that noticed it, or empty
 * @param reason what that scenario said, or why nobody need notice it
 * @param tried how many scenarios were run
 * @param changed scenarios that passed and left other evidence than without the fault
 * @param cpuMillis processor time that it took
 */
public record Outcome(
    String id,
    Noticed noticed,
    String area,
    String what,
    String place,
    List<String> requirements,
    String scenario,
    String reason,
    int tried,
    List<String> changed,
    long cpuMillis) {

  /** Scenarios that are named; what lies beyond says nothing more. */
  static final int MAX_CHANGED = 12;

  public Outcome {
    requirements = List.copyOf(requirements);
    changed = List.copyOf(changed);
  }

  /** The same, of a fault that has met more scenarios. */
  Outcome afterMore(int more) {
    return new Outcome(
        id,
        noticed,
        area,
        what,
        place,
        requirements,
        scenario,
        reason,
        tried + more,
        changed,
        cpuMillis);
  }

  /** Of a fault with which nothing was run. */
  static Outcome withoutTrying(Fault fault, String area, Noticed noticed, String reason) {
    return new Outcome(
        fault.id(),
        noticed,
        area,
        fault.what(),
        place(fault),
        List.of(),
        "",
        reason,
        0,
        List.of(),
        0);
  }

  public static String place(Fault fault) {
    if (fault.type().isEmpty()) {
      return "";
    }
    String simple = fault.type().substring(fault.type().lastIndexOf('.') + 1);
    return simple + ":" + fault.line();
  }
}
