// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.sim.settings.SettingsProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A DCM profile says something that no DCM can do; the message gives path, value and the fix. */
public final class DcmSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<SettingsProblem> problems;

  public DcmSettingsException(String profile, List<SettingsProblem> problems) {
    super(
        "DCM profile "
            + profile
            + ": "
            + problems.stream().map(SettingsProblem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Everything that is wrong, in the order of the profile. */
  public List<SettingsProblem> problems() {
    return problems;
  }
}
