// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

/** A run can't be signed, or a key, a certificate or a file can't be used; the message says why. */
public final class AttestException extends Exception {
  private static final long serialVersionUID = 1L;

  public AttestException(String message) {
    super(message);
  }

  public AttestException(String message, Throwable cause) {
    super(message, cause);
  }
}
