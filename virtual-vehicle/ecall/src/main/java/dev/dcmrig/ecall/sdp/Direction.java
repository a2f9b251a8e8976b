// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.sdp;

import java.util.Locale;
import java.util.Optional;

/** Which way media flow, seen from the one who says it (RFC 8866 6.7). */
public enum Direction {
  SENDRECV(true, true),
  SENDONLY(true, false),
  RECVONLY(false, true),
  INACTIVE(false, false);

  private final boolean sends;
  private final boolean receives;

  Direction(boolean sends, boolean receives) {
    this.sends = sends;
    this.receives = receives;
  }

  public boolean sends() {
    return sends;
  }

  public boolean receives() {
    return receives;
  }

  /** The attribute's name. */
  public String attribute() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Direction> ofAttribute(String name) {
    for (Direction each : values()) {
      if (each.attribute().equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /**
   * The widest answer to an offer of this direction by one who wants {@code wanted} (RFC 3264 6.1).
   */
  public Direction answer(Direction wanted) {
    boolean answerSends = wanted.sends && receives;
    boolean answerReceives = wanted.receives && sends;
    if (answerSends) {
      return answerReceives ? SENDRECV : SENDONLY;
    }
    return answerReceives ? RECVONLY : INACTIVE;
  }
}
