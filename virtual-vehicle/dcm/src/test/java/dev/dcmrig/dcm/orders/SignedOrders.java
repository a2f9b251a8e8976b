// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.orders;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** Orders as the service signs them, made with the JDK's Ed25519. */
public final class SignedOrders {
  public static final String HEADER = "{\"alg\":\"EdDSA\",\"typ\":\"dcmrig+jws\"}";

  private final KeyPair keys;

  public SignedOrders() {
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public PublicKey key() {
    return keys.getPublic();
  }

  /** The claims of an order for the test's vehicle that expires a day after the bench's epoch. */
  public static String claims(String id, long sequence, String action) {
    return claims(id, sequence, action, "VIN", "2026-06-02T08:00:00Z");
  }

  public static String claims(String id, long sequence, String action, String vin, String expires) {
    return "{\"id\":\""
        + id
        + "\",\"vin\":\""
        + vin
        + "\",\"sequence\":"
        + sequence
        + ",\"action\":\""
        + action
        + "\",\"issued\":\"2026-06-01T08:00:00Z\",\"expires\":\""
        + expires
        + "\"}";
  }

  public byte[] order(String id, long sequence, String action) {
    return sign(HEADER, claims(id, sequence, action));
  }

  /** Any header and content, signed. */
  public byte[] sign(String header, String content) {
    try {
      String text = encode(header) + "." + encode(content);
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return (text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()))
          .getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
