// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.key;

import dev.dcmrig.uptane.json.CanonicalJson;
import dev.dcmrig.uptane.json.JsonWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A document with signatures around it, as Uptane 5.2.1 says for metadata and 5.4.2.1 for reports.
 */
public final class SignedDocument {
  private SignedDocument() {}

  /** Metadata: each signature has the key's id and the signature. */
  public static byte[] metadata(Map<String, Object> signed, Collection<SigningKey> keys) {
    byte[] payload = CanonicalJson.bytes(signed);
    List<Object> signatures = new ArrayList<>();
    for (SigningKey key : keys) {
      Map<String, Object> signature = new LinkedHashMap<>();
      signature.put("keyid", key.verificationKey().id());
      signature.put("sig", key.sign(payload));
      signatures.add(signature);
    }
    return JsonWriter.bytes(document(signed, signatures));
  }

  /**
   * A report or manifest: each signature has its method and the payload's hash, too (5.4.2.1.1,
   * 5.4.2.1.2).
   */
  public static Map<String, Object> report(Map<String, Object> signed, SigningKey key) {
    byte[] payload = CanonicalJson.bytes(signed);
    Map<String, Object> signature = new LinkedHashMap<>();
    signature.put("keyid", key.verificationKey().id());
    signature.put("method", key.verificationKey().schemeName());
    signature.put("hash_function", "sha256");
    signature.put("hash", sha256(payload));
    signature.put("sig", key.sign(payload));
    return document(signed, List.of(signature));
  }

  private static Map<String, Object> document(Map<String, Object> signed, List<Object> signatures) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("signatures", signatures);
    document.put("signed", signed);
    return document;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }
}
