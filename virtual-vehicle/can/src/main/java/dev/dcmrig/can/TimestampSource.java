// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

/** Where the time of a received frame comes from, best first. */
public enum TimestampSource {
  /** The bus computes it: an emulated bus, to the bit. */
  BUS,
  /** The controller's own clock, brought to the timeline's. */
  HARDWARE,
  /** The kernel's clock when its driver handed the frame over. */
  SOFTWARE,
  /** None came with the frame: the time at which it was read. */
  READ
}
