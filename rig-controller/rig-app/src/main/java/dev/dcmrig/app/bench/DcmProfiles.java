// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.ProfileFile;
import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.dcm.DcmSettingsException;

/** DCM profiles, held against what the emulated DCM can do. */
public final class DcmProfiles {

  private DcmProfiles() {}

  /**
   * @throws ConfigurationException with file and line when a value is missing or can't be
   */
  public static void check(ProfileFile profile) {
    @SuppressWarnings("unused")
    DcmSettings checked = read(profile);
  }

  /**
   * The profile's numbers.
   *
   * @throws ConfigurationException with file and line when a value is missing or can't be
   */
  public static DcmSettings read(ProfileFile profile) {
    try {
      return DcmSettings.of(profile.name(), profile.tree());
    } catch (DcmSettingsException e) {
      throw new ConfigurationException(
          e.problems().stream()
              .map(
                  problem ->
                      new Problem(
                          profile.file(),
                          profile.line(problem.path()),
                          problem.path() + ": " + problem.what(),
                          problem.wanted()))
              .toList());
    }
  }
}
