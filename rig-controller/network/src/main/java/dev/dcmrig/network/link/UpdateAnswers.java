// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.api.BackendFaults;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.network.wire.HttpMessage;
import dev.dcmrig.network.wire.HttpMessage.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers that an update server should not give: some in its place, some made of its own. Documents
 * are changed as text, in the form in which the server of the bench writes them.
 */
final class UpdateAnswers {
  private static final String ELSEWHERE = "https://elsewhere.example";
  private static final String HOST = "\"href\":\"https://([^/\"]+)";
  private static final String SIZE = "\"size\":[0-9]+";
  private static final Pattern SIZE_OF = Pattern.compile("\"size\":([0-9]+)");
  private static final Pattern HASH = Pattern.compile("\"sha256\":\"([0-9a-f])([0-9a-f]{63})\"");
  private static final String OWN_PART = "\"part\":\"os\"";
  private static final String OTHER_PART = "\"part\":\"bApp\"";
  private static final String OTHER_CHUNK =
      "\"chunks\":[{" + OTHER_PART + ",\"version\":\"9.9.9\",\"name\":\"else\",\"artifacts\":[]},";
  private static final Pattern RANGE = Pattern.compile("bytes ([0-9]+)-([0-9]+)/([0-9]+)");
  private static final String RANGE_FIELD = "Content-Range";
  private static final String TAG_FIELD = "ETag";
  private static final String NOT_SATISFIABLE = "HTTP/1.1 416 Range Not Satisfiable";

  private UpdateAnswers() {}

