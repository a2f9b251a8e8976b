// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

import dev.dcmrig.can.FrameListener;

/**
 * Follows a bus and keeps the domain values it carries; made by {@code VehicleBinding.reader()}.
 * End-to-end protected messages are checked, and only their good frames change a value.
 */
public interface DomainReader extends FrameListener {

  /** Whether a value has been received since the reader began or was {@link #forget forgotten}. */
  boolean has(DomainValue value);

  /** The last good physical value of a numeric domain value. */
  double number(DomainValue value);

  /** The last good word of an enumerated domain value, for instance {@code "ON"}. */
  String word(DomainValue value);

  /** When the last good frame that carries the value arrived, on the timeline's clock. */
  long receivedNanos(DomainValue value);

  /** What end-to-end protection says of the message that carries the value. */
  Protection protection(DomainValue value);

  /**
   * Frames of the message that carries the value that failed its protection, one after the other.
   */
  default int failuresRunning(DomainValue value) {
    return protection(value) == Protection.INVALID ? 1 : 0;
  }

  /** Cycle time of the message that carries the value, in nanoseconds; 0 if it is not cyclic. */
  default long cycleNanos(DomainValue value) {
    return 0;
  }

  /** Drops everything received, as a controller that was reset. */
  void forget();

  /** State of an end-to-end protected message (AUTOSAR E2E state machine, coarse). */
  enum Protection {
    /** The message is not protected. */
    NONE,
    /** Not yet enough good frames since the beginning. */
    INITIALISING,
    VALID,
    /** The last frame failed: wrong CRC or a counter that repeats or jumps. */
    INVALID
  }
}
