// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.Map;

/** Reason phrases of RFC 3261 21, and of what came later. */
final class StatusText {
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(100, "Trying"),
          Map.entry(180, "Ringing"),
          Map.entry(200, "OK"),
          Map.entry(400, "Bad Request"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(408, "Request Timeout"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(416, "Unsupported URI Scheme"),
          Map.entry(420, "Bad Extension"),
          Map.entry(469, "Bad Info Package"),
          Map.entry(480, "Temporarily Unavailable"),
          Map.entry(481, "Call/Transaction Does Not Exist"),
          Map.entry(482, "Loop Detected"),
          Map.entry(486, "Busy Here"),
          Map.entry(487, "Request Terminated"),
          Map.entry(488, "Not Acceptable Here"),
          Map.entry(500, "Server Internal Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(505, "Version Not Supported"),
          Map.entry(600, "Busy Everywhere"),
          Map.entry(603, "Decline"));

  private StatusText() {}

  static String of(int status) {
    return REASONS.getOrDefault(status, status < 300 ? "OK" : "Refused");
  }
}
