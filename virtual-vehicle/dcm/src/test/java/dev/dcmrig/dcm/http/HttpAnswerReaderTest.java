// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of HTTP/1.1, however they arrive. */
class HttpAnswerReaderTest {
  private static final List<String> WHOLE =
      List.of(
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
          "HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello",
          "HTTP/1.1 200 OK\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + "2;a=b\r\n"
              + "he\r\n"
              + "3\r\n"
              + "llo\r\n"
              + "0\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nT: x\r\n\r\n");

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(1, 12).list().ofMaxSize(60);
  }

  @Property(seed = "7", tries = 200)
  void howAnAnswerIsCutNeverChangesWhatIsRead(@ForAll("cuts") List<Integer> cuts)
      throws MalformedAnswerException {
    for (String text : WHOLE) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      HttpAnswerReader reader = new HttpAnswerReader();
      HttpAnswer answer = null;
      int at = 0;
      for (int cut : cuts) {
        int end = Math.min(bytes.length, at + cut);
        if (at < end) {
          assertNull(answer, "no answer is whole before its last byte");
          answer = reader.take(Arrays.copyOfRange(bytes, at, end));
          at = end;
        }
      }
      if (at < bytes.length) {
        answer = reader.take(Arrays.copyOfRange(bytes, at, bytes.length));
      }
      assertNotNull(answer);
      assertEquals(200, answer.status());
      assertEquals("hello", new String(answer.body(), StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 101 Switching\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1 600 Odd\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 65537\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n",
      })
  void whatIsNoAnswerIsRefusedAtOnce(String text) {
    assertThrows(
        MalformedAnswerException.class,
        () -> new HttpAnswerReader().take(text.getBytes(StandardCharsets.US_ASCII)));
  }
}
