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

/** A UDP socket on loopback whose datagrams are counted while they are under way. */
public final class CountedDatagrams {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

  private final Timeline timeline;
  private final Context context;
  private final DatagramSocket socket;
  private volatile int localPort;
  private volatile boolean closed;

  private CountedDatagrams(Timeline timeline, Context context, DatagramSocket socket) {
    this.timeline = timeline;
    this.context = context;
    this.socket = socket;
  }

  /**
   * Binds a socket; to be called on {@code context}.
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
    DatagramSocket socket =
        vertx.createDatagramSocket(
            new DatagramSocketOptions().setReceiveBufferSize(RECEIVE_BUFFER_BYTES));
    CountedDatagrams datagrams = new CountedDatagrams(timeline, context, socket);
    socket.handler(
        packet -> {
          int from = packet.sender().port();
          if (!datagrams.closed) {
            received.accept(packet.data().getBytes(), from);
          }
          timeline.inFlight().consumed(Transport.UDP, from, datagrams.localPort, 1);
        });
    socket
        .listen(0, LOOPBACK)
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
                .send(Buffer.buffer(datagram), realPort, LOOPBACK)
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
