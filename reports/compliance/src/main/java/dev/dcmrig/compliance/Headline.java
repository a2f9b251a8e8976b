// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import dev.dcmrig.evidence.RequirementOutcome;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A run in one sentence: {@code "57 of 57 DCM requirements passed on the emulated DCM; 17 of 20
 * service requirements passed by stand-ins only; 10 not verified"}.
 */
public final class Headline {
  private Headline() {}

  /**
   * The sentence.
   *
   * @param dutIsStandIn whether the device under test was the rig's own
   */
  public static String of(List<RequirementOutcome> outcomes, boolean dutIsStandIn) {
    List<String> parts = new ArrayList<>();
    part(parts, outcomes, Subject.DCM, "DCM", dutIsStandIn ? " on the emulated DCM" : "");
    boolean standIns =
        outcomes.stream()
            .anyMatch(o -> o.standIn() && o.requirement().subject() == Subject.SERVICE);
    part(parts, outcomes, Subject.SERVICE, "service", standIns ? " by stand-ins only" : "");
    long flaky = outcomes.stream().filter(o -> o.verdict() == Verdict.FLAKY).count();
    if (flaky > 0) {
      parts.add(flaky + " flaky");
    }
    long open = outcomes.stream().filter(o -> o.verdict() == Verdict.NOT_VERIFIED).count();
    if (open > 0) {
      parts.add(open + " not verified");
    }
    return parts.isEmpty() ? "nothing was verified" : String.join("; ", parts);
  }

  static String of(RunData run) {
    return of(run.requirements(), run.options().path("dutIsStandIn").asBoolean());
  }

  private static void part(
      List<String> parts,
      List<RequirementOutcome> outcomes,
      Subject subject,
      String name,
      String by) {
    List<RequirementOutcome> looked =
        outcomes.stream()
            .filter(o -> o.requirement().subject() == subject)
            .filter(o -> o.verdict() != Verdict.NOT_VERIFIED)
            .toList();
    if (looked.isEmpty()) {
      return;
    }
    long passed = looked.stream().filter(o -> o.verdict() == Verdict.PASSED).count();
    parts.add(passed + " of " + looked.size() + " " + name + " requirements passed" + by);
  }
}
