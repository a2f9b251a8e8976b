// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom a verifier trusts.
 *
 * @param certificates of authorities, or of signers themselves
 * @param keys of signers without a certificate
 * @param revoked lists of revoked certificates; with one, each certificate of a path needs the list
 *     of its issuer
 */
public record Trust(
    List<X509Certificate> certificates, List<PublicKey> keys, List<X509CRL> revoked) {

  /** Nobody: only what a run says of itself is checked. */
  public static final Trust NOBODY = new Trust(List.of(), List.of(), List.of());

  public Trust {
    certificates = List.copyOf(certificates);
    keys = List.copyOf(keys);
    revoked = List.copyOf(revoked);
  }

  /**
   * Reads PEM or DER files.
   *
   * @param trusted with certificates and public keys
   * @param lists with lists of revoked certificates
   */
  public static Trust of(List<Path> trusted, List<Path> lists) throws AttestException {
    List<X509Certificate> certificates = new ArrayList<>();
    List<PublicKey> keys = new ArrayList<>();
    List<X509CRL> revoked = new ArrayList<>();
    for (Path file : trusted) {
      Pem pem = Pem.read(file);
      certificates.addAll(pem.certificates());
      keys.addAll(pem.publicKeys());
      if (pem.certificates().isEmpty() && pem.publicKeys().isEmpty()) {
        throw new AttestException(file + ": has neither a certificate nor a public key to trust");
      }
    }
    for (Path file : lists) {
      Pem pem = Pem.read(file);
      if (pem.revoked().isEmpty()) {
        throw new AttestException(file + ": has no list of revoked certificates");
      }
      revoked.addAll(pem.revoked());
    }
    return new Trust(certificates, keys, revoked);
  }

  public boolean isNobody() {
    return certificates.isEmpty() && keys.isEmpty();
  }
}
