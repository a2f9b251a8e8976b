// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.ProfileFile;
import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.dcm.DcmSettingsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DCM profiles, held against what the emulated DCM can do. */
public final class DcmProfiles {

  /** {@code DCM profile tps: sos.holdTime: ...}. */
  private static final Pattern MESSAGE = Pattern.compile("DCM profile \\S+: (\\S+): (.*)");

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
      String message = String.valueOf(e.getMessage());
      Matcher matcher = MESSAGE.matcher(message);
      boolean known = matcher.matches();
      throw new ConfigurationException(
          new Problem(
              profile.file(),
              known ? profile.line(matcher.group(1)) : 0,
              known ? matcher.group(1) + ": " + matcher.group(2) : message,
              ""));
    }
  }
}
