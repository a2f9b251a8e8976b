// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that are drawn by a run and die with it; never part of evidence. */
final class Tokens {
  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  /** 192 random bits in Base64url, as a bearer token may look (RFC 6750 2.1). */
  static String draw() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
