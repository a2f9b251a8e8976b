// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.manifest;

import dev.dcmrig.uptane.json.CanonicalJson;
import dev.dcmrig.uptane.json.JsonObject;
import dev.dcmrig.uptane.json.JsonText;
import dev.dcmrig.uptane.json.MalformedJson;
import dev.dcmrig.uptane.key.SignedDocument;
import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.key.VerificationKey;
import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.Rejection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Secure time (Uptane 5.4.3.1): an ECU sends a number, a time server signs the time with the
 * numbers that it was sent. A time without the ECU's own number is an old one, and time never goes
 * back.
 */
public final class AttestedTime {
  /** A time message has at most 64 KiB: some thousand numbers. */
  public static final int MOST_BYTES = 1 << 16;

  private AttestedTime() {}

  /** The time server's message. */
  public static byte[] bytes(Instant time, Set<String> nonces, SigningKey key) {
    Map<String, Object> signed = new LinkedHashMap<>();
    signed.put("_type", "time");
    signed.put("time", time.toString());
    signed.put("nonces", List.copyOf(nonces));
    return SignedDocument.metadata(signed, List.of(key));
  }

  /**
   * The time in it.
   *
   * @param nonce that this ECU sent
   * @param known the latest time that the ECU knows
   */
  public static Instant check(byte[] message, VerificationKey server, String nonce, Instant known)
      throws Rejection {
    if (message.length > MOST_BYTES) {
      throw new Rejection("5.4.3.1", Attack.ENDLESS_DATA, "a time message of " + message.length);
    }
    try {
      JsonObject document = JsonText.object("time", message);
      JsonObject signed = document.object("signed");
      byte[] payload = CanonicalJson.bytes(signed.fields());
      boolean good =
          document.objectList("signatures").stream()
              .anyMatch(
                  signature ->
                      signature.text("keyid").equals(server.id())
                          && server.verifies(payload, signature.text("sig")));
      if (!good || !signed.text("_type").equals("time")) {
        throw new Rejection(
            "5.4.3.1", Attack.ARBITRARY_SOFTWARE, "the time is not signed by the time server");
      }
      if (!signed.textList("nonces").contains(nonce)) {
        throw new Rejection("5.4.3.1", Attack.REPLAY, "the time is not an answer to this ECU");
      }
      Instant time = VersionReport.time(signed, "time");
      if (time.isBefore(known)) {
        throw new Rejection(
            "5.4.3.1", Attack.ROLLBACK, "time " + time + " lies before the known " + known);
      }
      return time;
    } catch (MalformedJson e) {
      throw new Rejection("5.4.3.1", Attack.MALFORMED, String.valueOf(e.getMessage()));
    }
  }
}
