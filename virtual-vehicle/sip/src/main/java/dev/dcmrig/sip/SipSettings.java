// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.time.Duration;
import java.util.Map;

/**
 * What one user agent says of itself, and its numbers.
 *
 * @param userAgent value of User-Agent (requests) and Server (responses)
 * @param contactUser user part of its Contact; the host is that of the connection
 * @param t1 round-trip estimate, from which RFC 3261 17 derives its timers; 500 ms there
 * @param responseHeaders further headers of each 200 to an OPTIONS and an INVITE, in their order,
 *     for instance {@code Recv-Info}
 */
public record SipSettings(
    String userAgent, String contactUser, Duration t1, Map<String, String> responseHeaders) {
  /** T1 of RFC 3261 17.1.1.1. */
  public static final Duration T1 = Duration.ofMillis(500);

  public SipSettings {
    if (t1.isNegative() || t1.isZero()) {
      throw new IllegalArgumentException("T1 is " + t1 + "; it must be more than nothing");
    }
  }

  public static SipSettings of(String userAgent, String contactUser) {
    return new SipSettings(userAgent, contactUser, T1, Map.of());
  }
}
