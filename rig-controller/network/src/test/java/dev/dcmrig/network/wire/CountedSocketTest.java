// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.sim.Patience;
import dev.dcmrig.sim.VirtualTimeline;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ends that close in every order, over real sockets: nothing stays under way for ever. */
@Tag("slow")
final class CountedSocketTest {
  private static final int ROUNDS = 300;
  private static final int BOUND_SECONDS = 60;
  private static final long SEED = 20261129;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final Random random = new Random(SEED);
  private final BlockingQueue<CountedSocket> accepted = new ArrayBlockingQueue<>(1);
  private Vertx vertx;
  private NetServer server;
  private NetClient client;

  @BeforeEach
  void listen() throws Exception {
    vertx = RigVertx.create();
    server = vertx.createNetServer().connectHandler(socket -> accepted.add(counted(socket)));
    server.listen(0, "127.0.0.1").await(BOUND_SECONDS, TimeUnit.SECONDS);
    client = vertx.createNetClient();
  }

  @AfterEach
  void end() throws Exception {
    vertx.close().await(BOUND_SECONDS, TimeUnit.SECONDS);
  }

  private CountedSocket counted(NetSocket socket) {
    return new CountedSocket(
        timeline,
        vertx.getOrCreateContext(),
        socket,
        "an end",
        new CountedSocket.Listener() {
          @Override
          public void read(byte[] bytes) {}

          @Override
          public void closed() {}
        });
  }

  @Test
  void bothEndsMayCloseAtTheSameInstant() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      CountedSocket here =
          client
              .connect(server.actualPort(), "127.0.0.1")
              .map(this::counted)
              .await(BOUND_SECONDS, TimeUnit.SECONDS);
      CountedSocket there = accepted.poll(BOUND_SECONDS, TimeUnit.SECONDS);
      there.write(new byte[random.nextInt(3)]);
      here.close();
      for (int spin = random.nextInt(100_000); spin > 0; spin--) {
        Thread.onSpinWait();
      }
      there.write(new byte[random.nextInt(3)]);
      if (random.nextBoolean()) {
        there.close();
      } else {
        there.reset();
      }
      assertTrue(Patience.await(this::isSettledWithin), () -> timeline.inFlight().describe());
      timeline.runUntil(timeline.nowNanos() + 1_000_000);
    }
    assertEquals("{}", timeline.inFlight().describe());
  }

  private boolean isSettledWithin(int millis) throws InterruptedException {
    if (!timeline.inFlight().isSettled()) {
      Thread.sleep(millis);
    }
    return timeline.inFlight().isSettled();
  }
}
