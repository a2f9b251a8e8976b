// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet.live;

import dev.dcmrig.app.fleet.CarRadio;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.sim.Timeline;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way from one DCM to the update server, over a socket. HTTP/1.1 as the DCM writes and reads
 * it. Before anything leaves, {@link Speech} is asked. On the timeline's thread.
 *
 * <p>Does not simulate: TLS, a radio's time, coverage.
 */
final class SocketRadio implements CarRadio {
  /** Whether and when a DCM may speak. */
  interface Speech {
    boolean isAllowed();

    /** Runs what speaks once what it is based on is kept; never, if that can't be. */
    void when(Runnable speak);
  }

  private final Timeline timeline;
  private final Context context;
  private final NetClient sockets;
  private final String host;
  private final int port;
  private final String source;
  private final Speech speech;

  /**
   * @param context from which the sockets are driven
   * @param source name of this car's sockets on the timeline
   */
  SocketRadio(
      Timeline timeline,
      Context context,
      NetClient sockets,
      String host,
      int port,
      String source,
      Speech speech) {
    this.timeline = timeline;
    this.context = context;
    this.sockets = sockets;
    this.host = host;
    this.port = port;
    this.source = source;
    this.speech = speech;
  }

  @Override
  public Channel connect(Modem modem, String named, int namedPort, Channel.Listener listener) {
    return new Connection(listener);
  }

  @Override
  public PublicKey ordersKey() {
    throw new UnsupportedOperationException("cars of a fleet take no orders but updates");
  }

  @Override
  public void covered(boolean now) {
    throw new UnsupportedOperationException("a fleet in real time is always covered");
  }

  private final class Connection implements Channel {
    private final Listener listener;
    private final Deque<byte[]> early = new ArrayDeque<>();
    private @Nullable NetSocket socket;
    private boolean open = true;

    private Connection(Listener listener) {
      this.listener = listener;
      if (speech.isAllowed()) {
        context.runOnContext(now -> sockets.connect(port, host).onComplete(this::connected));
      } else {
        closed(false);
      }
    }

    private void connected(AsyncResult<NetSocket> done) {
      if (done.failed()) {
        closed(false);
        return;
      }
      NetSocket made = done.result();
      made.handler(bytes -> whileOpen(told -> told.received(bytes.getBytes())));
      made.closeHandler(gone -> closed(true));
      timeline.post(source, () -> opened(made));
    }

    private void opened(NetSocket made) {
      socket = made;
      if (open) {
        listener.opened();
        while (!early.isEmpty()) {
          send(early.remove());
        }
      } else {
        on(made, NetSocket::close);
      }
    }

    private void on(NetSocket own, Consumer<NetSocket> todo) {
      context.runOnContext(now -> todo.accept(own));
    }

    private void closed(boolean clean) {
      timeline.post(
          source,
          () -> {
            if (open) {
              open = false;
              listener.closed(clean);
            }
          });
    }

    private void whileOpen(Consumer<Listener> what) {
      timeline.post(
          source,
          () -> {
            if (open) {
              what.accept(listener);
            }
          });
    }

    @Override
    public void send(byte[] plain) {
      if (socket == null) {
        early.add(plain);
        return;
      }
      speech.when(() -> write(plain));
    }

    private void write(byte[] plain) {
      NetSocket to = socket;
      if (open && to != null) {
        on(to, live -> live.write(Buffer.buffer(plain)));
      }
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
      NetSocket own = socket;
      if (own != null) {
        on(own, NetSocket::close);
      }
    }
  }
}