  /** The bytes of an answer in place of the server; null where it is asked itself. */
  static byte @Nullable [] of(Fault fault) {
    String text =
        switch (fault) {
          case STATUS_429 ->
              status("429", "Retry-After: " + BackendFaults.RETRY_AFTER.toSeconds() + "\r\n");
          case STATUS_400, STATUS_401, STATUS_403, STATUS_404, STATUS_500, STATUS_502, STATUS_503 ->
              status(fault.name().substring("STATUS_".length()), "");
          case EMPTY_BODY -> ok("application/hal+json", "");
          case MALFORMED_BODY -> ok("application/hal+json", "{\"config\":{\"polling\":{\"sl");
          case WRONG_CONTENT_TYPE -> ok("text/html", "<html><body>Please log in.</body></html>");
          default -> "";
        };
    return text.isEmpty() ? null : text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String status(String status, String fields) {
    return "HTTP/1.1 " + status + " Fault\r\n" + fields + "Content-Length: 0\r\n\r\n";
  }

  private static String ok(String type, String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: "
        + type
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** What a fault makes of the server's answer. */
  static byte[] changed(Fault fault, HttpMessage answer) {
    return switch (fault) {
      case WHOLE_IMAGE -> answer.raw();
      case OTHER_TAG -> with(answer, TAG_FIELD, "\"other\"");
      case WEAK_TAG -> with(answer, TAG_FIELD, "W/" + answer.field(TAG_FIELD));
      case OTHER_RANGE -> with(answer, RANGE_FIELD, range(answer, 1, 0));
      case RANGE_OF_ANOTHER_SIZE -> with(answer, RANGE_FIELD, range(answer, 0, 1));
      case NO_RANGE -> with(answer, RANGE_FIELD, "");
      case SHORT_PIECE -> content(answer, Arrays.copyOf(answer.body(), answer.body().length / 2));
      case LONG_PIECE -> content(answer, Arrays.copyOf(answer.body(), answer.body().length + 1));
      case CORRUPT_PIECE -> content(answer, flipped(answer.body()));
      case STATUS_416 -> answer.changed(NOT_SATISFIABLE, List.of(), new byte[0]);
      default ->
          content(
              answer,
              document(fault, new String(answer.body(), StandardCharsets.UTF_8))
                  .getBytes(StandardCharsets.UTF_8));
    };
  }

  private static byte[] content(HttpMessage answer, byte[] content) {
    return answer.changed(answer.startLine(), answer.fields(), content);
  }

  /** The same with another value of a field; without the field if it is empty. */
  private static byte[] with(HttpMessage answer, String name, String value) {
    List<Field> fields = new ArrayList<>();
    for (Field field : answer.fields()) {
      if (!field.name().equalsIgnoreCase(name)) {
        fields.add(field);
      } else if (!value.isEmpty()) {
        fields.add(new Field(name, value));
      }
    }
    return answer.changed(answer.startLine(), fields, answer.body());
  }

  private static String range(HttpMessage answer, int later, int larger) {
    Matcher range = RANGE.matcher(answer.field(RANGE_FIELD));
    if (!range.matches()) {
      return answer.field(RANGE_FIELD);
    }
    return "bytes "
        + (Long.parseLong(range.group(1)) + later)
        + "-"
        + (Long.parseLong(range.group(2)) + later)
        + "/"
        + (Long.parseLong(range.group(3)) + larger);
  }

  private static byte[] flipped(byte[] body) {
    byte[] other = body.clone();
    if (other.length > 0) {
      other[other.length - 1] ^= 1;
    }
    return other;
  }

  private static String document(Fault fault, String text) {
    return switch (fault) {
      case NO_POLL_TIME -> sleep(text, "");
      case POLL_TIME_OF_ZERO -> sleep(text, "00:00:00");
      case SHORT_POLL_TIME -> sleep(text, "00:00:10");
      case LONG_POLL_TIME -> sleep(text, "01:01:10");
      case NO_OFFER -> text.replaceAll(",?\"deploymentBase\":\\{[^}]*\\}", "");
      case FOREIGN_LINKS -> text.replaceAll(HOST, "\"href\":\"" + ELSEWHERE);
      case PLAIN_LINKS -> text.replaceAll(HOST, "\"href\":\"http://$1");
      case LINKS_TO_ANOTHER_PORT -> text.replaceAll(HOST, "\"href\":\"https://$1:8443");
      case LINKS_UPWARDS -> text.replace("/artifacts/", "/artifacts/../");
      case OFFER_WITHOUT_SIZE -> text.replaceAll(SIZE, "\"length\":1");
      case OFFER_OF_NO_BYTES -> text.replaceAll(SIZE, "\"size\":0");
      case OFFER_OF_ANOTHER_SIZE ->
          SIZE_OF
              .matcher(text)
              .replaceAll(size -> "\"size\":" + (Long.parseLong(size.group(1)) + 1));
      case OFFER_WITHOUT_HASH -> text.replace("\"sha256\"", "\"sha224\"");
      case OFFER_OF_ANOTHER_HASH ->
          HASH.matcher(text)
              .replaceAll(
                  hash ->
                      "\"sha256\":\""
                          + (hash.group(1).equals("0") ? "1" : "0")
                          + hash.group(2)
                          + "\"");
      case OFFER_IN_CAPITALS ->
          HASH.matcher(text)
              .replaceAll(
                  hash ->
                      "\"sha256\":\""
                          + (hash.group(1) + hash.group(2)).toUpperCase(Locale.ROOT)
                          + "\"");
      case OFFER_WITHOUT_VERSION -> version(text, "next");
      case OFFER_OF_ANOTHER_VERSION -> version(text, "3.0.0");
      case OFFER_OF_TWO_PARTS -> text.replace("\"chunks\":[", OTHER_CHUNK);
      case OFFER_FOR_OTHERS ->
          text.replace(OWN_PART, OTHER_PART).replace("\"chunks\":[", OTHER_CHUNK);
      case OFFER_OF_ONE_OTHER_PART -> text.replace(OWN_PART, OTHER_PART);
      default -> throw new IllegalArgumentException(fault + " is no fault of a document");
    };
  }

  private static String sleep(String text, String wait) {
    return text.replaceAll("\"sleep\":\"[^\"]*\"", "\"sleep\":\"" + wait + "\"");
  }

  private static String version(String text, String other) {
    return text.replaceAll("\"version\":\"[^\"]*\"", "\"version\":\"" + other + "\"");
  }
}
