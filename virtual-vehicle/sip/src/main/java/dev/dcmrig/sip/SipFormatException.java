// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

/**
 * A message that breaks the grammar; carries the status that a request of this kind is answered
 * with.
 */
final class SipFormatException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;

  SipFormatException(int status, String what) {
    super(what);
    this.status = status;
  }

  int status() {
    return status;
  }
}
