// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

/** A request that changes nothing, with the reason; each edge makes its own status of it. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** It is malformed, or says what can't be. */
    INVALID,
    /** There is no such thing, or it is somebody else's. */
    UNKNOWN,
    /** It was there and is over. */
    OVER,
    /** It is there, but not in a state for this. */
    CONFLICT,
    /** A bound is reached. */
    TOO_MANY,
    /** It has too many bytes. */
    TOO_LARGE
  }

  private final Reason reason;

  public Refused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
