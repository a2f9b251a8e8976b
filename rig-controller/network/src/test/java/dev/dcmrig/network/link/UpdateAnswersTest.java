// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.BackendFaults.Place;
import dev.dcmrig.network.wire.HttpMessage;
import dev.dcmrig.network.wire.HttpMessage.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the link makes of an update server's answers. */
class UpdateAnswersTest {
  private static final String POLL =
      "{\"config\":{\"polling\":{\"sleep\":\"00:01:00\"}},\"_links\":{\"confirmationBase\":"
          + "{\"href\":\"https://ota.example/c\"},\"deploymentBase\":{\"href\":\"https://ota.example/d\"}}}";
  private static final String OFFER =
      "{\"id\":\"1\",\"deployment\":{\"chunks\":[{\"part\":\"os\",\"version\":\"2.0.0\",\"artifacts\":[{"
          + "\"hashes\":{\"sha256\":\""
          + "a".repeat(64)
          + "\"},\"size\":320,\"_links\":{\"download\":{\"href\":\"https://ota.example/artifacts/f\"}}}]}]}}";

  private static HttpMessage answer(int status, List<Field> fields, byte[] body) {
    return new HttpMessage("HTTP/1.1 " + status + " X", fields, body, body);
  }

  private static String changed(Fault fault, String document) {
    byte[] body = document.getBytes(StandardCharsets.UTF_8);
    return text(UpdateAnswers.changed(fault, answer(200, List.of(), body)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static Stream<Fault> ofDocuments() {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.place() == Place.UPDATES)
        .filter(fault -> fault.compareTo(Fault.WHOLE_IMAGE) < 0);
  }

  @ParameterizedTest
  @MethodSource("ofDocuments")
  void aDocumentIsAnotherOneAndAsLongAsItSays(Fault fault) {
    String plain = fault.compareTo(Fault.FOREIGN_LINKS) < 0 ? POLL : OFFER;
    String changed = changed(fault, plain);
    String body = changed.substring(changed.indexOf("\r\n\r\n") + 4);
    assertTrue(!body.equals(plain), body);
    assertTrue(changed.contains("\r\nContent-Length: " + body.length() + "\r\n"), changed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHORT_POLL_TIME | 00:00:10",
        "NO_OFFER | {\"href\":\"https://ota.example/c\"}}}",
        "FOREIGN_LINKS | https://elsewhere.example/artifacts/f",
        "PLAIN_LINKS | \"http://ota.example/artifacts/f",
        "LINKS_TO_ANOTHER_PORT | https://ota.example:8443/artifacts/f",
        "LINKS_UPWARDS | /artifacts/../f",
        "OFFER_OF_ANOTHER_SIZE | \"size\":321",
        "OFFER_OF_ANOTHER_VERSION | 3.0.0",
      })
  void aFaultOfADocumentIsInIt(Fault fault, String text) {
    String plain = fault.compareTo(Fault.FOREIGN_LINKS) < 0 ? POLL : OFFER;
    assertTrue(changed(fault, plain).contains(text), () -> changed(fault, plain));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OTHER_TAG | ETag: \"other\"",
        "WEAK_TAG | ETag: W/\"a\"",
        "OTHER_RANGE | Content-Range: bytes 5-8/20",
        "RANGE_OF_ANOTHER_SIZE | Content-Range: bytes 4-7/21",
        "SHORT_PIECE | Content-Length: 2",
        "LONG_PIECE | Content-Length: 5",
        "STATUS_416 | HTTP/1.1 416",
      })
  void aFaultOfAPieceIsInIt(Fault fault, String text) {
    List<Field> fields =
        List.of(new Field("ETag", "\"a\""), new Field("Content-Range", "bytes 4-7/20"));
    String changed = text(UpdateAnswers.changed(fault, answer(206, fields, new byte[4])));
    assertTrue(changed.contains(text), changed);
  }

  @Test
  void oneBitOfACorruptPieceIsAnotherOne() {
    byte[] body = {1, 2, 3, 4};
    String changed = text(UpdateAnswers.changed(Fault.CORRUPT_PIECE, answer(206, List.of(), body)));
    assertEquals("\1\2\3\5", changed.substring(changed.length() - 4));
  }

  @Test
  void aStatusIsAnsweredInPlaceOfTheServer() {
    assertTrue(text(UpdateAnswers.of(Fault.STATUS_429)).contains("\r\nRetry-After: 60\r\n"));
    assertNull(UpdateAnswers.of(Fault.SLOW_DRIP));
  }

  @ParameterizedTest
  @CsvSource({
    "/DEFAULT/controller/v1/V, UPDATE_POLL",
    "/DEFAULT/controller/v1/V/configData, UPDATE_ATTRIBUTES",
    "/DEFAULT/controller/v1/V/deploymentBase/1?c=2, UPDATE_OFFER",
    "/DEFAULT/controller/v1/V/deploymentBase/1/feedback, UPDATE_FEEDBACK",
    "/DEFAULT/controller/v1/V/cancelAction/1, UPDATE_CANCELLATION",
    "/DEFAULT/controller/v1/V/confirmationBase, UPDATE_CONFIRMATION",
    "/DEFAULT/controller/v1/V/softwaremodules/1/artifacts/f, IMAGE_PIECE",
    "/uptane/time, UPDATE_TIME",
    "/uptane/director/V/manifest, UPDATE_REPORT",
    "/uptane/image/timestamp.json, UPDATE_METADATA"
  })
  void thePathSaysWhichExchangeItIs(String path, Exchange exchange) {
    assertEquals(exchange, Exchange.ofUpdates(path));
  }
}
