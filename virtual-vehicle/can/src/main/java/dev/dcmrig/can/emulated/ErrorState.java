// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.emulated;

/** Fault confinement states of a controller (ISO 11898-1:2015, 12.1). */
public enum ErrorState {
  ERROR_ACTIVE,
  ERROR_PASSIVE,
  BUS_OFF
}
