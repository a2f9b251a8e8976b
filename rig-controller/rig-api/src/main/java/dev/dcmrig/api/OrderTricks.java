// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

/** Orders that an attacker could bring to the DCM, past the telematics service's own logic. */
public interface OrderTricks {

  /**
   * Publishes such an order to a DCM's topic.
   *
   * @param vin of the DCM's vehicle
   */
  void send(String vin, Trick trick);

  /** What is wrong with it. */
  enum Trick {
    /** A start, signed with a key of nobody's. */
    FORGED,
    /** A start whose text was changed after it had been signed. */
    ALTERED,
    /** An order that the DCM has carried out before, again: the oldest there is. */
    REPLAYED,
    /** An authentic start whose time is over. */
    EXPIRED,
    /** An authentic start for another vehicle. */
    FOR_ANOTHER_VEHICLE,
    /** No JSON Web Signature at all. */
    GARBAGE,
    /** An authentic start that no tracking request stands behind. */
    START_WITHOUT_REQUEST
  }
}
