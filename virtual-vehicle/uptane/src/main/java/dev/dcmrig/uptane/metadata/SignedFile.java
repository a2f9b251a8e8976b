// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.metadata;

import dev.dcmrig.uptane.json.CanonicalJson;
import dev.dcmrig.uptane.json.JsonObject;
import dev.dcmrig.uptane.json.JsonText;
import dev.dcmrig.uptane.key.VerificationKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A signed file as it came: what was signed, and the signatures. Nothing of it is trusted yet.
 *
 * @param signed the part that was signed
 * @param payload the bytes that were signed: its canonical JSON, unknown fields included
 * @param signatures hexadecimal by key id
 */
public record SignedFile(JsonObject signed, byte[] payload, Map<String, String> signatures) {
  /** Signatures of one file, at most: bounds the work for a file that nobody vouches for. */
  public static final int MOST_SIGNATURES = 64;

  private static final String SPEC_MAJOR = "1.";

  public SignedFile {
    signatures = Fields.copy(signatures);
  }

  /**
   * Takes a file apart.
   *
   * @param name names it in errors
   * @throws dev.dcmrig.uptane.json.MalformedJson if it has not the form of a signed file
   */
  public static SignedFile read(String name, byte[] bytes) {
    JsonObject json = JsonText.object(name, bytes);
    JsonObject signed = json.object("signed");
    Map<String, String> signatures = new LinkedHashMap<>();
    for (JsonObject signature : json.objectList("signatures")) {
      if (signatures.put(signature.text("keyid"), signature.text("sig")) != null) {
        throw signature.wrong("keyid", "a key may sign once (TUF 4.2)");
      }
      if (signatures.size() > MOST_SIGNATURES) {
        throw json.wrong("signatures", "at most " + MOST_SIGNATURES + " are taken");
      }
    }
    return new SignedFile(signed, CanonicalJson.bytes(signed.fields()), signatures);
  }

  /**
   * The metadata in it, if it is of that role.
   *
   * @throws dev.dcmrig.uptane.json.MalformedJson if it is of another, or a field is wrong
   */
  public RoleMetadata metadata(Role role) {
    String type = signed.text("_type");
    if (!type.equals(role.fileName())) {
      throw signed.wrong("_type", role.fileName() + " is wanted, but it is " + type);
    }
    if (!signed.text("spec_version").startsWith(SPEC_MAJOR)) {
      throw signed.wrong("spec_version", "1.x is wanted");
    }
    return switch (role) {
      case ROOT -> Root.read(signed);
      case TIMESTAMP -> Timestamp.read(signed);
      case SNAPSHOT -> Snapshot.read(signed);
      case TARGETS -> Targets.read(signed);
    };
  }

  /**
   * Whether as many different keys of the role signed this as its threshold wants. Ids of one key
   * count once. No signature is checked once there are enough.
   */
  public boolean signedBy(Keyed keyed, RoleKeys role) {
    Set<String> counted = new HashSet<>();
    for (String id : role.keyIds()) {
      String signature = signatures.get(id);
      VerificationKey key = keyed.keys().get(id);
      if (signature != null
          && key != null
          && !counted.contains(key.identity())
          && key.verifies(payload, signature)) {
        counted.add(key.identity());
        if (counted.size() >= role.threshold()) {
          return true;
        }
      }
    }
    return false;
  }
}
