// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.RadioLink.Received;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the link takes down of requests and answers. */
class HttpLogTest {
  private final HttpLog log = new HttpLog();

  private static Duration at(int second) {
    return Duration.ofSeconds(second);
  }

  private void up(int second, int flow, String text) {
    log.passed(at(second), flow, "V", true, text.getBytes(StandardCharsets.UTF_8), 0);
  }

  private void down(int second, int flow, String text, int bytes) {
    log.passed(at(second), flow, "V", false, text.getBytes(StandardCharsets.UTF_8), bytes);
  }

  @Test
  void aRequestHasItsFieldsBeforeItIsAnsweredAndItsStatusAfterwards() {
    up(1, 7, "POST /a/b HTTP/1.1\r\nHost: h\r\nidempotency-key:  k1 \r\n\r\n{\"x\":\"\u00e4\"}");
    up(2, 8, "GET /c HTTP/1.1\r\nHost: h\r\n\r\nIdempotency-Key: not one");
    assertEquals(
        List.of(
            new HttpExchange(at(1), "V", "POST", "/a/b", "k1", "{\"x\":\"\u00e4\"}", 0),
            new HttpExchange(at(2), "V", "GET", "/c", "", "Idempotency-Key: not one", 0)),
        log.all());
    down(3, 8, "HTTP/1.1 200 OK\r\n\r\nbody", 30);
    down(4, 7, "HTTP/1.1 503\r\n\r\n", 16);
    assertEquals(List.of(503, 200), log.all().stream().map(HttpExchange::status).toList());
    assertEquals(
        List.of(new Received(at(3), "V", "/c", 30), new Received(at(4), "V", "/a/b", 16)),
        log.received());
  }

  @Test
  void anAnswerBelongsToTheOpenRequestOfItsConnectionOnly() {
    up(1, 7, "GET /a HTTP/1.1\r\n\r\n");
    down(2, 8, "HTTP/1.1 200 OK\r\n\r\n", 1);
    down(3, 7, "HTTP/1.1 204 No Content\r\n\r\n", 1);
    down(4, 7, "HTTP/1.1 500 later\r\n\r\n", 1);
    assertEquals(List.of(204), log.all().stream().map(HttpExchange::status).toList());
    assertEquals(1, log.received().size());
  }

  @Test
  void whatIsNoAnswerGivesNoStatus() {
    up(1, 7, "GET /a HTTP/1.1\r\n\r\n");
    down(2, 7, "HTTP/1.1 twenty\r\n\r\n", 1);
    up(3, 8, "GET /b HTTP/1.1");
    down(4, 8, "rubbish", 1);
    up(5, 9, "half a request");
    up(6, 10, "GET /c");
    assertEquals(
        List.of(
            new HttpExchange(at(1), "V", "GET", "/a", "", "", 0),
            new HttpExchange(at(3), "V", "GET", "/b", "", "", 0),
            new HttpExchange(at(5), "V", "half", "a", "", "", 0)),
        log.all());
    assertEquals(List.of(), log.received());
  }
}
