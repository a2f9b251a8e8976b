// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.orders;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Signature in compact form (RFC 7515 7.1), taken apart: {@code
 * header.content.signature}, each part Base64url without padding, in its one canonical form.
 */
final class CompactJws {
  /** RFC 8032 5.1.6; JDKs differ in what they make of more (17 takes a zero byte behind). */
  private static final int SIGNATURE_BYTES = 64;

  private final String signed;
  private final byte[] header;
  private final byte[] content;
  private final byte[] signature;

  private CompactJws(String signed, byte[] header, byte[] content, byte[] signature) {
    this.signed = signed;
    this.header = header;
    this.content = content;
    this.signature = signature;
  }

  /** Null for bytes that have another form. */
  static @Nullable CompactJws parse(byte[] bytes) {
    String[] parts = new String(bytes, StandardCharsets.US_ASCII).split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    byte[] header = decode(parts[0]);
    byte[] content = decode(parts[1]);
    byte[] signature = decode(parts[2]);
    return header == null || content == null || signature == null
        ? null
        : new CompactJws(parts[0] + "." + parts[1], header, content, signature);
  }

  /** Base64url without padding (RFC 7515 2). */
  private static byte @Nullable [] decode(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      return again.equals(part) ? bytes : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  byte[] header() {
    return header;
  }

  byte[] content() {
    return content;
  }

  /**
   * Whether the signature is this key's (RFC 8037 3.1).
   *
   * @param key Ed25519
   */
  boolean isSignedBy(PublicKey key) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(signed.getBytes(StandardCharsets.US_ASCII));
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature that is no point of the curve is none.
      return false;
    }
  }
}
