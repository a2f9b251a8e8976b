// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.http;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.dcm.tls.Trust;
import dev.dcmrig.sim.Timer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A kept connection to the telematics service that carries one request at a time. On the timeline's
 * thread.
 */
public final class HttpConnection {
  static final String HOST = "telematics.dcmrig.example";
  private static final int PORT = 443;

  /** Told once for each request. */
  @FunctionalInterface
  public interface Result {
    /**
     * @param answer null when there is none: refused, broken, late, or no HTTP
     */
    void done(@Nullable HttpAnswer answer);
  }

  private final DcmContext dcm;
  private final Duration answerTimeout;
  private final Duration idleTimeout;
  private final Modem modem;
  private final Trust trust;
  private final Runnable idle;
  private final Timer late;
  private final Timer unused;
  private Trust.@Nullable Channel channel;

  /** Made with the connection: a try without coverage needs none. */
  private @Nullable HttpAnswerReader reader;

  private @Nullable Result waiting;

  /**
   * @param answerTimeout a request without an answer has failed after this
   * @param idleTimeout a connection that nothing needs is closed after this
   * @param idle runs when another request may be sent
   */
  public HttpConnection(
      DcmContext dcm,
      Duration answerTimeout,
      Duration idleTimeout,
      Modem modem,
      Trust trust,
      Runnable idle) {
    this.dcm = dcm;
    this.answerTimeout = answerTimeout;
    this.idleTimeout = idleTimeout;
    this.modem = modem;
    this.trust = trust;
    this.idle = idle;
    this.late = dcm.timeline().timer(() -> finish(null));
    this.unused = dcm.timeline().timer(this::close);
  }

  public boolean isBusy() {
    return waiting != null;
  }

  /**
   * Sends a request; a body, if any, is JSON. Only while not busy.
   *
   * @param key its Idempotency-Key; empty without one
   */
  public void send(String method, String path, String key, String json, Result result) {
    waiting = result;
    unused.cancel();
    // For the connection first, which has as long to come up; from then on for the answer.
    allowTime();
    try {
      Trust.Channel open = channel;
      if (open == null) {
        open = trust.connect(modem, HOST, PORT, new Events());
        channel = open;
        reader = new HttpAnswerReader();
      }
      open.send(request(method, path, key, json));
    } catch (NoNetworkException e) {
      dcm.timeline().after(0, () -> finish(null));
    }
  }

  private void allowTime() {
    late.armAfter(answerTimeout.toNanos());
  }

  private static byte[] request(String method, String path, String key, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(HOST);
    head.append("\r\nUser-Agent: DCM\r\nAccept: application/json\r\n");
    if (method.equals("POST")) {
      head.append("Content-Type: application/json\r\nContent-Length: ").append(body.length);
      head.append("\r\n");
      if (!key.isEmpty()) {
        head.append("Idempotency-Key: ").append(key).append("\r\n");
      }
    }
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(body);
    return message.toByteArray();
  }

  private final class Events implements Trust.Channel.Listener {
    @Override
    public void opened() {
      if (waiting != null) {
        allowTime();
      }
    }

    @Override
    public void received(byte[] plain) {
      HttpAnswerReader expecting = reader;
      if (waiting == null || expecting == null) {
        // Nobody has asked.
        close();
        return;
      }
      try {
        HttpAnswer answer = expecting.take(plain);
        if (answer != null) {
          finish(answer);
        }
      } catch (MalformedAnswerException e) {
        finish(null);
      }
    }

    @Override
    public void closed(boolean clean) {
      channel = null;
      // Without an answer in it there is none; what follows is on a connection of its own.
      finish(clean ? ended() : null);
    }
  }

  private @Nullable HttpAnswer ended() {
    HttpAnswerReader begun = reader;
    try {
      return begun == null ? null : begun.end();
    } catch (MalformedAnswerException e) {
      return null;
    }
  }

  private void finish(@Nullable HttpAnswer answer) {
    Result result = waiting;
    if (result == null) {
      return;
    }
    waiting = null;
    late.cancel();
    if (answer == null || answer.closes() || hasSurplus()) {
      // What comes too late, or beside, must not be taken for the answer to the next request.
      close();
    } else {
      unused.armAfter(idleTimeout.toNanos());
    }
    result.done(answer);
    idle.run();
  }

  private boolean hasSurplus() {
    HttpAnswerReader begun = reader;
    return begun != null && begun.hasSurplus();
  }

  /** Closes; a request under way gets no answer and is not told. */
  public void close() {
    waiting = null;
    late.cancel();
    unused.cancel();
    Trust.Channel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
    HttpAnswerReader begun = reader;
    reader = null;
    if (begun != null) {
      begun.close();
    }
  }
}
