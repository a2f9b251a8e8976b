// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.RealTimeline;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cable out, adapter pulled, interface down: the cause is told once, and nobody hangs. */
class InterfaceLossTest {
  private static final String LOST = "vcan7";
  private static final int BOUND_SECONDS = 20;

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final BlockingQueue<SocketCanException> broken = new LinkedBlockingQueue<>();
  private RealTimeline timeline;

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
  }

  @BeforeEach
  void open() throws Exception {
    timeline = new RealTimeline("loss", errors::add);
    plug("72");
  }

  @AfterEach
  void close() throws Exception {
    timeline.close();
    KernelCan.ip("link", "del", LOST);
    assertEquals(List.of(), errors);
  }

  private static void plug(String mtu) throws Exception {
    KernelCan.ip("link", "add", LOST, "mtu", mtu, "type", "vcan");
    KernelCan.ip("link", "set", LOST, "up");
  }

  private String cause() throws InterruptedException {
    SocketCanException cause = broken.poll(BOUND_SECONDS, TimeUnit.SECONDS);
    return cause == null ? "nobody was told" : String.valueOf(cause.getMessage());
  }

  private static void nothing(long time, Frame frame) {}

  @Test
  void anInterfaceThatGoesDownIsToldOnceAndNobodyHangs() throws Exception {
    try (SocketCanBus bus = new SocketCanBus(LOST, timeline, broken::add)) {
      CanNode node = bus.connect("node", InterfaceLossTest::nothing);
      bus.connect("other", InterfaceLossTest::nothing);
      bus.listen("recorder", InterfaceLossTest::nothing);
      assertTrue(node.send(Frame.classic(1)));
      KernelCan.ip("link", "set", LOST, "down");
      assertEquals(
          "vcan7: could not read: the interface is down; bring it up: 'ip link set vcan7 up'",
          cause());
      assertFalse(node.send(Frame.classic(2)));
      assertEquals(1, node.refused());
    }
    assertEquals(List.of(), List.copyOf(broken), "told once");
    assertEquals(
        "vcan7: could not use it: the interface is down; bring it up: 'ip link set vcan7 up'",
        assertThrows(SocketCanException.class, () -> RawSocket.open(LOST)).getMessage());
  }

  @Test
  void anAdapterThatIsPulledIsToldWithTheWayOut() throws Exception {
    try (SocketCanBus bus = new SocketCanBus(LOST, timeline, broken::add)) {
      CanNode node = bus.connect("node", InterfaceLossTest::nothing);
      KernelCan.ip("link", "del", LOST);
      String cause = cause();
      assertTrue(cause.startsWith("vcan7: could not read: the interface is "), cause);
      assertFalse(node.send(Frame.classic(2)));
    }
    assertEquals(
        LibC.ENODEV, assertThrows(SocketCanException.class, () -> RawSocket.open(LOST)).errno());
    plug("72");
  }

  @Test
  void aSendFindsOutToo() throws Exception {
    try (RawSocket socket = RawSocket.open(LOST)) {
      KernelCan.ip("link", "del", LOST);
      // The first call learns what has happened, the second that it is still so.
      for (int n = 0; n < 2; n++) {
        String cause =
            assertThrows(SocketCanException.class, () -> socket.send(Frame.classic(1)))
                .getMessage();
        assertTrue(cause.startsWith("vcan7: could not send: the interface is "), cause);
      }
    }
    plug("72");
  }

  @Test
  void anInterfaceThatComesBackIsAwaitedWithinABound() throws Exception {
    KernelCan.ip("link", "set", LOST, "down");
    assertEquals(
        LibC.ENETDOWN,
        assertThrows(SocketCanException.class, () -> SocketCanBus.await(LOST, 100, () -> {}))
            .errno());
    int[] looks = {0};
    SocketCanBus.await(
        LOST,
        60_000,
        () -> {
          if (++looks[0] == 3) {
            up();
          }
        });
    assertEquals(3, looks[0]);
    try (SocketCanBus bus = new SocketCanBus(LOST, timeline, broken::add)) {
      assertTrue(bus.connect("node", InterfaceLossTest::nothing).send(Frame.classic(1)));
    }
  }

  private static void up() {
    try {
      KernelCan.ip("link", "set", LOST, "up");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theWaitEndsWhenTheRunDoes() throws Exception {
    KernelCan.ip("link", "set", LOST, "down");
    assertThrows(
        IllegalStateException.class,
        () ->
            SocketCanBus.await(
                LOST,
                60_000,
                () -> {
                  throw new IllegalStateException("interrupted");
                }));
  }

  @Test
  void aClosedSocketRefusesAndTouchesNothing() {
    RawSocket socket = RawSocket.open(LOST);
    socket.close();
    socket.close();
    assertThrows(IllegalStateException.class, socket::receive);
    assertThrows(IllegalStateException.class, () -> socket.send(Frame.classic(1)));
    assertThrows(IllegalStateException.class, () -> socket.loopback(true));
    assertEquals(0, socket.dropped());
  }

  @Test
  void aBusCanBeClosedByItsOwnListener() throws Exception {
    BlockingQueue<Boolean> closed = new LinkedBlockingQueue<>();
    SocketCanBus bus = new SocketCanBus(LOST, timeline, broken::add);
    bus.connect(
        "suicidal",
        (time, frame) -> {
          bus.close();
          closed.add(true);
        });
    bus.connect("sender", InterfaceLossTest::nothing).send(Frame.classic(1));
    assertEquals(true, closed.poll(BOUND_SECONDS, TimeUnit.SECONDS));
    assertEquals(
        "socketcan:vcan7: is closed",
        assertThrows(
                SocketCanException.class, () -> bus.connect("late", InterfaceLossTest::nothing))
            .getMessage());
  }
}
