// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs, and what others need to verify it.
 *
 * @param certificates of the key, then of its issuers; may be empty
 * @param provider that has the key, of a hardware module; null: the JDK's own
 */
public record SigningKey(
    PrivateKey privateKey,
    PublicKey publicKey,
    List<X509Certificate> certificates,
    @Nullable Provider provider) {

  public SigningKey {
    certificates = List.copyOf(certificates);
  }

  /** SHA-256 of the key as X.509 has it (SubjectPublicKeyInfo), in hexadecimal. */
  public String id() {
    return id(publicKey);
  }

  static String id(PublicKey key) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  byte[] sign(byte[] content) throws GeneralSecurityException {
    Signature signature =
        provider == null
            ? Signature.getInstance(algorithm(publicKey))
            : Signature.getInstance(algorithm(publicKey), provider);
    signature.initSign(privateKey);
    signature.update(content);
    return signature.sign();
  }

  static boolean verifies(PublicKey key, byte[] content, byte[] signature) {
    try {
      Signature check = Signature.getInstance(algorithm(key));
      check.initVerify(key);
      check.update(content);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Ed25519 (RFC 8032); ECDSA and RSA (PKCS #1 v1.5) over SHA-256. */
  private static String algorithm(PublicKey key) throws GeneralSecurityException {
    return switch (key.getAlgorithm()) {
      case "EdDSA", "Ed25519" -> "Ed25519";
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> throw new GeneralSecurityException("no signatures by " + key.getAlgorithm());
    };
  }
}
