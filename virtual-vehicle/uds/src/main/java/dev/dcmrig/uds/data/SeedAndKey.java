// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds.data;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The bench's own seed and key: the key is the first 4 bytes of HMAC-SHA-256 of the seed, made with
 * the secret of the ECU's file. Real makers have algorithms of their own, which they keep to
 * themselves.
 */
public final class SeedAndKey {
  private static final int LENGTH = 4;

  private SeedAndKey() {}

  /** The key that answers a seed. */
  public static byte[] key(String secret, byte[] seed) {
    return hash(secret, seed);
  }

  /** Whether a key answers a seed; takes the same time for each wrong one. */
  static boolean fits(String secret, byte[] seed, byte[] key) {
    return MessageDigest.isEqual(hash(secret, seed), key);
  }

  /** The n-th seed of an ECU: it differs from the one before, and is the same in each run. */
  static byte[] seed(String secret, int number) {
    byte[] seed = hash(secret, ("seed " + number).getBytes(StandardCharsets.US_ASCII));
    // All zero would say that the level is unlocked.
    seed[0] |= 1;
    return seed;
  }

  private static byte[] hash(String secret, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Arrays.copyOf(mac.doFinal(text), LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no HMAC-SHA-256", e);
    }
  }
}
