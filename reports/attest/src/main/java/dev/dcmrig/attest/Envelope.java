// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.attest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A DSSE envelope (Dead Simple Signing Envelope, protocol 1.0): a payload, its type, and signatures
 * over both.
 */
record Envelope(String payloadType, byte[] payload, List<Signed> signatures) {

  /** The type of an in-toto statement. */
  static final String IN_TOTO = "application/vnd.in-toto+json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A signature; the key's id is a hint, and says nothing by itself. */
  record Signed(String keyId, byte[] signature) {}

  Envelope {
    signatures = List.copyOf(signatures);
  }

  /** What is signed: {@code DSSEv1 SP LEN SP TYPE SP LEN SP PAYLOAD}. */
  byte[] signedBytes() {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(type);
    bytes.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }

  Envelope with(Signed another) {
    List<Signed> all = new ArrayList<>(signatures);
    all.add(another);
    return new Envelope(payloadType, payload, all);
  }

  /** One line of JSON. */
  String text() throws JsonProcessingException {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("payload", Base64.getEncoder().encodeToString(payload));
    envelope.put("payloadType", payloadType);
    ArrayNode list = envelope.putArray("signatures");
    for (Signed signed : signatures) {
      list.addObject()
          .put("keyid", signed.keyId())
          .put("sig", Base64.getEncoder().encodeToString(signed.signature()));
    }
    return JSON.writeValueAsString(envelope) + "\n";
  }

  /**
   * Reads one.
   *
   * @throws AttestException with a sentence about what is wrong
   */
  static Envelope read(String text) throws AttestException {
    try {
      JsonNode envelope = JSON.readTree(text);
      List<Signed> signatures = new ArrayList<>();
      for (JsonNode each : envelope.path("signatures")) {
        signatures.add(new Signed(each.path("keyid").asText(), decoded(each.path("sig"))));
      }
      Envelope read =
          new Envelope(
              envelope.path("payloadType").asText(), decoded(envelope.path("payload")), signatures);
      if (!read.payloadType().equals(IN_TOTO)) {
        throw new AttestException("its payload is no in-toto statement (" + IN_TOTO + ")");
      }
      if (!read.text().equals(text)) {
        throw new AttestException("it is not as the rig writes it");
      }
      return read;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new AttestException("it is no DSSE envelope", e);
    }
  }

  private static byte[] decoded(JsonNode text) {
    if (!text.isTextual()) {
      throw new IllegalArgumentException("no text");
    }
    return Base64.getDecoder().decode(text.asText());
  }

  JsonNode statement() throws AttestException {
    try {
      return JSON.readTree(payload);
    } catch (java.io.IOException e) {
      throw new AttestException("its payload is no JSON", e);
    }
  }
}
