// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.http;

/** What came is no answer of HTTP/1.1, or exceeds a bound. */
class MalformedAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedAnswerException(String what) {
    super(what);
  }
}
