// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.diagnostics;

import java.util.Optional;

/** The software that runs now. Empty: as the DCM was delivered, which its file says. */
public interface SoftwareIdentity {
  /** A DCM that was never updated. */
  SoftwareIdentity AS_DELIVERED = new SoftwareIdentity() {};

  /** Version of the software that runs (F189). */
  default Optional<String> version() {
    return Optional.empty();
  }

  /** Software identification number of the type approval (UN R156). */
  default Optional<String> rxswin() {
    return Optional.empty();
  }
}
