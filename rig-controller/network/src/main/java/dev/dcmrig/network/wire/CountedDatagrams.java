// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import dev.dcmrig.sim.InFlight.Transport;
import dev.dcmrig.sim.Timeline;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** A UDP socket whose datagrams are counted while they are under way; on loopback, mostly. */
public final class CountedDatagrams {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

  private final Timeline timeline;
  private final Context context;
  private final DatagramSocket socket;
  private final Between between;
  private volatile int localPort;
  private volatile boolean closed;

  /**
   * The machines at both ends, as addresses.
   *
   * @param here this one's
   * @param there the other end's; what others send is dropped
   */
  public record Between(String here, String there) {

    /** Both on this machine. */
    public static final Between LOOPBACKS = new Between(LOOPBACK, LOOPBACK);

    private boolean admits(String from) {
      return here.equals(LOOPBACK) || from.equals(there);
    }
  }

  private CountedDatagrams(
      Timeline timeline, Context context, DatagramSocket socket, Between between) {
    this.between = between;
    this.timeline = timeline;
    this.context = context;
    this.socket = socket;
  }

  /**
   * Binds a socket on loopback; to be called on {@code context}.
   *
   * @param received told on the context of each datagram and the real port it came from; posts what
   *     is due
   * @param bound told on the context when the socket can be used, or with null when it can't
   */
  public static void bind(
      Timeline timeline,
      Vertx vertx,
      Context context,
      ObjIntConsumer<byte[]> received,
      java.util.function.Consumer<@Nullable CountedDatagrams> bound) {
    bind(timeline, vertx, context, Between.LOOPBACKS, received, () -> {}, bound);
  }

  /**
   * As above, between any two machines.
   *
   * @param stranger told of a datagram that does not come from the other end
   */
  public static void bind(
      Timeline timeline,
      Vertx vertx,
      Context context,
      Between between,
      ObjIntConsumer<byte[]> received,
      Runnable stranger,
      java.util.function.Consumer<@Nullable CountedDatagrams> bound) {
    DatagramSocket socket =
        vertx.createDatagramSocket(
            new DatagramSocketOptions().setReceiveBufferSize(RECEIVE_BUFFER_BYTES));
    CountedDatagrams datagrams = new CountedDatagrams(timeline, context, socket, between);
    socket.handler(
        packet -> {
          if (!between.admits(packet.sender().hostAddress())) {
            stranger.run();
            return;
          }
          int from = packet.sender().port();
          if (!datagrams.closed) {
            received.accept(packet.data().getBytes(), from);
          }
          timeline.inFlight().consumed(Transport.UDP, from, datagrams.localPort, 1);
        });
    socket
        .listen(0, between.here())
        .onComplete(
            result -> {
              if (result.succeeded()) {
                datagrams.localPort = socket.localAddress().port();
                bound.accept(datagrams);
              } else {
                bound.accept(null);
              }
            });
  }

  public int localPort() {
    return localPort;
  }

  /** From the timeline's thread. */
  public void send(int realPort, byte[] datagram) {
    if (closed) {
      return;
    }
    timeline.inFlight().handedOver(Transport.UDP, localPort, realPort, 1);
    EndingContext.run(
        context,
        () ->
            socket
                .send(Buffer.buffer(datagram), realPort, between.there())
                .onFailure(cause -> sendFailed(realPort)),
        () -> sendFailed(realPort));
  }

  private void sendFailed(int realPort) {
    timeline.inFlight().abandoned(Transport.UDP, localPort, realPort);
  }

  /** Closes; datagrams from {@code realPort} that are under way are given up. */
  public void close(int realPort) {
    if (!closed) {
      closed = true;
      timeline.inFlight().abandoned(Transport.UDP, realPort, localPort);
      EndingContext.run(context, socket::close, () -> {});
    }
  }
}
