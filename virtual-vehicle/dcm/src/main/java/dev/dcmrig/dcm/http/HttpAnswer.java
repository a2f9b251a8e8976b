// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One response of HTTP/1.1 (RFC 9112): Content-Length, chunked, without content, or up to the end
 * of the connection.
 *
 * @param minor of the version: 1 for HTTP/1.1, 0 for HTTP/1.0
 * @param status 100 to 599; interim responses (1xx) are skipped
 * @param headers names in lower case
 */
public record HttpAnswer(int minor, int status, Map<String, String> headers, byte[] body) {
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Whether the server will close the connection (RFC 9112 9.3 and 9.6). */
  public boolean closes() {
    List<String> options = List.of(header("connection").toLowerCase(Locale.ROOT).split("[ \t,]+"));
    return options.contains("close") || (minor == 0 && !options.contains("keep-alive"));
  }

  /** Whether it says that it is JSON. */
  public boolean isJson() {
    return header("content-type").toLowerCase(Locale.ROOT).startsWith("application/json");
  }
}
