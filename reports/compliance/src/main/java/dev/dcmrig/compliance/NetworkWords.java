// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a line of a network journal says, in one line for people. */
final class NetworkWords {
  private static final int MAX_TEXT = 300;

  /** Header, content, and a signature that may be masked. */
  private static final Pattern SIGNED = Pattern.compile("[\\w-]+\\.([\\w-]+)\\.[\\w*-]*");

  /** A header's name may be written short (RFC 3261, 20.8). */
  private static final Pattern CALL_ID =
      Pattern.compile("(?im)^(?:Call-ID|i)[ \\t]*:[ \\t]*(\\S+)[ \\t]*\\r?$");

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("(?im)^Content-Range[ \\t]*:[ \\t]*bytes[ \\t]+([0-9]+-[0-9]+/[0-9]+)");

  private static final Pattern FEEDBACK =
      Pattern.compile(
          "POST [^ ]*/(?:deploymentBase|confirmationBase|cancelAction)/[^ ]*/feedback ");

  private static final ObjectMapper JSON = new ObjectMapper();

  private NetworkWords() {}

  /** The first line of what was said; of an update with what a piece or a report is of. */
  static String line(JsonNode line) {
    String text = all(line);
    String first = text.lines().findFirst().orElse("") + ofUpdate(text);
    return first.substring(0, Math.min(MAX_TEXT, first.length()));
  }

  /** Which bytes an answer has, or what a device tells of an action (DDI). */
  private static String ofUpdate(String text) {
    Matcher range = CONTENT_RANGE.matcher(text);
    if (text.startsWith("HTTP/1.1 206 ") && range.find()) {
      return ", bytes " + range.group(1);
    }
    int body = text.indexOf("\r\n\r\n");
    if (!FEEDBACK.matcher(text).lookingAt() || body < 0) {
      return "";
    }
    try {
      JsonNode status = JSON.readTree(text.substring(body)).path("status");
      return ", "
          + status.path("execution").asText()
          + " "
          + status.path("result").path("finished").asText()
          + ": "
          + status.path("details").path(0).asText().replaceAll("\\R", " ");
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // A DCM may say anything: its first line stands for itself.
      return "";
    }
  }

  /** Where a message came from and went to, with an arrow. */
  static String way(JsonNode line) {
    return line.path("from").asText() + " \u2192 " + line.path("to").asText();
  }

  static String delivery(JsonNode line) {
    return line.path("delivery").asText().toLowerCase(Locale.ROOT);
  }

  /** The dialog that a SIP message belongs to; empty for other messages. */
  static String call(JsonNode line) {
    Matcher id = CALL_ID.matcher(all(line));
    return id.find() ? id.group(1) : "";
  }

  private static String all(JsonNode line) {
    if (line.has("payloadType")) {
      return "RTP payload type " + line.path("payloadType").asInt();
    }
    if (line.has("packet")) {
      String topic = line.path("topic").asText();
      return line.path("packet").asText()
          + (topic.isEmpty() ? "" : " " + topic + " " + readable(line.path("text").asText()));
    }
    return line.has("head") ? line.path("head").asText() : line.path("text").asText();
  }

  /** What a JSON Web Signature (RFC 7515, 3.1) says instead of its three coded parts. */
  private static String readable(String payload) {
    Matcher signed = SIGNED.matcher(payload);
    if (!signed.matches()) {
      return payload.replaceAll("\\R", " ");
    }
    try {
      byte[] content = Base64.getUrlDecoder().decode(signed.group(1));
      return "signed " + new String(content, StandardCharsets.UTF_8).replaceAll("\\R", " ");
    } catch (IllegalArgumentException e) {
      // Not Base64 after all: a forged order may be anything.
      return payload;
    }
  }
}
