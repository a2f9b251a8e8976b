// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.telematics;

import dev.dcmrig.dcm.exchange.MessageType;

/**
 * What the telematics client sends and asks for (docs/DCM-INTERFACE.md, 2.4).
 *
 * @param emergencyEvent what becomes of an emergency; must not be lost
 * @param configuration the vehicle's settings at the service
 * @param telemetry speed and battery
 */
public record TelematicsMessages(
    MessageType emergencyEvent, MessageType configuration, MessageType telemetry) {

  /**
   * @param tries of what may be given up
   */
  public static TelematicsMessages of(int tries) {
    return new TelematicsMessages(
        MessageType.durable("emergency-events"),
        MessageType.transientOf("configuration", tries),
        MessageType.transientOf("telemetry", tries));
  }
}
