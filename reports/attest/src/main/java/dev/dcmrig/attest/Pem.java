// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a PEM file (RFC 7468): keys, certificates and lists of revoked ones. A DER file
 * with one certificate or list is read, too.
 */
record Pem(
    List<PrivateKey> privateKeys,
    List<PublicKey> publicKeys,
    List<X509Certificate> certificates,
    List<X509CRL> revoked) {

  private static final long MAX_BYTES = 64L << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final List<String> ALGORITHMS = List.of("Ed25519", "EC", "RSA");

  private static Pem empty() {
    return new Pem(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /** Reads a file. */
  static Pem read(Path file) throws AttestException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new AttestException(file + ": is too long for keys or certificates");
      }
      return of(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new AttestException(file + ": can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads bytes.
   *
   * @param name for messages
   */
  static Pem of(byte[] bytes, String name) throws AttestException {
    Pem pem = empty();
    Matcher blocks = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    boolean any = false;
    while (blocks.find()) {
      any = true;
      try {
        pem.add(blocks.group(1), Base64.getMimeDecoder().decode(blocks.group(2)), name);
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        throw new AttestException(
            name + ": its " + blocks.group(1) + " can't be read: " + e.getMessage(), e);
      }
    }
    if (!any) {
      pem.addBinary(bytes, name);
    }
    return pem;
  }

  private void add(String kind, byte[] der, String name)
      throws GeneralSecurityException, AttestException {
    switch (kind) {
      case "CERTIFICATE" -> certificates.add(certificate(der));
      case "X509 CRL" -> revoked.add(revoked(der));
      case "PUBLIC KEY" -> publicKeys.add(publicKey(der));
      case "PRIVATE KEY" -> privateKeys.add(privateKey(der));
      case "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
          throw new AttestException(
              name
                  + ": has a key of the form '"
                  + kind
                  + "'; make it PKCS#8 with 'openssl pkcs8 -topk8 -nocrypt', or use a PKCS#12 file,"
                  + " which may have a password");
      default -> {
        // Parameters of curves and the like say nothing here.
      }
    }
  }

  private void addBinary(byte[] bytes, String name) throws AttestException {
    try {
      certificates.add(certificate(bytes));
    } catch (CertificateException e) {
      try {
        revoked.add(revoked(bytes));
      } catch (CRLException | CertificateException none) {
        throw new AttestException(
            name + ": has no key, certificate or list of revoked ones in PEM or DER", none);
      }
    }
  }

  private static X509Certificate certificate(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static X509CRL revoked(byte[] der) throws CRLException, CertificateException {
    return (X509CRL)
        CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
  }

  static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
    GeneralSecurityException last = null;
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw new GeneralSecurityException("neither Ed25519, nor EC, nor RSA", last);
  }

  private static PrivateKey privateKey(byte[] der) throws GeneralSecurityException {
    GeneralSecurityException last = null;
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw new GeneralSecurityException("neither Ed25519, nor EC, nor RSA", last);
  }

  /** The one way in which a file of certificates and keys is written. */
  static String text(Collection<X509Certificate> certificates, Collection<PublicKey> keys)
      throws CertificateException {
    StringBuilder text = new StringBuilder();
    for (X509Certificate each : certificates) {
      text.append(text(each));
    }
    keys.forEach(each -> text.append(text(each)));
    return text.toString();
  }

  /** A certificate as PEM. */
  private static String text(X509Certificate certificate) throws CertificateException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  /** A public key as PEM. */
  private static String text(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }
}
