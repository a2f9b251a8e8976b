// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SipStreamReaderTest {
  private final SipStreamReader reader = new SipStreamReader();

  private List<SipMessageView> read(String text) {
    return reader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void messagesAreGivenAsTheyStoodInTheStream() {
    String first = RawPeer.message(RawPeer.request("OPTIONS", 1, "z9hG4bK-1", ""));
    String broken = first.replace("CSeq: 1", "CSeq: x");
    String second =
        RawPeer.message(
            RawPeer.request("INFO", 2, "z9hG4bK-2", "x", "Content-Type: a/b", "", "body"));
    String all = first + broken + second;
    assertEquals(1, read(all.substring(0, all.length() - 1)).size());
    SipMessageView last = read(all.substring(all.length() - 1)).get(0);
    assertArrayEquals(second.getBytes(StandardCharsets.UTF_8), last.raw());
    assertEquals("INFO", last.method());
    assertEquals("a/b", last.contentType());
    assertEquals("sip:agent@198.51.100.10", last.requestUri());
    assertTrue(reader.problem().isEmpty());
  }

  @Test
  void aStreamThatIsNotSipIsSaidToBeNone() {
    assertEquals(List.of(), read("GET / HTTP/1.1\r\n\r\n"));
    assertTrue(reader.problem().isPresent());
  }
}
