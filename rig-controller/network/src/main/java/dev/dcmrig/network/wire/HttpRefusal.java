// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import java.nio.charset.StandardCharsets;

/**
 * Why a request is not taken, and with it the rest of its stream: nobody could say where the next
 * one begins.
 *
 * @param status of the answer (RFC 9110 15)
 * @param reason the status' own words
 * @param why what is wrong, for people and steps
 * @param firstLine of the request, as far as it can be shown
 * @param raw what had come of the stream by then, from the beginning of this request
 */
public record HttpRefusal(int status, String reason, String why, String firstLine, byte[] raw) {

  /** What a server says then; it closes afterwards (RFC 9112 9.6). */
  public byte[] answer() {
    return ("HTTP/1.1 "
            + status
            + " "
            + reason
            + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
