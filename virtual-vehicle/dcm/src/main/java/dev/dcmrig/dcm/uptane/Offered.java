// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import dev.dcmrig.uptane.verify.Installation;

/**
 * An image that the update server offers for one ECU of the vehicle.
 *
 * @param ecu its id, as the director knows it
 * @param hardwareId the kind of ECU
 * @param size in bytes
 * @param sha256 in lower case
 */
public record Offered(String ecu, String hardwareId, long size, String sha256) {

  boolean isFor(Installation installation) {
    return installation.ecu().id().equals(ecu);
  }

  /** Whether both repositories have agreed on just this. */
  boolean isAgreed(Installation installation) {
    return isFor(installation) && Order.of(installation.target()).isImage(size, sha256);
  }
}
