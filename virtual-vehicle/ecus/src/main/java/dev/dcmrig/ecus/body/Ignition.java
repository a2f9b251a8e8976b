// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.body;

/** Positions of the ignition switch. */
public enum Ignition {
  OFF,
  ACC,
  ON,
  START
}
