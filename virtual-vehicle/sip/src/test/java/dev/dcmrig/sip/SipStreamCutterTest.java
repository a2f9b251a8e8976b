// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One stream, cut into the same messages wherever the network cuts it (RFC 3261 7.3.1, 18.3). */
class SipStreamCutterTest {
  private static final List<String> MESSAGES =
      List.of(
          "INVITE sip:a SIP/2.0\r\nl: 2\r\n\r\nab",
          "BYE sip:a SIP/2.0\r\nContent-Length:   0  \r\n\r\n",
          "INFO sip:a SIP/2.0\r\nContent-Length \t: 0000003\r\n\r\nabc",
          "INFO sip:a SIP/2.0\r\nContent-Length:\r\n 3\r\n\r\nabc",
          "INFO sip:a SIP/2.0\r\nX-Content-Length: 9\r\ncontent-length:\r\n\t 1\r\n\r\n0",
          "SIP/2.0 200 OK\r\nContent-Length: 5\r\n\r\n\r\n\r\n!");

  private static List<String> cut(byte[] stream, int size) {
    SipStreamCutter cutter = new SipStreamCutter();
    List<String> read = new ArrayList<>();
    for (int from = 0; from < stream.length; from += size) {
      byte[] part = Arrays.copyOfRange(stream, from, Math.min(stream.length, from + size));
      cutter.cut(part).forEach(each -> read.add(new String(each, StandardCharsets.ISO_8859_1)));
    }
    return read;
  }

  @ParameterizedTest(name = "{0} bytes at a time")
  @ValueSource(ints = {1, 2, 3, 7, 40, 4096})
  void messagesOfAStream(int size) {
    byte[] stream = String.join("\r\n", MESSAGES).getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(MESSAGES, cut(stream, size));
  }

  @ParameterizedTest(name = "{0} bytes at a time")
  @ValueSource(ints = {1, 9, 4096})
  void aBlankBeforeTheColonHidesNoLength(int size) throws IOException {
    byte[] stream;
    try (InputStream in = getClass().getResourceAsStream("/cases/sip-content-length-space.bin")) {
      stream = Objects.requireNonNull(in).readAllBytes();
    }
    List<String> read = cut(stream, size);
    assertEquals(2, read.size());
    assertEquals("hello", read.get(0).substring(read.get(0).length() - 5));
    assertEquals("OPTIONS", read.get(1).substring(0, 7));
  }

  @Test
  void whatCannotBeFramedPassesOn() {
    String stream = "BYE sip:a SIP/2.0\r\nl: 0\r\n\r\nGET / HTTP/1.0\r\n\r\n";
    for (int size : new int[] {1, 5, 4096}) {
      assertEquals(
          stream, String.join("", cut(stream.getBytes(StandardCharsets.ISO_8859_1), size)));
    }
  }
}
