// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.app.fleet.FleetSettings;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.ProfileFile;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.dcm.DcmSettings;
import dev.dcmrig.dcm.DcmSettingsException;
import java.util.LinkedHashMap;
import java.util.Map;

/** DCM profiles, held against what the emulated DCM can do. */
public final class DcmProfiles {

  private DcmProfiles() {}

  /**
   * @throws ConfigurationException with file and line when a value is missing or can't be
   */
  public static void check(ProfileFile profile) {
    check(profile, Map.of());
  }

  /**
   * Whether the DCM would start with some values changed.
   *
   * @param changed values by their key: {@code sos.gap}
   * @throws ConfigurationException with file and line when a value is missing or can't be
   */
  public static void check(ProfileFile profile, Map<String, Object> changed) {
    @SuppressWarnings("unused")
    DcmSettings checked = read(profile, changed);
  }

  /**
   * The profile's numbers.
   *
   * @throws ConfigurationException with file and line when a value is missing or can't be
   */
  public static DcmSettings read(ProfileFile profile) {
    return read(profile, Map.of());
  }

  /**
   * The profile's numbers, some of them changed.
   *
   * @param changed values by their key: {@code sos.gap}
   * @throws ConfigurationException with file and line when a value is missing or can't be
   */
  static DcmSettings read(ProfileFile profile, Map<String, Object> changed) {
    try {
      Map<String, Object> tree = profile.tree();
      for (Map.Entry<String, Object> change : changed.entrySet()) {
        tree = with(tree, change.getKey(), change.getValue());
      }
      return DcmSettings.of(profile.name(), tree);
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

  /** What a fleet of such cars is made by; some of its DCMs may be of another hardware. */
  public static FleetSettings fleet(VehicleBinding binding, ProfileFile profile) {
    DcmSettings usual = read(profile);
    Map<String, Object> changed = Map.of("ota.hardware", usual.ota().hardware() + "-b");
    return new FleetSettings(binding, usual, read(profile, changed));
  }

  /** The same DCM with the firmware of another version in it when it leaves the factory. */
  public static DcmSettings withFirmware(ProfileFile profile, String version) {
    return read(profile, Map.of("ota.factoryVersion", version));
  }

  /** A copy in which one key has another value. */
  @SuppressWarnings("unchecked") // A profile is maps of maps.
  private static Map<String, Object> with(Map<String, Object> tree, String key, Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(tree);
    int dot = key.indexOf('.');
    if (dot < 0) {
      copy.put(key, value);
    } else {
      String section = key.substring(0, dot);
      copy.put(
          section,
          with(
              (Map<String, Object>) tree.getOrDefault(section, Map.of()),
              key.substring(dot + 1),
              value));
    }
    return copy;
  }
}
