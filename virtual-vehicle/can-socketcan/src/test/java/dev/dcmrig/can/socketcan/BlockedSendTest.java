package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.RealTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An interface as slow as a wire, with a queue as short as an adapter's: sends wait, none is lost.
 */
class BlockedSendTest {
  private static final String SLOW = "vcan9";
  private static final int BOUND_SECONDS = 20;
  private static final int READ_MILLIS = 2_000;

  private RealTimeline timeline;
  private final List<Throwable> errors = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
  }

  @BeforeEach
  void open() throws Exception {
    timeline = new RealTimeline("blocked", errors::add);
    KernelCan.ip("link", "add", SLOW, "mtu", "72", "type", "vcan");
    KernelCan.ip("link", "set", SLOW, "up");
  }

  @AfterEach
  void close() throws Exception {
    timeline.close();
    KernelCan.ip("link", "del", SLOW);
    assertEquals(List.of(), errors);
  }

  /** What goes out arrives only after a time, and only so many may be under way. */
  private static void slow(String delay, int limit) throws Exception {
    KernelCan.tc("qdisc", "add", "dev", SLOW, "root", "netem", "delay", delay, "limit", "" + limit);
  }

  private static Frame[] frames(int count) {
    Frame[] frames = new Frame[count];
    for (int n = 0; n < count; n++) {
      frames[n] = Frame.classic(0x100, (byte) n);
    }
    return frames;
  }

  private static List<Frame> read(RawSocket reader, int count) {
    List<Frame> seen = new ArrayList<>();
    while (seen.size() < count) {
      int got = reader.receive(READ_MILLIS);
      if (got == 0) {
        break;
      }
      for (int index = 0; index < got; index++) {
        seen.add(reader.frame(index));
      }
    }
    return seen;
  }

  @Test
  void aFullQueueOfTheInterfaceIsWaitedOut() throws Exception {
    slow("5ms", 4);
    try (RawSocket reader = RawSocket.open(SLOW);
        RawSocket sender = RawSocket.open(SLOW)) {
      Frame[] sent = frames(40);
      for (int n = 0; n < 4; n++) {
        assertEquals(0, sender.trySend(sent[n]));
      }
      assertEquals(LibC.ENOBUFS, sender.trySend(sent[4]));
      assertTrue(sender.send(sent[4]));
      assertEquals(35, sender.send(sent, 5, 40));
      assertEquals(List.of(sent), read(reader, 40));
      assertEquals(0, reader.dropped());
    }
  }

  @Test
  void aFullSocketIsWaitedOut() throws Exception {
    // Slots, unlike delays, leave the frames charged to their socket: four go out each 10 ms.
    KernelCan.tc(
        "qdisc", "add", "dev", SLOW, "root", "netem", "slot", "10ms", "10ms", "packets", "4");
    try (RawSocket reader = RawSocket.open(SLOW);
        RawSocket sender = RawSocket.open(SLOW)) {
      sender.sendBufferBytes(1);
      Frame[] sent = frames(60);
      int taken = 0;
      int errno = 0;
      while (errno == 0) {
        errno = sender.trySend(sent[taken]);
        taken += errno == 0 ? 1 : 0;
      }
      assertEquals(LibC.EAGAIN, errno);
      assertEquals(60 - taken, sender.send(sent, taken, 60));
      assertEquals(List.of(sent), read(reader, 60));
    }
  }

  @Test
  void aQueueThatStaysFullEndsTheWaitAndTheCallerKnows() throws Exception {
    slow("100s", 1);
    try (RawSocket sender = RawSocket.open(SLOW)) {
      assertTrue(sender.send(Frame.classic(1)));
      assertFalse(sender.send(Frame.classic(2)));
      assertEquals(0, sender.send(frames(3), 0, 3));
    }
  }

  @Test
  void aNodeNeverWaitsAndItsFramesKeepTheirOrder() throws Exception {
    slow("5ms", 4);
    Frame[] sent = frames(60);
    List<Frame> seen = new CopyOnWriteArrayList<>();
    CountDownLatch all = new CountDownLatch(sent.length);
    try (SocketCanBus bus = new SocketCanBus(SLOW, timeline, errors::add)) {
      bus.connect(
          "reader",
          (time, frame) -> {
            seen.add(frame);
            all.countDown();
          });
      CanNode node = bus.connect("sender", (time, frame) -> {});
      for (Frame frame : sent) {
        assertTrue(node.send(frame));
      }
      assertTrue(all.await(BOUND_SECONDS, TimeUnit.SECONDS));
      assertEquals(List.of(sent), seen);
      assertEquals(0, node.refused());
      assertEquals(BusHealth.WHOLE, bus.health());
    }
  }

  @Test
  void whatAFullNodeRefusesIsCountedAndReported() throws Exception {
    slow("100s", 1);
    try (SocketCanBus bus = new SocketCanBus(SLOW, timeline, errors::add)) {
      CanNode node = bus.connect("sender", (time, frame) -> {});
      // One in the interface's queue, as many as a controller holds in the node's own.
      for (int n = 0; n < 1 + SocketCanNode.BACKLOG; n++) {
        assertTrue(node.send(Frame.classic(n)));
      }
      assertFalse(node.send(Frame.classic(0x700)));
      assertFalse(node.send(Frame.classic(0x701)));
      assertEquals(2, node.refused());
      assertEquals(new BusHealth(0, 0, 0, 0, 2), bus.health());
      bus.close();
      assertEquals(new BusHealth(0, 0, 0, 0, 2 + SocketCanNode.BACKLOG), bus.health());
    }
  }
}
