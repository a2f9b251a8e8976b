// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.rtp;

/** A datagram that is no RTP packet. */
public final class RtpException extends Exception {
  private static final long serialVersionUID = 1L;

  RtpException(String message) {
    super(message);
  }
}
