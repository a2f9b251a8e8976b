// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.dcm.tls.Trust;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The other end of the DCM's connections, without modem and TLS: a test sees what goes out and says
 * what comes back. Does not simulate: bytes under way, names.
 */
public final class FakeService implements Trust {
  /** One request: how often it came is how often it stands here. */
  public record Seen(long atNanos, String method, String path, String key, String body) {
    double seconds() {
      return atNanos / 1e9;
    }
  }

  public static final String ACCEPTED = "HTTP/1.1 204 No Content\r\n\r\n";

  public final List<Seen> requests = new ArrayList<>();
  public final List<Connection> connections = new ArrayList<>();
  public boolean coverage = true;

  /** From the connection to the end of its handshake; null: it never ends. */
  public Duration handshake = Duration.ZERO;

  /** What is answered to a path at once; an empty text is silence. */
  public UnaryOperator<String> answers = path -> ACCEPTED;

  private final DcmParts parts;

  public FakeService(DcmParts parts) {
    this.parts = parts;
  }

  /** A status without a body. */
  public static String status(int status, String... headers) {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n" + lines + "\r\n";
  }

  public static String json(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** Requests to a path so far. */
  public List<Seen> to(Kind kind) {
    return requests.stream().filter(seen -> seen.path.endsWith("/" + path(kind))).toList();
  }

  private static String path(Kind kind) {
    return kind.with(dev.dcmrig.dcm.TestProfile.of()).path();
  }

  public Connection last() {
    return connections.get(connections.size() - 1);
  }

  @Override
  public Channel connect(Modem modem, String host, int port, Channel.Listener listener)
      throws NoNetworkException {
    if (!coverage) {
      throw new NoNetworkException("no coverage");
    }
    Connection connection = new Connection(listener);
    connections.add(connection);
    if (handshake != null) {
      parts.timeline.after(handshake.toNanos(), connection::up);
    }
    return connection;
  }

  @Override
  public PublicKey ordersKey() {
    throw new UnsupportedOperationException("nothing is signed here");
  }

  /** One connection; what is sent before the handshake is over waits for it. */
  public final class Connection implements Channel {
    public final List<byte[]> sent = new ArrayList<>();
    private final Listener listener;
    private boolean up;
    private boolean open = true;

    Connection(Listener listener) {
      this.listener = listener;
    }

    private void up() {
      if (open) {
        up = true;
        listener.opened();
        List.copyOf(sent).forEach(this::request);
      }
    }

    @Override
    public void send(byte[] plain) {
      sent.add(plain);
      if (up) {
        request(plain);
      }
    }

    private void request(byte[] plain) {
      String text = new String(plain, StandardCharsets.UTF_8);
      if (!text.startsWith("GET ") && !text.startsWith("POST ")) {
        return;
      }
      String[] words = text.split(" ", 3);
      int key = text.indexOf("Idempotency-Key: ");
      requests.add(
          new Seen(
              parts.timeline.nowNanos(),
              words[0],
              words[1],
              key < 0 ? "" : text.substring(key + 17, text.indexOf("\r\n", key)),
              text.substring(text.indexOf("\r\n\r\n") + 4)));
      String answer = answers.apply(words[1]);
      if (!answer.isEmpty()) {
        parts.timeline.after(0, () -> says(answer));
      }
    }

    public void says(String text) {
      says(text.getBytes(StandardCharsets.UTF_8));
    }

    public void says(byte[] bytes) {
      if (open) {
        listener.received(bytes);
      }
    }

    /** Ends the stream, with close_notify or without. */
    public void ends(boolean clean) {
      if (open) {
        open = false;
        listener.closed(clean);
      }
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
