// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.key;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/** The signature schemes, with TUF's names for them (TUF specification, 4.2). */
public enum Scheme {
  /** RFC 8032. The key is 32 bytes in hexadecimal. */
  ED25519("ed25519", "ed25519", "Ed25519", "Ed25519"),
  /** RFC 8017, 8.1, SHA-256, a salt of 32 bytes. The key is PEM, of 2,048 bits or more. */
  RSA_PSS("rsa", "rsassa-pss-sha256", "RSA", "RSASSA-PSS"),
  /** FIPS 186, P-256, signature in DER. The key is PEM. Uptane's repositories here never use it. */
  ECDSA_P256("ecdsa", "ecdsa-sha2-nistp256", "EC", "SHA256withECDSA");

  private static final int SALT_BYTES = 32;

  private final String keyType;
  private final String tufName;
  private final String keyAlgorithm;
  private final String signatureAlgorithm;

  Scheme(String keyType, String tufName, String keyAlgorithm, String signatureAlgorithm) {
    this.keyType = keyType;
    this.tufName = tufName;
    this.keyAlgorithm = keyAlgorithm;
    this.signatureAlgorithm = signatureAlgorithm;
  }

  /** The scheme of that name for keys of that type; empty for one that is not supported. */
  static Optional<Scheme> named(String keyType, String tufName) {
    for (Scheme scheme : values()) {
      if (scheme.tufName.equals(tufName)
          && (scheme.keyType.equals(keyType)
              || (scheme == ECDSA_P256 && keyType.equals(scheme.tufName)))) {
        return Optional.of(scheme);
      }
    }
    return Optional.empty();
  }

  /** The name of the key's type in metadata. */
  public String keyType() {
    return keyType;
  }

  /** The scheme's name in metadata. */
  public String tufName() {
    return tufName;
  }

  String keyAlgorithm() {
    return keyAlgorithm;
  }

  Signature signature() throws GeneralSecurityException {
    Signature signature = Signature.getInstance(signatureAlgorithm);
    if (this == RSA_PSS) {
      signature.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT_BYTES, 1));
    }
    return signature;
  }
}
