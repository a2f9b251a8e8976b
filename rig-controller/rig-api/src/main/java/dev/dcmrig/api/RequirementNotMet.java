// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import dev.dcmrig.evidence.Subject;
import java.util.List;

/** Evidence of the subject shows that a requirement is not met: the scenario has failed. */
public final class RequirementNotMet extends AssertionError {
  private static final long serialVersionUID = 1L;
  private final Subject subject;

  @SuppressWarnings("serial") // Thrown and caught in one process.
  private final List<String> requirements;

  /**
   * @param subject whose behaviour was seen; {@link Subject#RIG} can't fail a requirement
   * @param requirements ids that the check speaks for; empty: those that the scenario is about
   * @param what what was expected and what was seen instead, with values and times
   */
  public RequirementNotMet(Subject subject, List<String> requirements, String what) {
    super(what);
    this.subject = subject;
    this.requirements = List.copyOf(requirements);
  }

  /** Ids that the check speaks for; empty: those that the scenario is about. */
  public List<String> requirements() {
    return requirements;
  }

  public Subject subject() {
    return subject;
  }
}
