// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request's head must be so that every server reads it alike. A codec that is lenient, or
 * strict in its own way, opens the door to a second request that hides in the first (RFC 9112
 * 11.2). So anything that the standard lets a recipient choose about is refused here.
 */
final class HttpHead {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  /** RFC 9112 3: one blank between the parts. */
  private static final Pattern REQUEST_LINE =
      Pattern.compile(TOKEN + " [\\x21-\\x7E]+ HTTP/[0-9]\\.[0-9]");

  /** RFC 9112 5: no blank before the colon, none at the beginning (obs-fold, 5.2). */
  private static final Pattern FIELD = Pattern.compile(TOKEN + ":[\\t\\x20-\\x7E\\x80-\\xFF]*");

  private static final Pattern HOST = Pattern.compile("[0-9A-Za-z._~:\\[\\]-]*");

  /** 18 digits fit a long; a length is compared with a bound afterwards. */
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private static final int SHOWN = 100;

  private HttpHead() {}

  /** The end of the head, behind its empty line; -1 while there is none. */
  static int end(byte[] raw) {
    for (int at = 3; at < raw.length; at++) {
      if (raw[at] == '\n' && raw[at - 1] == '\r' && raw[at - 2] == '\n' && raw[at - 3] == '\r') {
        return at + 1;
      }
    }
    return -1;
  }

  /** Looks at the bytes of a head; null when it is well. */
  static @Nullable String problemOfBytes(String head) {
    String[] lines = head.split("\r\n", -1);
    for (int index = 0; index < lines.length - 2; index++) {
      String line = lines[index];
      if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
        return "a line end that is not CR LF";
      }
      if (line.indexOf(0) >= 0) {
        return "a NUL";
      }
      boolean well = index == 0 ? REQUEST_LINE.matcher(line).matches() : isField(line);
      if (!well) {
        return (index == 0 ? "no request line: " : "no header field: ") + shown(line);
      }
    }
    return null;
  }

  private static boolean isField(String line) {
    return FIELD.matcher(line).matches();
  }

  /** Looks at what the fields say about the framing and the host; null when they are clear. */
  static @Nullable String problemOfFields(HttpMessage head) {
    List<String> lengths = values(head, "Content-Length");
    List<String> codings = values(head, "Transfer-Encoding");
    List<String> hosts = values(head, "Host");
    boolean old = head.startLine().endsWith("HTTP/1.0");
    if (lengths.size() > 1) {
      return "more than one Content-Length";
    }
    if (!lengths.isEmpty() && !LENGTH.matcher(lengths.get(0)).matches()) {
      return "Content-Length is no number: " + shown(lengths.get(0));
    }
    if (!lengths.isEmpty() && !codings.isEmpty()) {
      return "Content-Length and Transfer-Encoding together";
    }
    if (codings.size() > 1 || (!codings.isEmpty() && !isChunked(codings.get(0)))) {
      return "a transfer coding other than chunked";
    }
    if (old && !codings.isEmpty()) {
      return "Transfer-Encoding in HTTP/1.0";
    }
    if (hosts.size() > 1 || (hosts.isEmpty() && !old)) {
      return hosts.isEmpty() ? "no Host" : "more than one Host";
    }
    if (!hosts.isEmpty() && !HOST.matcher(hosts.get(0)).matches()) {
      return "Host names no host: " + shown(hosts.get(0));
    }
    return null;
  }

  private static boolean isChunked(String coding) {
    return coding.toLowerCase(Locale.ROOT).equals("chunked");
  }

  private static List<String> values(HttpMessage head, String name) {
    return head.fields().stream()
        .filter(field -> field.is(name))
        .map(field -> field.value().strip())
        .toList();
  }

  /** The first line of what came, in printable ASCII. */
  static String firstLine(byte[] raw) {
    String text = new String(raw, StandardCharsets.ISO_8859_1).stripLeading();
    int end = text.indexOf('\n');
    return shown(end < 0 ? text : text.substring(0, end).stripTrailing());
  }

  static String shown(String line) {
    String cut = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    return cut.replaceAll("[^ -~]", "?");
  }
}
