package dev.dcmrig.dcm.telematics;

import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.dcm.modem.TcpChannel;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 request on a connection of its own (RFC 9112; docs/decisions/0003): Content-Length,
 * chunked, or a body that ends with the connection.
 */
final class HttpTransaction implements TcpChannel.Listener {
  /** A longer answer is no answer of this service. */
  private static final int MAX_RESPONSE_BYTES = 64 * 1024;

  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] HEADER_END = {'\r', '\n', '\r', '\n'};
  private static final int SWITCHING_PROTOCOLS = 101;

  /** Told once how it went. */
  @FunctionalInterface
  interface Result {
    /**
     * @param status of the response; 0 without one
     */
    void done(int status, String body);
  }

  private final Result result;
  private final Timer timeout;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private @Nullable TcpChannel channel;
  private boolean done;

  private HttpTransaction(Timeline timeline, long timeoutNanos, Result result) {
    this.result = result;
    this.timeout = timeline.timer(() -> finish(0, ""));
    timeout.armAfter(timeoutNanos);
  }

  /** Sends a request; a body, if any, is JSON. */
  static void send(
      Timeline timeline,
      Modem modem,
      String host,
      String method,
      String path,
      String body,
      long timeoutNanos,
      Result result) {
    HttpTransaction transaction = new HttpTransaction(timeline, timeoutNanos, result);
    try {
      TcpChannel channel = modem.connect(host, 80, transaction);
      transaction.channel = channel;
      byte[] content = body.getBytes(StandardCharsets.UTF_8);
      String head =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nUser-Agent: DCM\r\nAccept: application/json\r\nConnection: close\r\n"
              + (body.isEmpty() ? "" : "Content-Type: application/json\r\n")
              + (method.equals("GET") ? "" : "Content-Length: " + content.length + "\r\n")
              + "\r\n";
      byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
      byte[] message = new byte[headBytes.length + content.length];
      System.arraycopy(headBytes, 0, message, 0, headBytes.length);
      System.arraycopy(content, 0, message, headBytes.length, content.length);
      channel.write(message);
    } catch (NoNetworkException e) {
      timeline.after(0, () -> transaction.finish(0, ""));
    }
  }

  @Override
  public void received(byte[] bytes) {
    received.writeBytes(bytes);
    if (received.size() > MAX_RESPONSE_BYTES) {
      finish(0, "");
    } else {
      parse(false);
    }
  }

  @Override
  public void closed() {
    parse(true);
    finish(0, "");
  }

  private void parse(boolean ended) {
    byte[] bytes = received.toByteArray();
    int start = 0;
    int headEnd = indexOf(bytes, HEADER_END, start);
    while (headEnd >= 0 && !done) {
      String head = new String(bytes, start, headEnd - start, StandardCharsets.ISO_8859_1);
      String[] lines = head.split("\r\n", -1);
      int status = status(lines[0]);
      start = headEnd + HEADER_END.length;
      if (status == 0 || status == SWITCHING_PROTOCOLS) {
        finish(0, "");
      } else if (status >= 200) {
        parseBody(status, lines, Arrays.copyOfRange(bytes, start, bytes.length), ended);
        return;
      }
      // An interim response stands before the one that counts (RFC 9110 15.2).
      headEnd = indexOf(bytes, HEADER_END, start);
    }
  }

  private void parseBody(int status, String[] head, byte[] body, boolean ended) {
    String length = header(head, "content-length");
    if (status == 204 || status == 304) {
      finish(status, "");
    } else if (header(head, "transfer-encoding").equalsIgnoreCase("chunked")) {
      byte[] whole = dechunk(body);
      if (whole != null) {
        finish(status, new String(whole, StandardCharsets.UTF_8));
      }
    } else if (length.matches("[0-9]{1,6}")) {
      int count = Integer.parseInt(length);
      if (body.length >= count) {
        finish(status, new String(body, 0, count, StandardCharsets.UTF_8));
      }
    } else if (ended) {
      finish(status, new String(body, StandardCharsets.UTF_8));
    }
  }

  private static int status(String line) {
    return line.matches("HTTP/1\\.[01] [1-5][0-9][0-9].*")
        ? Integer.parseInt(line.substring(9, 12))
        : 0;
  }

  private static String header(String[] lines, String name) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }

  /** The content, or null while chunks are missing (RFC 9112 7.1). */
  private static byte @Nullable [] dechunk(byte[] body) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    int at = 0;
    int lineEnd = indexOf(body, LINE_END, at);
    while (lineEnd >= 0) {
      String line = new String(body, at, lineEnd - at, StandardCharsets.ISO_8859_1);
      String size = line.split(";", 2)[0].strip();
      if (!size.matches("[0-9A-Fa-f]{1,6}")) {
        return null;
      }
      int count = Integer.parseInt(size, 16);
      at = lineEnd + LINE_END.length;
      if (count == 0) {
        return whole.toByteArray();
      }
      if (at + count + LINE_END.length > body.length) {
        return null;
      }
      whole.write(body, at, count);
      at += count + LINE_END.length;
      lineEnd = indexOf(body, LINE_END, at);
    }
    return null;
  }

  private static int indexOf(byte[] bytes, byte[] pattern, int from) {
    for (int start = from; start + pattern.length <= bytes.length; start++) {
      int match = 0;
      while (match < pattern.length && bytes[start + match] == pattern[match]) {
        match++;
      }
      if (match == pattern.length) {
        return start;
      }
    }
    return -1;
  }

  private void finish(int status, String body) {
    if (!done) {
      done = true;
      timeout.cancel();
      TcpChannel open = channel;
      if (open != null) {
        open.close();
      }
      result.done(status, body);
    }
  }
}
