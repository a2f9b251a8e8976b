// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

/** What one kind of bus can do by its nature and another can't. */
public enum BusCapability {
  /** Carries FD frames; a bus without it refuses them with the reason. */
  FD,
  /** A frame lasts its exact number of bits, and the most urgent one goes first. */
  BIT_TIMING,
  /** Error counters of its nodes can be read (TEC, REC). */
  ERROR_COUNTERS,
  /** Deliberate faults can be put on the wire. */
  FAULT_INJECTION,
  /** Its times come from a clock other than the timeline's: listeners are told of the source. */
  TIMESTAMP_SOURCES,
  /**
   * Frames that were taken go out even when their node closes right after. A way out that stays
   * blocked is not waited for without a bound: what is left then counts in {@link
   * BusHealth#unsent}.
   */
  DELIVERS_AFTER_CLOSE
}
