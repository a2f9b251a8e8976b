// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

/** The service's ways to a DCM. Used on the timeline's thread. */
public interface OrderPublisher {

  /**
   * Publishes to a topic of the vehicle.
   *
   * @param part {@code orders} or {@code commands}
   */
  void publish(String vin, String part, String payload);

  /** Sends a short message that wakes the DCM. */
  void page(String vin, String text);
}
