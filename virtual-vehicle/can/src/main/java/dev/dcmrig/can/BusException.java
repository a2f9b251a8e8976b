// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can;

/** A bus can't be used, or not any more: the message says what, where, and what to do. */
public class BusException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BusException(String message) {
    super(message);
  }
}
