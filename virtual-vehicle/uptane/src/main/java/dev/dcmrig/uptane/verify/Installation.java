// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import dev.dcmrig.uptane.metadata.Target;

/**
 * An image that an ECU may install: nothing else makes one but {@link FullVerification} and {@link
 * PartialVerification}, after all their rules. The bytes are still to be checked, by {@link
 * ImageCheck}.
 */
public final class Installation {
  private final Ecu ecu;
  private final Target target;

  Installation(Ecu ecu, Target target) {
    this.ecu = ecu;
    this.target = target;
  }

  public Ecu ecu() {
    return ecu;
  }

  /** The image, as the director's metadata say. */
  public Target target() {
    return target;
  }

  @Override
  public String toString() {
    return target.path() + " on " + ecu.id();
  }
}
