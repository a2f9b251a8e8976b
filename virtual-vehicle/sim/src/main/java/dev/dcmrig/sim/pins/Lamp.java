// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.pins;

/** The two light-emitting diodes of the indicator beside the SOS button. */
public enum Lamp {
  GREEN,
  RED
}
