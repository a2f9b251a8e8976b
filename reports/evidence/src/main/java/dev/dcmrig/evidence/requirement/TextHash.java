// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.requirement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over named texts, in their order. Each goes in as {@code NAME=LENGTH:TEXT\n}, the length
 * in bytes of UTF-8: no text can look like two.
 */
public final class TextHash {
  private final MessageDigest digest;

  public TextHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Adds a text. */
  public TextHash add(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((name + "=" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
    digest.update((byte) '\n');
    return this;
  }

  /** The hash, 64 hexadecimal digits; begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
