// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.diagnostics;

/** The software that runs now. */
public interface SoftwareIdentity {
  /** Version of the software that runs (F189). */
  String version();

  /** Software identification number of the type approval (UN R156). */
  String rxswin();
}
