// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanBusContract;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.RealTimeline;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An interface of MTU 16 is a bus like the other, but for FD. */
class ClassicBusTest extends CanBusContract {
  private static final String CLASSIC = "vcan8";

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private RealTimeline timeline;
  private SocketCanBus bus;

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
  }

  @BeforeEach
  void open() throws Exception {
    KernelCan.ip("link", "add", CLASSIC, "mtu", "16", "type", "vcan");
    KernelCan.ip("link", "set", CLASSIC, "up");
    timeline = new RealTimeline("classic", errors::add);
    bus = new SocketCanBus(CLASSIC, timeline, errors::add);
  }

  @AfterEach
  void close() throws Exception {
    bus.close();
    timeline.close();
    KernelCan.ip("link", "del", CLASSIC);
    assertEquals(List.of(), errors);
  }

  @Override
  protected CanBus bus() {
    return bus;
  }

  @Override
  protected void settle() {
    CountDownLatch passed = new CountDownLatch(1);
    timeline.post("test", () -> timeline.after(100_000_000, passed::countDown));
    try {
      assertTrue(passed.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected void provokeError() {
    try (RawSocket driver = RawSocket.open(CLASSIC)) {
      driver.send(Frame.of(0x40, Frame.ERROR, 8, new byte[8]));
    }
  }

  @Test
  void aRawSocketSaysHowToMakeItCarryFd() {
    try (RawSocket socket = RawSocket.open(CLASSIC)) {
      FrameBatch batch = new FrameBatch(2);
      batch.addClassic(1, new byte[8], 0, 8);
      batch.addFd(1, FrameBatch.BRS, new byte[8], 0, 8);
      String reason =
          assertThrows(IllegalArgumentException.class, () -> socket.send(batch)).getMessage();
      assertEquals(
          "vcan8: carries classic frames only (its MTU is 16), and this frame is FD; 'ip link set"
              + " vcan8 mtu 72' makes a virtual interface carry both, 'ip link set vcan8 type can"
              + " ... fd on' a real one",
          reason);
    }
  }
}
