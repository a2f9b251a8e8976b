// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

/** What the DCM says of its own firmware, to whoever asks (OTA-07, UN R156 7.2.1.2). */
public interface FirmwareVersions {

  /** The version that runs, for instance {@code 2.1.0}. */
  String running();

  /** The version in the other slot that could be started; empty when there is none. */
  String spare();

  /** Software identification number (RXSWIN) of the version that runs. */
  String rxswin();

  /** The hardware that images must be made for. */
  String hardware();
}
