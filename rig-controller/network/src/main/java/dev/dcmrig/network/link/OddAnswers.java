// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers that a service should not give, byte by byte: a DCM takes none for what it is not. */
final class OddAnswers {
  /** What a wrong configuration would do if it were taken: no call, and no telemetry. */
  private static final String HARMFUL =
      "\"dataConnectivity\":\"restricted\",\"emergencyCall\":\"disabled\"";

  /** A right configuration, for framing alone to be odd. */
  private static final String RESTRICTED = "{\"dataConnectivity\":\"restricted\"}";

  /** As HTTP writes dates (RFC 9110 5.6.7). */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** What the 503 asks for, from the next whole second on. */
  private static final Duration LATER = Duration.ofSeconds(60);

  private OddAnswers() {}

  /**
   * The bytes of an answer; null for a fault that is played elsewhere.
   *
   * @param vin of the car that asks
   */
  static byte @Nullable [] of(Fault fault, Instant now, String vin) {
    String text =
        switch (fault) {
          case LENGTH_OF_LETTERS -> json("Content-Length: 3o\r\n", RESTRICTED);
          case ENDLESS_LENGTH -> json("Content-Length: 9999999999999999999\r\n", RESTRICTED);
          case TWO_LENGTHS ->
              json(
                  "Content-Length: 5\r\nContent-Length: " + RESTRICTED.length() + "\r\n",
                  RESTRICTED);
          case TWO_ANSWERS -> unavailable("") + "HTTP/1.1 204 No Content\r\n\r\n";
          case BODY_TO_THE_END -> json("Connection: close\r\n", RESTRICTED);
          case RETRY_AFTER_A_DATE ->
              unavailable("Retry-After: " + DATE.format(now.plus(LATER).plusMillis(999)) + "\r\n");
          case RETRY_AFTER_A_DAY -> unavailable("Retry-After: 86400\r\n");
          case BODY_OF_NO_UTF8 -> sized("{" + HARMFUL + ",\"note\":\"\u00ff\"}");
          case BODY_IS_A_LIST -> sized("[{" + HARMFUL + "}]");
          case UNKNOWN_WORD ->
              sized("{\"emergencyCall\":\"disabled\",\"dataConnectivity\":\"sometimes\"}");
          case UNKNOWN_STATE ->
              sized("{" + HARMFUL + ",\"subscriptions\":[{\"id\":\"svt\",\"active\":\"yes\"}]}");
          case SUBSCRIPTIONS_NO_LIST ->
              sized("{" + HARMFUL + ",\"subscriptions\":{\"id\":\"svt\",\"active\":true}}");
          case ANOTHER_PROTOCOL -> sized("{" + HARMFUL + "}").replace("HTTP/1.1", "HTTP/2.0");
          case ANOTHER_TYPE -> sized("{" + HARMFUL + "}").replace("application/json", "text/plain");
          case ANOTHER_SUCCESS ->
              sized("{" + HARMFUL + "}").replace("200 OK", "203 Non-Authoritative Information");
          case SWITCHED_PROTOCOL ->
              sized("{" + HARMFUL + "}")
                  .replace("200 OK", "101 Switching Protocols\r\nUpgrade: h2c");
          case UNKNOWN_CODING -> json("Transfer-Encoding: gzip\r\n", "{" + HARMFUL + "}");
          case FORGED_ORDER -> sized("{\"active\":true,\"order\":\"" + forged(now, vin) + "\"}");
          default -> "";
        };
    return text.isEmpty() ? null : text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether the connection ends with it. */
  static boolean closes(Fault fault) {
    return fault == Fault.BODY_TO_THE_END;
  }

  /**
   * @param fields each with its end of line
   */
  private static String unavailable(String fields) {
    return "HTTP/1.1 503 Service Unavailable\r\n" + fields + "Content-Length: 0\r\n\r\n";
  }

  /** An order for this car, in time and form (RFC 7515 7.1), that the service has not signed. */
  private static String forged(Instant now, String vin) {
    String order =
        "{\"id\":\"TR-9\",\"vin\":\"%s\",\"sequence\":1000,\"action\":\"start\",\"issued\":\"%s\",\"expires\":\"%s\"}"
            .formatted(
                vin,
                now.truncatedTo(ChronoUnit.SECONDS),
                now.plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS));
    byte[] signature = new byte[64];
    signature[0] = 1;
    return part("{\"alg\":\"EdDSA\",\"typ\":\"dcmrig+jws\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + part(order.getBytes(StandardCharsets.UTF_8))
        + "."
        + part(signature);
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String sized(String body) {
    return json("Content-Length: " + body.length() + "\r\n", body);
  }

  private static String json(String framing, String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + framing + "\r\n" + body;
  }
}
