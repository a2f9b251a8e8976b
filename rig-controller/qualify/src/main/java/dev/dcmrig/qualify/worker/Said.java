// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

import org.jspecify.annotations.Nullable;

/**
 * What a worker says; one line of JSON each.
 *
 * @param kind what it is about
 * @param result of a case that has ended; otherwise null
 * @param words for people
 */
public record Said(Kind kind, @Nullable CaseResult result, String words) {

  /** What it is about. */
  public enum Kind {
    /** The rig stands, and waits for an order. */
    READY,
    /** A case has ended. */
    RESULT,
    /** The order is carried out; words say what is not as it was before, if anything. */
    DONE,
    /** The change can't be made in this JVM. */
    NOT_POSSIBLE,
    /** A case took too long; the process ends now. */
    LIMIT,
    /** Something of the worker itself broke; the process ends now. */
    BROKE
  }

  static Said of(Kind kind, String words) {
    return new Said(kind, null, words);
  }

  static Said of(CaseResult result) {
    return new Said(Kind.RESULT, result, "");
  }
}
