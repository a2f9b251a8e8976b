// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

/** A deliberate fault of one message. */
public enum Disturbance {
  /** The CRC of its end-to-end protection is wrong. */
  WRONG_CRC,
  /** Its alive counter stands still. */
  STUCK_COUNTER,
  /** It is not sent. */
  SILENT
}
