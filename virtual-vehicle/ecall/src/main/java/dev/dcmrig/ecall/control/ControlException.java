// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.control;

/** A document that is no EmergencyCallData.Control. */
public final class ControlException extends Exception {
  private static final long serialVersionUID = 1L;

  ControlException(String message) {
    super(message);
  }
}
