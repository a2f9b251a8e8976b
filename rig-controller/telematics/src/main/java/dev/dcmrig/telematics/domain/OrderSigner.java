// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.domain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** Signs orders and commands: JSON Web Signature, compact (RFC 7515 7.1), EdDSA (RFC 8037). */
final class OrderSigner {
  static final String HEADER =
      JsonNodeFactory.instance.objectNode().put("alg", "EdDSA").put("typ", "dcmrig+jws").toString();

  private final PrivateKey key;

  /**
   * @param key Ed25519
   */
  OrderSigner(PrivateKey key) {
    this.key = key;
  }

  /** The claims of an order, signed. */
  String sign(
      String id, String vin, long sequence, String action, Instant issued, Instant expires) {
    return compact(HEADER, claims(id, vin, sequence, action, issued, expires).toString());
  }

  /** The claims of an order. */
  static ObjectNode claims(
      String id, String vin, long sequence, String action, Instant issued, Instant expires) {
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims.put("id", id).put("vin", vin).put("sequence", sequence).put("action", action);
    return claims.put("issued", issued.toString()).put("expires", expires.toString());
  }

  /** Any text, signed: the compact serialization of RFC 7515, 3.1. */
  String compact(String header, String payload) {
    return signed(part(header) + "." + part(payload));
  }

  /** A text of header and content as it is, with its signature behind. */
  String signed(String text) {
    return text + "." + part(signature(text));
  }

  /** The signature of a text in ASCII: 64 bytes. */
  byte[] signature(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an order can't be signed: " + e.getMessage(), e);
    }
  }

  /** Base64url of its UTF-8 (RFC 7515 2). */
  static String part(String text) {
    return part(text.getBytes(StandardCharsets.UTF_8));
  }

  static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
