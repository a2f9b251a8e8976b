// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.http;

/** An answer is whole up to its body, which is longer than any that this DCM takes. */
final class BodyTooLongException extends MalformedAnswerException {
  private static final long serialVersionUID = 1L;

  private final int status;

  BodyTooLongException(int status, int limit) {
    super("a body of more than " + limit + " bytes");
    this.status = status;
  }

  /** Of the answer, 200 to 599. */
  int status() {
    return status;
  }
}
