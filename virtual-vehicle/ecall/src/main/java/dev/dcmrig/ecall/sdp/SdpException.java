// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.sdp;

/** A text that is no session description, or one that can't be answered. */
public final class SdpException extends Exception {
  private static final long serialVersionUID = 1L;

  SdpException(String message) {
    super(message);
  }
}
