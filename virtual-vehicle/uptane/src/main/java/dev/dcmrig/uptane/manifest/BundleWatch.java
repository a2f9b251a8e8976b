// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.manifest;

import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the director sees in what a vehicle says and does not say: images that only a part of its
 * ECUs took, images that were never ordered together, and silence.
 */
public final class BundleWatch {
  private BundleWatch() {}

  /**
   * Holds what is installed against what was ordered.
   *
   * @param ordered path of the image by ECU
   * @param before path of the image by ECU before the order
   * @throws Rejection PARTIAL_BUNDLE if some ECUs took their image and others did not; MIXED_BUNDLE
   *     if an ECU has an image that is neither. One without an image has not taken it
   */
  public static void look(
      VehicleManifest.Checked manifest, Map<String, String> ordered, Map<String, String> before)
      throws Rejection {
    Map<String, String> installed =
        manifest.reports().stream()
            .collect(Collectors.toMap(VersionReport::ecu, VersionReport::image));
    for (Map.Entry<String, String> each : ordered.entrySet()) {
      String image = installed.get(each.getKey());
      if (!each.getValue().equals(image)
          && !VersionReport.NO_IMAGE.equals(image)
          && !Optional.ofNullable(before.get(each.getKey())).equals(Optional.ofNullable(image))) {
        throw new Rejection(
            "5.3.2.1-5",
            Attack.MIXED_BUNDLE,
            each.getKey() + " runs " + image + ", which was not ordered");
      }
    }
    Set<String> took =
        ordered.entrySet().stream()
            .filter(each -> each.getValue().equals(installed.get(each.getKey())))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    if (!took.isEmpty() && took.size() < ordered.size()) {
      throw new Rejection(
          "5.3.2.1-5",
          Attack.PARTIAL_BUNDLE,
          took.size() + " of " + ordered.size() + " ECUs took their image");
    }
  }

  /** Whether a vehicle was silent for longer than allowed: requests may be dropped on the way. */
  public static void heard(Instant last, Instant now, Duration longest) throws Rejection {
    if (now.isAfter(last.plus(longest))) {
      throw new Rejection("5.3.2", Attack.DENIED, "no manifest since " + last);
    }
  }
}
