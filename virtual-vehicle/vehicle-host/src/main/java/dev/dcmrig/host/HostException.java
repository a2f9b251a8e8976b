// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.host;

/** A vehicle could not be deployed or commanded: the bench is broken, not the DCM. */
public final class HostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HostException(String message) {
    super(message);
  }

  HostException(String message, Throwable cause) {
    super(message, cause);
  }
}
