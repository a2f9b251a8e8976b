// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.Map;

/**
 * What a request within a call is answered with.
 *
 * @param status 200 to 699
 * @param headers further headers, in the order given: Recv-Info of a 469, Accept of a 415
 */
public record SipAnswer(int status, Map<String, String> headers) {
  /** Taken. */
  public static final SipAnswer OK = new SipAnswer(200, Map.of());

  public SipAnswer {
    if (status < 200 || status > 699) {
      throw new IllegalArgumentException("a request is answered with 200 to 699, not " + status);
    }
  }

  public static SipAnswer of(int status) {
    return new SipAnswer(status, Map.of());
  }
}
