// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

import dev.dcmrig.evidence.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a worker is to do next; one line of JSON.
 *
 * @param changes classes that are given other bytes
 * @param defects seeded defects beside those of the cases
 * @param profile values in which the DCM under test differs from the specified profile
 * @param cases in their order
 * @param untilNoticed whether to stop when a case has another verdict than expected
 */
public record Order(
    List<Change> changes,
    Set<String> defects,
    Map<String, Object> profile,
    List<Planned> cases,
    boolean untilNoticed) {

  /** A class, and the bytes that it is given. */
  public record Change(String type, byte[] bytes) {}

  /**
   * A case, and what it comes to where nothing is wrong.
   *
   * @param expected word of the verdict; empty where nobody knows yet
   * @param digest where nothing is wrong; empty where nobody knows yet
   * @param cpuMillis processor time that it took; 0 where nobody knows yet
   */
  public record Planned(Case of, String expected, String digest, long cpuMillis) {

    /** Of which nothing is known yet. */
    public static Planned unknown(Case of) {
      return new Planned(of, "", "", 0);
    }

    /** Whether it came to something else than expected. */
    public boolean differs(CaseResult result) {
      return !expected.isEmpty() && !expected.equals(result.verdict().name());
    }

    /** Whether what it came to says who is wrong: a failure does, or one that did not come. */
    public boolean isClear(CaseResult result) {
      return result.verdict() == Verdict.FAILED || expected.equals(Verdict.FAILED.name());
    }
  }

  /** Only runs cases. */
  public static Order survey(List<Planned> cases) {
    return new Order(List.of(), Set.of(), Map.of(), cases, false);
  }
}
