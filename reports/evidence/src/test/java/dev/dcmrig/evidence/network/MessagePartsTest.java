// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.chain.ScenarioChain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands decoded beside the bytes of a message. */
class MessagePartsTest {
  /** The published example of EN 15722, version 2. */
  private static final String MSD =
      "02251C0680E30A51439E2955D43800800437F80A3105669023F8A71166932185B004150043C040";

  @TempDir Path folder;

  private static byte[] bytes(Object... pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object piece : pieces) {
      out.writeBytes(
          piece instanceof byte[] raw
              ? raw
              : String.valueOf(piece).getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private JsonNode journalled(Protocol protocol, byte[] message) throws IOException {
    try (ScenarioChain chain = new ScenarioChain(folder, "0".repeat(32), "a");
        NetworkJournal journal = new NetworkJournal(chain, Instant.EPOCH)) {
      journal.add(
          1_000, protocol, "10.64.0.2:5060", "198.51.100.10:5060", Delivery.DELIVERED, message);
    }
    return new ObjectMapper().readTree(Files.readString(folder.resolve(NetworkJournal.LINES)));
  }

  private static byte[] invite(String msd) {
    return bytes(
        "INVITE sip:x SIP/2.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n",
        "--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b\r\n",
        "Content-Type: application/EmergencyCallData.eCall.MSD\r\n\r\n",
        HexFormat.of().parseHex(msd),
        "\r\n--b--\r\n");
  }

  @Test
  void theMsdOfAnInviteStandsFieldByFieldBesideItsBytes() throws IOException {
    JsonNode line = journalled(Protocol.SIP, invite(MSD));
    assertTrue(line.has("base64"), "the bytes stay");
    assertEquals("v=0", line.at("/parts/0/text").asText().strip());
    assertEquals(MSD, line.at("/parts/1/hex").asText());
    String fields = line.at("/parts/1/fields").toString();
    assertTrue(fields.contains("\"timestamp\",\"1367878452\""), fields);
  }

  @Test
  void whatCanNotBeReadSaysWhereDecodingStopped() throws IOException {
    JsonNode line = journalled(Protocol.SIP, invite(MSD.substring(0, 20)));
    String fault = line.at("/parts/1/fault").asText();
    assertTrue(fault.startsWith("decoding stopped: "), line::toString);
    assertEquals(MSD.substring(0, 20), line.at("/parts/1/hex").asText());
  }

  @Test
  void plainMessagesStandOnce() throws IOException {
    byte[] plain = bytes("INFO sip:x SIP/2.0\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n");
    assertFalse(journalled(Protocol.SIP, plain).has("parts"));
  }

  @Test
  void whatIsNoSipIsNotTakenForIt() throws IOException {
    assertFalse(journalled(Protocol.HTTP, invite(MSD)).has("parts"));
  }
}
