// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.mime;

/** A body that is no multipart body, or a bad Content-Type. */
public final class MimeException extends Exception {
  private static final long serialVersionUID = 1L;

  MimeException(String message) {
    super(message);
  }
}
