// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.chassis;

/** Positions of the selector lever. */
public enum Gear {
  P,
  R,
  N,
  D
}
