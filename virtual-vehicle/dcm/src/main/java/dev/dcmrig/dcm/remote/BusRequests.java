// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.remote;

import dev.dcmrig.dcm.core.DcmService;

/** What the DCM itself asks for on the bus (docs/DCM-INTERFACE.md, 1). */
public interface BusRequests extends DcmService {

  /** Wants one position of a sleeping bus. */
  void gnss();

  /**
   * Asks the body ECU to lock or unlock.
   *
   * @param word {@code LOCK} or {@code UNLOCK}
   */
  void locks(String word);

  /**
   * Tells the user's display of an update (OTA-10).
   *
   * @param word of {@code dcm.updateState}
   * @param version three bytes: 2.1.0 is 0x020100
   * @param minutes that the DCM will need for it, 0 to 255
   */
  default void updateStatus(String word, int version, int minutes) {}
}
