// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.dcmrig.evidence.network.Protocol;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What evidence shows of signatures and credentials. */
class SecretsTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String shown(Protocol protocol, String text) {
    byte[] message = bytes(text);
    String shown = new String(Secrets.masked(protocol, message), StandardCharsets.ISO_8859_1);
    assertEquals(text, new String(message, StandardCharsets.ISO_8859_1), "the message stays");
    return shown;
  }

  @Test
  void eachSignatureIsMaskedAndItsLengthStays() {
    String text = "\u00ff[\"eyJh.eyJi.c-_1=\",\"eyJx.y.zz\"]";
    String masked = "\u00ff[\"eyJh.eyJi.*****\",\"eyJx.y.**\"]";
    assertEquals(masked, shown(Protocol.MQTT, text));
    assertEquals(masked, shown(Protocol.HTTP, text));
    assertEquals(text, shown(Protocol.SIP, text));
  }

  @Test
  void credentialsAreMaskedInHttpOnly() {
    String text = "GET / HTTP/1.1\r\nauthorization: \tBearer ab\r\nX: Authorization: c\r\n";
    String masked = "GET / HTTP/1.1\r\nauthorization: \t*********\r\nX: Authorization: c\r\n";
    assertEquals(masked, shown(Protocol.HTTP, text));
    assertEquals(text, shown(Protocol.MQTT, text));
  }

  @Test
  void whatHoldsNoSecretIsNotCopied() {
    byte[] message = bytes("GET / HTTP/1.1\r\n\r\n");
    assertSame(message, Secrets.masked(Protocol.HTTP, message));
    assertSame(message, Secrets.masked(Protocol.SIP, message));
  }
}
