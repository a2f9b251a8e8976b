// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A caller made of a socket: writes bytes, reads messages as text. */
final class SipSocket implements AutoCloseable {
  /** Only a centre that never answers lets a test wait this long. */
  private static final int BOUND_MILLIS = 60_000;

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *([0-9]+)");

  private final Socket socket;

  SipSocket(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(BOUND_MILLIS);
  }

  static String resource(String name) throws IOException {
    try (InputStream in = SipSocket.class.getResourceAsStream("/cases/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Each character is one byte. */
  void send(String message) throws IOException {
    socket.getOutputStream().write(message.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The next message. */
  String read() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!text(bytes).endsWith("\r\n\r\n")) {
      take(bytes);
    }
    Matcher length = LENGTH.matcher(text(bytes));
    int left = length.find() ? Integer.parseInt(length.group(1)) : 0;
    for (; left > 0; left--) {
      take(bytes);
    }
    return text(bytes);
  }

  private void take(ByteArrayOutputStream bytes) throws IOException {
    int next = socket.getInputStream().read();
    if (next < 0) {
      throw new EOFException("the centre has closed the connection after: " + text(bytes));
    }
    bytes.write(next);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** The next final response; provisional ones are passed over. */
  String answer() throws IOException {
    String message = read();
    while (message.startsWith("SIP/2.0 1")) {
      message = read();
    }
    return message;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
