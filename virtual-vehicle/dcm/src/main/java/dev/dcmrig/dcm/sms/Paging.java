// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.sms;

/**
 * The network's short messages (docs/DCM-INTERFACE.md, 2.7): the modem listens while there is
 * supply, sleep included. On the timeline's thread.
 */
public interface Paging {

  void on();

  void off();

  /** Told of each message. */
  @FunctionalInterface
  interface Listener {
    void sms(String sender, String text);
  }
}
