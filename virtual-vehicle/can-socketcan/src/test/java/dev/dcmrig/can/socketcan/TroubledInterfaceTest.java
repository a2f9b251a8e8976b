// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.jna.Pointer;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.CyclicTransmission;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.RealTimeline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kernel tasks on an interface that has no room, or goes away; needs the right to make one. */
class TroubledInterfaceTest {
  private static final long MILLI = 1_000_000;
  private static final String NAME = "vcan7";
  private static final int BOUND = 20_000;

  private final List<Throwable> broken = new CopyOnWriteArrayList<>();
  private RealTimeline timeline;
  private SocketCanBus bus;
  private CanNode node;

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
  }

  @BeforeEach
  void open() throws Exception {
    root("ip", "link", "add", NAME, "mtu", "72", "type", "vcan");
    root("ip", "link", "set", NAME, "up");
    timeline = new RealTimeline("troubled", broken::add);
    bus = new SocketCanBus(NAME, timeline, broken::add);
    node = bus.connect("sender", (time, frame) -> {});
  }

  @AfterEach
  void close() throws Exception {
    if (bus != null) {
      bus.close();
      timeline.close();
      run("ip", "link", "del", NAME);
    }
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    return process.exitValue() == 0 ? "" : String.join(" ", command) + ": " + said;
  }

  private static void root(String... command) throws Exception {
    String refusal = run(command);
    if (!refusal.isEmpty()) {
      if ("true".equals(System.getenv("RIG_KERNEL_CAN"))) {
        fail(refusal);
      }
      abort(refusal + "; left out");
    }
  }

  private static void pause(int millis) {
    LibC.poll(Pointer.NULL, 0, millis);
  }

  @Test
  void framesThatFindNoRoomAreCountedWhileTheCycleRunsAndAfterIt() throws Exception {
    Frame frame = Frame.classic(0x110, (byte) 1);
    CyclicTransmission cycle = node.cyclic(2 * MILLI, frame);
    cycle.start(frame);
    pause(100);
    assertEquals(0, node.refused());
    // Room for two frames, of which none leaves in time.
    root("tc", "qdisc", "replace", "dev", NAME, "root", "netem", "delay", "100s", "limit", "2");
    for (int n = 0; n < BOUND && node.refused() < 10; n++) {
      pause(1);
    }
    long running = node.refused();
    assertTrue(running >= 10, running + " refused");
    assertEquals(running, bus.health().unsent());
    cycle.close();
    assertTrue(node.refused() >= running);
    node.close();
    assertTrue(node.refused() >= running);
    bus.close();
    assertEquals(node.refused(), bus.health().unsent());
  }

  @Test
  void anInterfaceThatIsGoneIsToldOnceWithItsName() throws Exception {
    Frame frame = Frame.classic(0x110, (byte) 1);
    CyclicTransmission cycle = node.cyclic(5 * MILLI, frame);
    cycle.start(frame);
    root("ip", "link", "del", NAME);
    cycle.replace(frame);
    cycle.stop();
    cycle.sendNext(frame);
    for (int n = 0; n < BOUND && broken.isEmpty(); n++) {
      pause(1);
    }
    assertEquals(1, broken.size(), broken::toString);
    String message = String.valueOf(broken.get(0).getMessage());
    assertTrue(message.startsWith(NAME + ": "), message);
    assertEquals(0, node.refused());
    cycle.close();
  }

  @Test
  void aSocketSaysThatItsInterfaceIsGone() throws Exception {
    try (BcmSocket manager = BcmSocket.open(NAME)) {
      manager.cyclic(0, 0, 5 * MILLI, Frame.classic(0x110));
      root("ip", "link", "del", NAME);
      String message =
          assertThrows(SocketCanException.class, () -> manager.change(Frame.classic(0x110)))
              .getMessage();
      assertTrue(message.contains("the interface is gone; plug the adapter in again"), message);
    }
  }
}
