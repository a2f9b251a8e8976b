// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.host;

/** Is told what goes wrong inside hosted vehicles; called on the vehicle's timeline. */
public interface HostListener {

  /** An ECU's software threw. It has stopped; the other ECUs and vehicles go on. */
  void ecuFailed(String vehicle, String ecu, Throwable cause);

  /** A command was queued, and could not be carried out. */
  void commandFailed(String vehicle, VehicleCommand command, Throwable cause);
}
