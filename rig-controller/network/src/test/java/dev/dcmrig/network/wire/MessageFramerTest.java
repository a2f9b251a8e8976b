// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One stream, cut into the same messages wherever the network cuts it. */
class MessageFramerTest {
  private static final List<String> MESSAGES =
      List.of(
          "POST /a HTTP/1.1\r\nHost: b\r\nContent-Length: 4\r\n\r\n\r\n\r\n",
          "HTTP/1.1 204 No Content\r\nDate: x\r\n\r\n",
          "\r\n",
          "HTTP/1.1 200 OK\r\ntransfer-ENCODING: Chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\n\r\n",
          "INVITE sip:a SIP/2.0\r\nl: 2\r\n\r\nab",
          "HTTP/1.1 100 Continue\r\n\r\n",
          "HTTP/1.1 304 Not Modified\r\nETag: 1\r\n\r\n",
          "BYE sip:a SIP/2.0\r\nContent-Length:   0  \r\n\r\n",
          "HTTP/1.1 200 OK\r\nX-Content-Length: 9\r\nContent-Length: 1\r\n\r\n0");

  @ParameterizedTest(name = "{0} bytes at a time")
  @ValueSource(ints = {1, 2, 3, 7, 40, 4096})
  void messagesOfAStream(int size) {
    List<String> read = new ArrayList<>();
    MessageFramer framer =
        new MessageFramer(message -> read.add(new String(message, StandardCharsets.ISO_8859_1)));
    String stream = String.join("", MESSAGES);
    for (int from = 0; from < stream.length(); from += size) {
      String part = stream.substring(from, Math.min(stream.length(), from + size));
      framer.read(part.getBytes(StandardCharsets.ISO_8859_1));
    }
    assertEquals(MESSAGES, read);
  }
}
