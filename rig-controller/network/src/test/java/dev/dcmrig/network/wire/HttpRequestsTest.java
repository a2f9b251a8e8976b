// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are well are read, however they are cut; ambiguous ones are refused (RFC 9112). */
class HttpRequestsTest {
  private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n";

  /** What came out of a stream. */
  private static final class Read implements HttpRequests.Listener {
    final List<HttpMessage> requests = new ArrayList<>();
    final List<HttpRefusal> refusals = new ArrayList<>();
    int continues;

    @Override
    public void request(HttpMessage request) {
      requests.add(request);
    }

    @Override
    public void refused(HttpRefusal refusal) {
      refusals.add(refusal);
    }

    @Override
    public void asksWhetherToContinue() {
      continues++;
    }

    List<String> shown() {
      return requests.stream()
          .map(
              each ->
                  each.method()
                      + " "
                      + each.target()
                      + " "
                      + new String(each.body(), StandardCharsets.ISO_8859_1))
          .toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Read read(byte[] stream, int pieces) {
    Read read = new Read();
    HttpRequests requests = new HttpRequests(read);
    for (int from = 0; from < stream.length; from += pieces) {
      requests.read(
          java.util.Arrays.copyOfRange(stream, from, Math.min(stream.length, from + pieces)));
    }
    requests.close();
    return read;
  }

  private static Read read(String stream) {
    return read(bytes(stream), Integer.MAX_VALUE / 2);
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream in = HttpRequestsTest.class.getResourceAsStream("/cases/link/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http-chunked-no-space.bin,1",
    "http-chunked-no-space.bin,4096",
    "http-chunk-trailer.bin,1",
    "http-chunk-trailer.bin,7",
    "http-chunk-trailer.bin,4096"
  })
  void chunksMakeOneMessageAndTheNextOneFollows(String name, int pieces) throws IOException {
    Read read = read(file(name), pieces);
    assertEquals(List.of(), read.refusals);
    assertEquals(
        List.of("POST /v1/vehicles/X/telemetry hello", "GET /v1/vehicles/X/configuration "),
        read.shown());
  }

  @Test
  void aTrailerIsNoHeaderField() throws IOException {
    HttpMessage request = read(file("http-chunk-trailer.bin"), 4096).requests.get(0);
    assertEquals("", request.field("X-Sum"));
  }

  @Test
  void closeIsOneOfAList() throws IOException {
    Read read = read(file("http-connection-te-close.bin"), 4096);
    assertTrue(read.requests.get(0).closes());
    assertFalse(
        read("GET / HTTP/1.1\r\nHost: h\r\nConnection: te, foreclose\r\n\r\n")
            .requests
            .get(0)
            .closes());
    assertTrue(
        read("GET / HTTP/1.1\r\nHost: h\r\nConnection: te\r\nConnection: CLOSE\r\n\r\n")
            .requests
            .get(0)
            .closes());
    assertTrue(read("GET / HTTP/1.0\r\n\r\n").requests.get(0).closes());
    assertFalse(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").requests.get(0).closes());
  }

  @Test
  void theBytesOfEachMessageAreKept() {
    String first = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 0000004\r\n\r\n\r\n\r\n";
    for (int pieces : new int[] {1, 3, 4096}) {
      Read read = read(bytes("\r\n" + first + "\r\n\r\n" + HIDDEN + HIDDEN), pieces);
      assertEquals(List.of(), read.refusals);
      assertEquals(
          List.of(first, HIDDEN, HIDDEN),
          read.requests.stream()
              .map(each -> new String(each.raw(), StandardCharsets.ISO_8859_1))
              .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 0000012",
        "Content-Length:12",
        "content-length: \t12 \t",
        "CONTENT-LENGTH: 000000000000000012"
      })
  void aLengthIsRead(String length) {
    Read read = read("POST / HTTP/1.1\r\nHost: h\r\n" + length + "\r\n\r\nhello world!" + HIDDEN);
    assertEquals(List.of("POST / hello world!", "GET /hidden "), read.shown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n",
        "5;a=b\r\nhello\r\n0;c\r\n\r\n",
        "5 ; a = \"b\"\r\nhello\r\n0\r\n\r\n",
        "0005\r\nhello\r\n0000\r\n\r\n",
        "5\r\nhello\r\n0\r\nA: 1\r\nB: 2\r\n\r\n",
        "5\r\nhello\r\n0\r\nContent-Length: 40\r\nHost: x\r\n\r\n"
      })
  void chunksAreDecoded(String chunks) {
    for (int pieces : new int[] {1, 4096}) {
      Read read =
          read(
              bytes(
                  "POST / HTTP/1.1\r\nHost: h\r\ntransfer-ENCODING:  Chunked \r\n\r\n"
                      + chunks
                      + HIDDEN),
              pieces);
      assertEquals(List.of(), read.refusals);
      assertEquals(List.of("POST / hello", "GET /hidden "), read.shown());
      assertEquals(
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
          new String(read.requests.get(0).plain(), StandardCharsets.ISO_8859_1));
    }
  }

  /** Each one is read in two ways by servers that are in use, or is none at all. */
  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5\r\ncontent-length: 40",
        "Content-Length: 5, 5",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 0x5",
        "Content-Length: 5 5",
        "Content-Length: 5.",
        "Content-Length:",
        "Content-Length: 99999999999999999999",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Transfer-Encoding: chunked\r\nContent-Length: 0",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: chunked;a=b",
        "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding : chunked",
        "Content-Length : 5",
        "Content-Length\t: 5",
        " Content-Length: 5",
        "A: b\r\n Content-Length: 5",
        "A: b\r\n\tc",
        "A: b\nContent-Length: 5",
        "A: b\rContent-Length: 5",
        "A: b\r\r\nContent-Length: 5",
        "A: b\n\r\nContent-Length: 5",
        "A: b\u0000c",
        "A: b\u0001c",
        "A: b\u007f",
        "A\u0000: b",
        "A b: c",
        "A(b): c",
        ": b",
        "Ab",
        "\u00e9: b",
        "Host: other",
        "Transfer_Encoding\u0000: chunked"
      })
  void whatCanBeReadInTwoWaysIsRefused(String fields) {
    for (int pieces : new int[] {1, 4096}) {
      Read read =
          read(
              bytes(
                  "POST /a HTTP/1.1\r\nHost: h\r\n"
                      + fields
                      + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
                      + HIDDEN),
              pieces);
      assertEquals(List.of(), read.shown(), fields);
      assertEquals(1, read.refusals.size(), fields);
      HttpRefusal refusal = read.refusals.get(0);
      assertTrue(Set.of(400, 413).contains(refusal.status()), refusal::toString);
      assertEquals("POST /a HTTP/1.1", refusal.firstLine());
    }
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {
        "x\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        "\r\nhello\r\n0\r\n\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "5\r\nhelloXX0\r\n\r\n",
        "5;a\nb\r\nhello\r\n0\r\n\r\n",
        "5\rX\nhello\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFF5\r\nhello\r\n0\r\n\r\n",
        "100000005\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\nA: b\nC: d\r\n\r\n"
      })
  void chunksThatAreNoneAreRefused(String chunks) {
    for (int pieces : new int[] {1, 4096}) {
      Read read =
          read(
              bytes(
                  "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                      + chunks
                      + HIDDEN),
              pieces);
      assertFalse(read.shown().contains("GET /hidden "), chunks);
      assertTrue(read.requests.isEmpty(), () -> chunks + " " + read.shown());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "400|GET / HTTP/1.1",
        "400|GET  / HTTP/1.1~Host: h",
        "400|GET / HTTP/1.1 ~Host: h",
        "400|GET / /x HTTP/1.1~Host: h",
        "400|GET /\u00e9 HTTP/1.1~Host: h",
        "400|G(T / HTTP/1.1~Host: h",
        "400|GET / http/1.1~Host: h",
        "400|GET / HTTP/1.10~Host: h",
        "400|GET /",
        "400|GET / HTTP/1.1~Host: h~Host: h",
        "400|GET / HTTP/1.1~Host: h, i",
        "400|GET / HTTP/1.1~Host: u@h",
        "400|POST / HTTP/1.0~Transfer-Encoding: chunked",
        "505|GET / HTTP/1.2~Host: h",
        "505|GET / HTTP/2.0~Host: h",
        "417|POST / HTTP/1.1~Host: h~Expect: 200-ok~Content-Length: 1",
        "413|POST / HTTP/1.1~Host: h~Content-Length: 262145",
        "400|PRI * HTTP/2.0"
      })
  void refusedWith(int status, String head) {
    Read read = read(head.replace("~", "\r\n") + "\r\n\r\n" + HIDDEN);
    assertEquals(List.of(), read.shown());
    int seen = read.refusals.get(0).status();
    assertTrue(seen == status || (head.startsWith("PRI") && seen == 505), () -> head + " " + seen);
  }

  @Test
  void longLinesHeadsAndBodiesHaveBounds() {
    String longest = "a".repeat(300_000);
    assertEquals(414, read("GET /" + longest + " HTTP/1.1\r\n").refusals.get(0).status());
    assertEquals(431, read("GET / HTTP/1.1\r\nHost: h\r\nA: " + longest).refusals.get(0).status());
    assertEquals(
        413,
        read("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n493E0\r\n"
                + longest
                + "\r\n0\r\n\r\n")
            .refusals
            .get(0)
            .status());
    String extensions = ("1;" + "x".repeat(4_000) + "\r\na\r\n").repeat(300);
    assertEquals(
        413,
        read("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + extensions)
            .refusals
            .get(0)
            .status());
  }

  @Test
  void whoAsksIsToldToContinueOnce() {
    String head = "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 5\r\n\r\n";
    Read read = new Read();
    HttpRequests requests = new HttpRequests(read);
    requests.read(bytes(head));
    assertEquals(1, read.continues);
    requests.read(bytes("hello"));
    assertEquals(List.of("POST / hello"), read.shown());
    assertEquals(0, read(head + "hello").continues, "did not wait");
    assertEquals(0, read("GET / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n\r\n").continues);
  }

  @Test
  void nothingIsReadAfterARefusal() {
    Read read = new Read();
    HttpRequests requests = new HttpRequests(read);
    requests.read(bytes("GET / HTTP/1.1\r\n\r\n"));
    requests.read(bytes(HIDDEN));
    assertEquals(1, read.refusals.size());
    assertEquals(List.of(), read.shown());
  }

  @Test
  void whatWasWellBeforeARefusalIsTaken() {
    Read read = read(HIDDEN + "GET / HTTP/1.1\r\n\r\n" + HIDDEN);
    assertEquals(List.of("GET /hidden "), read.shown());
    assertEquals("no Host", read.refusals.get(0).why());
  }

  @Test
  void betweenTwoServersIsWhatConnectionNames() {
    HttpMessage request =
        read("POST /a HTTP/1.1\r\nHost: h\r\nX-Own: 2\r\nConnection: close, X-Hop, Host\r\n"
                + "X-Hop: 1\r\nUpgrade: h2c\r\nHTTP2-Settings: a\r\nTE: trailers\r\n"
                + "Content-Length: 0005\r\nKey: k\r\n\r\nhello")
            .requests
            .get(0);
    assertEquals(
        "POST /a HTTP/1.1\r\nX-Own: 1\r\nHost: h\r\nKey: k\r\nContent-Length: 5\r\n\r\nhello",
        new String(
            request.forwarded(List.of(new HttpMessage.Field("X-Own", "1")), Set.of("x-own")),
            StandardCharsets.ISO_8859_1));
  }

  @Test
  void anAnswerIsWholeByItsOwnFraming() {
    List<String> answers = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    HttpAnswers stream =
        new HttpAnswers(
            each ->
                answers.add(
                    each.status() + " " + new String(each.body(), StandardCharsets.ISO_8859_1)),
            broken::add);
    for (String method : List.of("GET", "POST", "HEAD", "GET", "GET")) {
      stream.expect(method);
    }
    stream.read(
        bytes(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab"
                + "HTTP/1.1 204 No Content\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
                + "HTTP/1.1 200 OK\r\n\r\nuntil the end"));
    assertEquals(4, answers.size());
    stream.ended();
    assertEquals(List.of("200 ab", "204 ", "200 ", "200 x", "200 until the end"), answers);
    assertEquals(List.of(), broken);
  }
}
