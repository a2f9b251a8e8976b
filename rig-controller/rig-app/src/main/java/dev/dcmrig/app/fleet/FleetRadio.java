// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.ota.http.Answer;
import dev.dcmrig.ota.http.ProcessHead;
import dev.dcmrig.ota.server.OtaServer;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The way from one DCM to the update server of the same process: HTTP/1.1 as the DCM writes and
 * reads it, with the time that a radio takes. No socket and no thread: a thousand of them share the
 * timeline's. Without coverage nothing goes either way, and no connection opens.
 *
 * <p>Does not simulate: TLS, loss of single messages, many requests on one connection at a time.
 */
final class FleetRadio implements CarRadio {
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
  private static final long ONE_WAY_NANOS = Duration.ofMillis(40).toNanos();
  private static final long JITTER_NANOS = Duration.ofMillis(20).toNanos();
  private static final long BYTES_PER_SECOND = 250_000;

  /** Told of each request, at the instant at which the server has answered it. */
  interface Ear {
    void heard(String method, String path, String body, int status);

    /**
     * A piece of a file has been answered with.
     *
     * @param first byte that was asked for
     */
    void piece(long first, byte[] bytes);
  }

  private final Timeline timeline;
  private final OtaServer server;
  private final Seed.Stream chance;
  private final Ear ear;
  private boolean changesAByte;
  private boolean covered = true;

  /**
   * @param changesAByte whether a byte of the first piece of an image is changed
   */
  FleetRadio(
      Timeline timeline, OtaServer server, Seed.Stream chance, boolean changesAByte, Ear ear) {
    this.timeline = timeline;
    this.server = server;
    this.chance = chance;
    this.changesAByte = changesAByte;
    this.ear = ear;
  }

  @Override
  public Channel connect(Modem modem, String host, int port, Channel.Listener listener) {
    return new Connection(listener);
  }

  @Override
  public PublicKey ordersKey() {
    throw new UnsupportedOperationException("cars of a fleet take no orders but updates");
  }

  @Override
  public void covered(boolean now) {
    covered = now;
  }

  private long oneWay() {
    return ONE_WAY_NANOS + Math.round(JITTER_NANOS * chance.nextDouble());
  }

  private final class Connection implements Channel {
    private final Listener listener;
    private boolean open = true;

    Connection(Listener listener) {
      this.listener = listener;
      timeline.after(0, covered ? listener::opened : this::unreachable);
    }

    private void unreachable() {
      if (open) {
        open = false;
        listener.closed(false);
      }
    }

    @Override
    public void send(byte[] plain) {
      if (covered) {
        timeline.after(oneWay(), () -> arrived(plain));
      }
    }

    private void arrived(byte[] request) {
      byte[] answer = answer(request);
      long transfer = answer.length * Duration.ofSeconds(1).toNanos() / BYTES_PER_SECOND;
      timeline.after(
          oneWay() + transfer,
          () -> {
            if (open && covered) {
              listener.received(answer);
            }
          });
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

  /** One whole request, as the DCM sends it, becomes one whole answer. */
  private byte[] answer(byte[] request) {
    int end = endOfHead(request);
    String[] lines = new String(request, 0, end, StandardCharsets.US_ASCII).split("\r\n", -1);
    String[] first = lines[0].split(" ", 3);
    Map<String, String> fields = new LinkedHashMap<>();
    for (int index = 1; index < lines.length; index++) {
      String[] field = lines[index].split(": ", 2);
      fields.put(field[0], field[1]);
    }
    byte[] body = new byte[request.length - end - END_OF_HEAD.length];
    System.arraycopy(request, end + END_OF_HEAD.length, body, 0, body.length);
    String path = first[1].split("\\?", 2)[0];
    Answer answer = server.ask(new ProcessHead(first[0], "", fields), path, body);
    ear.heard(first[0], path, new String(body, StandardCharsets.UTF_8), answer.status());
    return bytes(answer, fields.getOrDefault("Range", ""));
  }

  private static long firstOf(String range) {
    return range.isEmpty()
        ? 0
        : Long.parseLong(range.substring(range.indexOf('=') + 1, range.indexOf('-')));
  }

  private static int endOfHead(byte[] request) {
    for (int at = 0; at <= request.length - END_OF_HEAD.length; at++) {
      if (request[at] == '\r'
          && request[at + 1] == '\n'
          && request[at + 2] == '\r'
          && request[at + 3] == '\n') {
        return at;
      }
    }
    throw new IllegalArgumentException("the DCM has sent a request without an end of its head");
  }

  private byte[] bytes(Answer answer, String range) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" .\r\n");
    answer
        .fields()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(answer.length()).append("\r\n\r\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    for (Answer.Part part : answer.parts()) {
      out.writeBytes(part.before().getBytes());
      out.writeBytes(read(answer, part, firstOf(range)));
    }
    out.writeBytes(answer.body().getBytes());
    return out.toByteArray();
  }

  private byte[] read(Answer answer, Answer.Part part, long first) {
    byte[] bytes = new byte[Math.toIntExact(part.length())];
    if (answer.file() != null) {
      try (RandomAccessFile file = new RandomAccessFile(answer.file().toFile(), "r")) {
        file.seek(part.offset());
        file.readFully(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException("the image " + answer.file() + " can't be read", e);
      }
      ear.piece(first, bytes);
      if (changesAByte) {
        changesAByte = false;
        bytes[bytes.length - 1] ^= 1;
      }
    }
    return bytes;
  }
}
