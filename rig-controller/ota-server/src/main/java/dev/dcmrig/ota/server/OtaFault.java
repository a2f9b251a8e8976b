// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

/**
 * What goes wrong with one exchange, on purpose.
 *
 * @param number a status, a count of bytes or a place, as the kind says
 */
public record OtaFault(Kind kind, long number) {
  /** How it goes wrong. */
  public enum Kind {
    /** Answered with a status; the request has no effect. */
    STATUS,
    /** The connection ends without an answer; the request has no effect. */
    DROP_BEFORE,
    /** The request has its effect, and the connection ends without an answer. */
    DROP_AFTER,
    /** The connection ends after so many bytes of the body. */
    CUT,
    /** The byte at this place of the body is another one. */
    FLIP,
    /** A range is answered with the whole (RFC 9110 14.2 allows it). */
    IGNORE_RANGE,
    /** The entity tag is another one, as of other bytes. */
    OTHER_TAG
  }

  /** An answer with a status, 400 to 599. */
  public static OtaFault status(int status) {
    return new OtaFault(Kind.STATUS, status);
  }

  /** No answer, and no effect. */
  public static OtaFault dropBefore() {
    return new OtaFault(Kind.DROP_BEFORE, 0);
  }

  /** No answer, but the effect. */
  public static OtaFault dropAfter() {
    return new OtaFault(Kind.DROP_AFTER, 0);
  }

  /** An answer that ends early. */
  public static OtaFault cutAfter(long bytes) {
    return new OtaFault(Kind.CUT, bytes);
  }

  /** A body with one wrong byte. */
  public static OtaFault flipAt(long place) {
    return new OtaFault(Kind.FLIP, place);
  }

  /** The whole in place of a part. */
  public static OtaFault ignoreRange() {
    return new OtaFault(Kind.IGNORE_RANGE, 0);
  }

  /** Another entity tag. */
  public static OtaFault otherTag() {
    return new OtaFault(Kind.OTHER_TAG, 0);
  }
}
