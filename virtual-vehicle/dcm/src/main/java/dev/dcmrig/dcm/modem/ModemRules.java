// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.modem;

/**
 * What the requirements say of the modem (NET-01). A method is a sentence of a requirement and its
 * default what that requires; a deliberate defect overrides one. Methods are pure functions.
 */
public interface ModemRules {
  /** What the requirements say. */
  ModemRules REQUIRED = new ModemRules() {};

  /**
   * NET-01: the network may say where it is by an address of IPv4, of IPv6, or a name (RFC 1928 6).
   *
   * @param type 1, 4 or 3
   * @param first byte of the address; of a name its length
   * @return how many bytes of the address follow the first
   */
  default int restOfAddress(int type, int first) {
    return switch (type) {
      case 1 -> 3;
      case 4 -> 15;
      default -> first;
    };
  }
}
