// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.http;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.dcm.tls.Trust;
import dev.dcmrig.sim.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kept connection to one server that carries one request at a time. On the timeline's thread. */
public final class HttpConnection {
  static final String HOST = "telematics.dcmrig.example";
  private static final int HTTPS = 443;

  /** Told once for each request. */
  @FunctionalInterface
  public interface Result {
    /**
     * @param answer null when there is none: refused, broken, late, or no HTTP
     */
    void done(@Nullable HttpAnswer answer);

    /**
     * Its body is longer than any that this DCM takes; the connection is closed.
     *
     * @param status of the answer
     */
    default void tooLong(int status) {
      done(null);
    }

    /** A part of it has come, and the rest not in time; the connection is closed. */
    default void tooSlow() {
      done(null);
    }
  }

  private final DcmContext dcm;
  private final String host;
  private final int port;
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

  /** Whether a part of the answer has come. */
  private boolean partCame;

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
    this(dcm, HOST, HTTPS, answerTimeout, idleTimeout, modem, trust, idle);
  }

  /** The same to another server. */
  public HttpConnection(
      DcmContext dcm,
      String host,
      int port,
      Duration answerTimeout,
      Duration idleTimeout,
      Modem modem,
      Trust trust,
      Runnable idle) {
    this.dcm = dcm;
    this.host = host;
    this.port = port;
    this.answerTimeout = answerTimeout;
    this.idleTimeout = idleTimeout;
    this.modem = modem;
    this.trust = trust;
    this.idle = idle;
    this.late = dcm.timeline().timer(this::late);
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
    Map<String, String> headers = new LinkedHashMap<>();
    if (!key.isEmpty()) {
      headers.put("Idempotency-Key", key);
    }
    send(new HttpRequest(method, path, headers, json), result);
  }

  /** Sends a request. Only while not busy. */
  public void send(HttpRequest request, Result result) {
    waiting = result;
    partCame = false;
    unused.cancel();
    // For the connection first, which has as long to come up; from then on for the answer.
    allowTime();
    try {
      Trust.Channel open = channel;
      if (open == null) {
        open = trust.connect(modem, host, port, new Events());
        channel = open;
        reader = new HttpAnswerReader();
      }
      open.send(request.bytes(host));
    } catch (NoNetworkException e) {
      dcm.timeline().after(0, () -> finish(null));
    }
  }

  private void allowTime() {
    late.armAfter(answerTimeout.toNanos());
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
      partCame = true;
      try {
        HttpAnswer answer = expecting.take(plain);
        if (answer != null) {
          finish(answer);
        }
      } catch (BodyTooLongException e) {
        tooLong(e.status());
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

  private void late() {
    Result result = waiting;
    if (result == null || !partCame) {
      finish(null);
      return;
    }
    close();
    result.tooSlow();
    idle.run();
  }

  private void tooLong(int status) {
    Result result = waiting;
    close();
    if (result != null) {
      result.tooLong(status);
      idle.run();
    }
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
