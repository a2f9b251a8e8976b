// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.emulated;

/** A node whose error counters can be read; not every bus lets one read them. */
public interface ErrorCounters {

  /** Transmit error counter, 0 to 263. */
  int transmitErrors();

  /** Receive error counter, 0 to 136. */
  int receiveErrors();

  ErrorState errorState();
}
