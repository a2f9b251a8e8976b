// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One request of HTTP/1.1.
 *
 * @param method GET, PUT or POST
 * @param path with its query
 * @param headers beside those that every request has, in this order
 * @param json its body; empty for none
 */
public record HttpRequest(String method, String path, Map<String, String> headers, String json) {

  byte[] bytes(String host) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(host);
    head.append("\r\nUser-Agent: DCM\r\nAccept: application/json\r\n");
    if (!method.equals("GET")) {
      head.append("Content-Type: application/json\r\nContent-Length: ").append(body.length);
      head.append("\r\n");
    }
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(body);
    return message.toByteArray();
  }
}
