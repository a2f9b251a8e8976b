// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

/** The kind of attack that a failed rule points to (Uptane 3.3; 5.4.4.2 asks for its name). */
public enum Attack {
  /** Something that those in charge did not sign. */
  ARBITRARY_SOFTWARE,
  /** Something older than what is known. */
  ROLLBACK,
  /** Something that has expired: newer files are kept away. */
  FREEZE,
  /** Files that were not published together. */
  MIX_AND_MATCH,
  /** More bytes than announced or allowed. */
  ENDLESS_DATA,
  /** Fewer bytes in a time than allowed. */
  SLOW_RETRIEVAL,
  /** A file that is announced, but not given. */
  DENIED,
  /** Director and image repository say different things of an image. */
  REPOSITORIES_DIFFER,
  /** An image for another kind of ECU. */
  WRONG_HARDWARE,
  /** An image for an ECU or a vehicle that this is not. */
  WRONG_ECU,
  /** A message that was sent before. */
  REPLAY,
  /** Only a part of what belongs together is there. */
  PARTIAL_BUNDLE,
  /** Images that were never ordered together. */
  MIXED_BUNDLE,
  /** A file that can't be read. */
  MALFORMED
}
