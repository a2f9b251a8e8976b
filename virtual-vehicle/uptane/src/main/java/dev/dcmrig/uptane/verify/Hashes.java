// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The hashes of a file while its bytes go by. A hash of an unknown algorithm never matches: all
 * that are listed have to be checked (Uptane 5.4.3.4, step 7).
 */
final class Hashes {
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "sha256", "SHA-256",
          "sha384", "SHA-384",
          "sha512", "SHA-512",
          "sha512-256", "SHA-512/256",
          "sha3-256", "SHA3-256");

  private final Map<String, String> wanted;
  private final Map<String, MessageDigest> digests = new LinkedHashMap<>();

  Hashes(Map<String, String> wanted) {
    this.wanted = wanted;
    for (String name : wanted.keySet()) {
      String algorithm = ALGORITHMS.get(name);
      if (algorithm != null) {
        digests.put(name, digest(algorithm));
      }
    }
  }

  static boolean allMatch(Map<String, String> wanted, byte[] bytes) {
    Hashes hashes = new Hashes(wanted);
    hashes.update(bytes, 0, bytes.length);
    return hashes.match();
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK since 9 has " + algorithm, e);
    }
  }

  void update(byte[] bytes, int offset, int length) {
    digests.values().forEach(digest -> digest.update(bytes, offset, length));
  }

  /** To be asked once. */
  boolean match() {
    if (digests.size() != wanted.size()) {
      return false;
    }
    boolean all = true;
    for (Map.Entry<String, MessageDigest> each : digests.entrySet()) {
      String seen = HexFormat.of().formatHex(each.getValue().digest());
      all &= seen.equals(String.valueOf(wanted.get(each.getKey())).toLowerCase(Locale.ROOT));
    }
    return all;
  }
}
