// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import dev.dcmrig.evidence.Subject;

/** Evidence of the subject shows that a requirement is not met: the scenario has failed. */
public final class RequirementNotMet extends AssertionError {
  private static final long serialVersionUID = 1L;
  private final Subject subject;

  /**
   * @param subject whose behaviour was seen; {@link Subject#RIG} can't fail a requirement
   * @param what what was expected and what was seen instead, with values and times
   */
  public RequirementNotMet(Subject subject, String what) {
    super(what);
    this.subject = subject;
  }

  public Subject subject() {
    return subject;
  }
}
