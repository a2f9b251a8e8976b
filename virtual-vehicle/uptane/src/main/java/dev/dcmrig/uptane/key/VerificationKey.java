// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.key;

import dev.dcmrig.uptane.json.CanonicalJson;
import dev.dcmrig.uptane.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A public key of metadata, by its id. A key of a type that isn't supported, or one that can't be
 * read, is no error of the document: it verifies nothing, and so never counts to a threshold.
 */
public final class VerificationKey {
  /** DER before the 32 bytes of an Ed25519 key (RFC 8410, 4). */
  private static final byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int ED25519_BYTES = 32;
  private static final int LEAST_RSA_BITS = 2048;
  private static final int P256_BITS = 256;

  private final String id;
  private final String value;
  private final @Nullable Scheme scheme;
  private final @Nullable PublicKey key;

  private VerificationKey(
      String id, String value, @Nullable Scheme scheme, @Nullable PublicKey key) {
    this.id = id;
    this.value = value;
    this.scheme = scheme;
    this.key = key;
  }

  /**
   * The key that metadata lists under an id.
   *
   * @throws dev.dcmrig.uptane.json.MalformedJson if a field that each key has is missing
   */
  public static VerificationKey read(String id, JsonObject json) {
    String value = json.object("keyval").text("public");
    Scheme scheme = Scheme.named(json.text("keytype"), json.text("scheme")).orElse(null);
    return new VerificationKey(id, value, scheme, scheme == null ? null : publicKey(scheme, value));
  }

  static VerificationKey of(Scheme scheme, PublicKey key) {
    String value = value(scheme, key);
    return new VerificationKey(id(json(scheme, value)), value, scheme, key);
  }

  /** The id: SHA-256 of the canonical JSON of type, scheme and value, in hexadecimal. */
  private static String id(Map<String, Object> json) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(CanonicalJson.bytes(json));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException noSha256) {
      throw new IllegalStateException("each JDK has SHA-256", noSha256);
    }
  }

  private static Map<String, Object> json(Scheme scheme, String value) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("keytype", scheme.keyType());
    json.put("scheme", scheme.tufName());
    json.put("keyval", Map.of("public", value));
    return json;
  }

  public String id() {
    return id;
  }

  /** Which key it is, however metadata write it. Two ids with one identity are one key. */
  public String identity() {
    return key == null ? value : HexFormat.of().formatHex(key.getEncoded());
  }

  /** What metadata says of the key; only for keys made here. */
  public Map<String, Object> json() {
    if (scheme == null) {
      throw new IllegalStateException("key " + id + " is of a type that is not supported");
    }
    return json(scheme, value);
  }

  /** The scheme's name in metadata, or {@code unsupported}. */
  public String schemeName() {
    return scheme == null ? "unsupported" : scheme.tufName();
  }

  /**
   * Whether this key made the signature.
   *
   * @param signatureHex hexadecimal; anything else is a wrong signature
   */
  public boolean verifies(byte[] payload, String signatureHex) {
    if (scheme == null || key == null) {
      return false;
    }
    try {
      Signature signature = scheme.signature();
      signature.initVerify(key);
      signature.update(payload);
      return signature.verify(HexFormat.of().parseHex(signatureHex));
    } catch (GeneralSecurityException | IllegalArgumentException notThisKeys) {
      return false;
    }
  }

  private static @Nullable PublicKey publicKey(Scheme scheme, String value) {
    try {
      PublicKey key =
          KeyFactory.getInstance(scheme.keyAlgorithm())
              .generatePublic(new X509EncodedKeySpec(der(scheme, value)));
      return strongEnough(key) ? key : null;
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      return null;
    }
  }

  private static boolean strongEnough(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
    }
    return !(key instanceof ECPublicKey curve)
        || curve.getParams().getOrder().bitLength() == P256_BITS;
  }

  private static byte[] der(Scheme scheme, String value) {
    if (scheme != Scheme.ED25519) {
      return Pem.bytes(value);
    }
    byte[] bytes = HexFormat.of().parseHex(value);
    if (bytes.length != ED25519_BYTES) {
      throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + bytes.length);
    }
    byte[] der = new byte[ED25519_HEAD.length + ED25519_BYTES];
    System.arraycopy(ED25519_HEAD, 0, der, 0, ED25519_HEAD.length);
    System.arraycopy(bytes, 0, der, ED25519_HEAD.length, ED25519_BYTES);
    return der;
  }

  private static String value(Scheme scheme, PublicKey key) {
    byte[] der = key.getEncoded();
    if (scheme == Scheme.ED25519) {
      return HexFormat.of().formatHex(der, ED25519_HEAD.length, der.length);
    }
    return Pem.text("PUBLIC KEY", der);
  }

  /** RFC 7468: one block of base64 between two lines. */
  static final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    static byte[] bytes(String pem) {
      int start = pem.indexOf('\n');
      int end = pem.lastIndexOf("-----END");
      if (!pem.startsWith("-----BEGIN ") || start < 0 || end < start) {
        throw new IllegalArgumentException("PEM is wanted: '-----BEGIN ...', base64, '-----END'");
      }
      return Base64.getMimeDecoder().decode(pem.substring(start, end).strip());
    }

    static String text(String label, byte[] der) {
      String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
      return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
  }
}
