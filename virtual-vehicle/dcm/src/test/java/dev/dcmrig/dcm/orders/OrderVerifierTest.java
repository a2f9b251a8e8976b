// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.DcmRules;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of the table in docs/DCM-INTERFACE.md, 2.6; the JDK signs. */
class OrderVerifierTest {
  private static final String HEADER = "{\"alg\":\"EdDSA\",\"typ\":\"dcmrig+jws\"}";

  private final DcmParts parts = new DcmParts();
  private KeyPair keys;
  private OrderVerifier verifier;

  @BeforeEach
  void makeKeys() throws GeneralSecurityException {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    verifier = new OrderVerifier(parts.context, DcmRules.REQUIRED, keys.getPublic());
  }

  private static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String signed(KeyPair keys, String header, String body)
      throws GeneralSecurityException {
    String text = part(header) + "." + part(body);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(keys.getPrivate());
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private String body(String id, String vin, int sequence, Instant expires) {
    return """
    {"id":"%s","vin":"%s","sequence":%d,"action":"start","issued":"%s","expires":"%s"}\
    """
        .formatted(id, vin, sequence, parts.timeline.now(), expires);
  }

  private Instant later() {
    return parts.timeline.now().plusSeconds(1);
  }

  private OrderVerdict verdict(String jws) {
    byte[] payload = jws.getBytes(StandardCharsets.UTF_8);
    return verifier.verify(payload, List.of("start", "end")).verdict();
  }

  private OrderVerdict verdict(String id, String vin, int sequence, Instant expires)
      throws GeneralSecurityException {
    return verdict(signed(keys, HEADER, body(id, vin, sequence, expires)));
  }

  @Test
  void anAuthenticOrderIsTakenAndItsSecondDeliveryIsADuplicate() throws Exception {
    String jws = signed(keys, HEADER, body("TR-1", "VIN", 1, later()));
    assertEquals(OrderVerdict.AUTHENTIC, verdict(jws));
    assertEquals(OrderVerdict.DUPLICATE, verdict(jws));
  }

  @Test
  void anotherKeyAndAnotherAlgorithmAreForged() throws Exception {
    String body = body("TR-1", "VIN", 1, later());
    KeyPair others = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertEquals(OrderVerdict.FORGED, verdict(signed(others, HEADER, body)));
    String none = "{\"alg\":\"none\",\"typ\":\"dcmrig+jws\"}";
    assertEquals(OrderVerdict.FORGED, verdict(signed(keys, none, body)));
    assertEquals(OrderVerdict.FORGED, verdict(part(none) + "." + part(body) + "."));
  }

  @Test
  void anotherVehiclesOrderIsNotCountedAsItsOwn() throws Exception {
    assertEquals(OrderVerdict.FOR_ANOTHER_VEHICLE, verdict("TR-1", "OTHER", 9, later()));
    assertEquals(OrderVerdict.AUTHENTIC, verdict("TR-2", "VIN", 1, later()));
  }

  @Test
  void theHighestSequenceIsKeptOverAReset() throws Exception {
    assertEquals(OrderVerdict.AUTHENTIC, verdict("TR-5", "VIN", 5, later()));
    verifier = new OrderVerifier(parts.context, DcmRules.REQUIRED, keys.getPublic());
    assertEquals(OrderVerdict.REPLAYED, verdict("TR-4", "VIN", 4, later()));
    assertEquals(OrderVerdict.REPLAYED, verdict("TR-X", "VIN", 5, later()));
    assertEquals(OrderVerdict.AUTHENTIC, verdict("TR-6", "VIN", 6, later()));
  }

  @Test
  void anOrderThatExpiresNowIsExpired() throws Exception {
    assertEquals(OrderVerdict.EXPIRED, verdict("TR-1", "VIN", 1, parts.timeline.now()));
    Instant soon = parts.timeline.now().plusMillis(1);
    assertEquals(OrderVerdict.AUTHENTIC, verdict("TR-1", "VIN", 1, soon));
  }

  @Test
  void anySingleChangedCharacterIsRefused() throws Exception {
    String jws = signed(keys, HEADER, body("TR-1", "VIN", 1, later()));
    for (int at = 0; at < jws.length(); at++) {
      char other = jws.charAt(at) == 'A' ? 'B' : 'A';
      String changed = jws.substring(0, at) + other + jws.substring(at + 1);
      assertEquals(OrderVerdict.FORGED, verdict(changed), "character " + at);
    }
    assertEquals(OrderVerdict.AUTHENTIC, verdict(jws));
  }
}
