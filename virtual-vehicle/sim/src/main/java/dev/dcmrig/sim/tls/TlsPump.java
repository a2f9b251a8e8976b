// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * One end of a TLS connection (RFC 8446, RFC 5246) that is fed with bytes and says which bytes are
 * to be sent. It runs on the caller's thread, delegated tasks included, so that a handshake takes
 * no time on the timeline and its order never depends on threads.
 *
 * <pre>
 *   received(wire bytes)  ->  sink.plain(...), sink.wire(...), sink.opened(...)
 *   send(plain bytes)     ->  sink.wire(...)
 * </pre>
 */
public final class TlsPump {
  /** Plaintext that waits for the end of the handshake; more is a mistake of the caller. */
  private static final int MAX_PENDING_BYTES = 1 << 20;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** Told of what happens, inside the call that made it happen. */
  public interface Sink {
    /** These bytes are to be sent to the other end. */
    void wire(byte[] bytes);

    void plain(byte[] bytes);

    /** The handshake is over: sending may begin. Once. */
    void opened(SSLSession session);

    /**
     * No more comes from the other end; once.
     *
     * @param why null for an end as it should be (close_notify); a truncated stream has a cause
     */
    void closed(@Nullable SSLException why);
  }

  private final SSLEngine engine;
  private final Sink sink;
  private ByteBuffer wireIn;
  private ByteBuffer plainIn;
  private ByteBuffer wireOut;
  private ByteBuffer pending = ByteBuffer.allocate(0);
  private boolean opened;
  private boolean closed;
  private boolean pumping;

  /**
   * @param engine set up for its side of the connection, handshake not begun
   */
  public TlsPump(SSLEngine engine, Sink sink) {
    this.engine = engine;
    this.sink = sink;
    int packet = engine.getSession().getPacketBufferSize();
    wireIn = ByteBuffer.allocate(2 * packet);
    wireOut = ByteBuffer.allocate(packet);
    plainIn = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
  }

  /** Begins: a client says hello, a server waits for one. */
  public void start() {
    try {
      engine.beginHandshake();
      pump();
    } catch (SSLException e) {
      end(e);
    }
  }

  /** Bytes of the other end. */
  public void received(byte[] bytes) {
    if (closed) {
      return;
    }
    if (wireIn.remaining() < bytes.length) {
      ByteBuffer larger = ByteBuffer.allocate(wireIn.position() + 2 * bytes.length);
      wireIn.flip();
      wireIn = larger.put(wireIn);
    }
    wireIn.put(bytes);
    pump();
  }

  /** Sends, now or when the handshake is over; also inside of a call to the sink. */
  public void send(byte[] plain) {
    if (closed) {
      return;
    }
    ByteBuffer all = ByteBuffer.allocate(pending.remaining() + plain.length);
    if (all.capacity() > MAX_PENDING_BYTES) {
      throw new IllegalStateException(
          "more than " + MAX_PENDING_BYTES + " bytes wait for a TLS handshake");
    }
    all.put(pending).put(plain).flip();
    pending = all;
    if (pumping) {
      // Told by the pump, and answering at once: its loop goes on only when this has returned.
      sendPending();
    } else {
      pump();
    }
  }

  private void sendPending() {
    try {
      drain();
    } catch (SSLException e) {
      alert();
      end(e);
    }
  }

  /** Wraps what waits, once the handshake is over. */
  private boolean drain() throws SSLException {
    boolean sent = false;
    while (opened && !closed && pending.hasRemaining()) {
      wrap(pending);
      sent = true;
    }
    return sent;
  }

  /** The other end has closed its stream; without a close_notify before, that is a truncation. */
  public void ended() {
    if (!closed) {
      end(new SSLException("the connection ended without close_notify"));
    }
  }

  /** Says close_notify; what comes afterwards is not read. */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    engine.closeOutbound();
    try {
      while (!engine.isOutboundDone() && wrap(NOTHING).bytesProduced() > 0) {
        // One record, or two.
      }
    } catch (SSLException e) {
      // The other end learns of the end by the end of the stream.
      return;
    }
  }

  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      boolean more = true;
      while (more && !closed) {
        more = step(engine.getHandshakeStatus());
      }
    } catch (SSLException e) {
      alert();
      end(e);
    } finally {
      pumping = false;
    }
  }

  private boolean step(HandshakeStatus status) throws SSLException {
    return switch (status) {
      case NEED_TASK -> {
        for (Runnable task = engine.getDelegatedTask();
            task != null;
            task = engine.getDelegatedTask()) {
          task.run();
        }
        yield true;
      }
      case NEED_WRAP -> {
        SSLEngineResult result = wrap(NOTHING);
        yield result.getStatus() == Status.OK;
      }
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
      case FINISHED, NOT_HANDSHAKING -> {
        boolean sent = drain();
        yield unwrap() || sent;
      }
    };
  }

  private SSLEngineResult wrap(ByteBuffer source) throws SSLException {
    wireOut.clear();
    SSLEngineResult result = engine.wrap(source, wireOut);
    wireOut.flip();
    if (wireOut.hasRemaining()) {
      byte[] bytes = new byte[wireOut.remaining()];
      wireOut.get(bytes);
      sink.wire(bytes);
    }
    finished(result);
    return result;
  }

  private boolean unwrap() throws SSLException {
    wireIn.flip();
    plainIn.clear();
    SSLEngineResult result;
    try {
      result = engine.unwrap(wireIn, plainIn);
    } finally {
      wireIn.compact();
    }
    plainIn.flip();
    if (plainIn.hasRemaining()) {
      byte[] bytes = new byte[plainIn.remaining()];
      plainIn.get(bytes);
      sink.plain(bytes);
    }
    finished(result);
    return switch (result.getStatus()) {
      case OK -> result.bytesConsumed() > 0 || result.bytesProduced() > 0 || !isWaiting();
      case BUFFER_UNDERFLOW -> false;
      case BUFFER_OVERFLOW -> {
        plainIn = ByteBuffer.allocate(2 * plainIn.capacity());
        yield true;
      }
      case CLOSED -> {
        end(null);
        yield false;
      }
    };
  }

  private boolean isWaiting() {
    HandshakeStatus status = engine.getHandshakeStatus();
    return status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.NEED_UNWRAP;
  }

  private void finished(SSLEngineResult result) {
    if (!opened && result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
      opened = true;
      sink.opened(engine.getSession());
    }
  }

  /** Tells the other end why, if the engine has something to say. */
  private void alert() {
    try {
      for (int record = 0; record < 4; record++) {
        if (engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP
            || wrap(NOTHING).bytesProduced() == 0) {
          return;
        }
      }
    } catch (SSLException e) {
      // The cause is known already.
      return;
    }
  }

  private void end(@Nullable SSLException why) {
    if (!closed) {
      closed = true;
      sink.closed(why);
    }
  }
}
