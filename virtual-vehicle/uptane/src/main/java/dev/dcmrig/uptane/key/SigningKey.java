// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * A private key with its public half. The private half is never printed: {@link #toString} has the
 * id only, and nothing here gives the bytes out.
 */
public final class SigningKey {
  private static final int RSA_BITS = 3072;

  /** A key file is at most 16 KiB; RSA of 16,384 bits has 13. */
  private static final int LARGEST_FILE = 16 * 1024;

  private final Scheme scheme;
  private final PrivateKey privateKey;
  private final VerificationKey verificationKey;

  private SigningKey(Scheme scheme, PrivateKey privateKey, VerificationKey verificationKey) {
    this.scheme = scheme;
    this.privateKey = privateKey;
    this.verificationKey = verificationKey;
  }

  /** A new Ed25519 key, drawn from the source: the machine's own for a run. */
  public static SigningKey ed25519(SecureRandom source) {
    return generate(Scheme.ED25519, 255, source);
  }

  /** A new RSA key of 3,072 bits for RSA-PSS. Takes up to a second. */
  public static SigningKey rsaPss(SecureRandom source) {
    return generate(Scheme.RSA_PSS, RSA_BITS, source);
  }

  private static SigningKey generate(Scheme scheme, int bits, SecureRandom source) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(scheme.keyAlgorithm());
      generator.initialize(bits, source);
      KeyPair pair = generator.generateKeyPair();
      return new SigningKey(
          scheme, pair.getPrivate(), VerificationKey.of(scheme, pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("each JDK since 15 makes keys for " + scheme, e);
    }
  }

  /**
   * The key of two PEM files: PKCS#8 ({@code openssl genpkey}) and its public half beside it, with
   * {@code .pub} after the name ({@code openssl pkey -pubout}).
   *
   * @throws IOException if a file can't be read, or the two don't belong together
   */
  public static SigningKey read(Scheme scheme, Path file) throws IOException {
    Path publicFile = file.resolveSibling(file.getFileName() + ".pub");
    try {
      KeyFactory factory = KeyFactory.getInstance(scheme.keyAlgorithm());
      PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(pem(file)));
      VerificationKey publicKey =
          VerificationKey.of(
              scheme, factory.generatePublic(new X509EncodedKeySpec(pem(publicFile))));
      SigningKey key = new SigningKey(scheme, privateKey, publicKey);
      byte[] probe = {1};
      if (!publicKey.verifies(probe, key.sign(probe))) {
        throw new IOException(publicFile + " is not the public half of " + file);
      }
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      // Without its cause: that of a parser may quote what it read.
      throw new IOException(
          file
              + " and "
              + publicFile
              + ": keys of type "
              + scheme.keyType()
              + " in PEM are wanted");
    }
  }

  private static byte[] pem(Path file) throws IOException {
    if (Files.size(file) > LARGEST_FILE) {
      throw new IOException(file + " is larger than " + LARGEST_FILE + " bytes: not a key file");
    }
    return VerificationKey.Pem.bytes(
        new String(Files.readAllBytes(file), StandardCharsets.US_ASCII));
  }

  /** The public half. */
  public VerificationKey verificationKey() {
    return verificationKey;
  }

  /** The signature of the payload, in hexadecimal. */
  public String sign(byte[] payload) {
    try {
      Signature signature = scheme.signature();
      signature.initSign(privateKey);
      signature.update(payload);
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("key " + verificationKey.id() + " does not sign", e);
    }
  }

  @Override
  public String toString() {
    return "signing key " + verificationKey.id();
  }
}
