// SPDX-License-Identifier: Apache-2.0
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An interface as slow as a wire, with a queue as short as an adapter's: sends wait, none is lost.
 */
class BlockedSendTest {
  private static final String SLOW = "vcan9";
  private static final int READ_MILLIS = 10_000;

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

  /** Slots, unlike delays, leave the frames charged to their socket: four go out each time. */
  private static void slots(String pause) throws Exception {
    KernelCan.tc(
        "qdisc", "add", "dev", SLOW, "root", "netem", "slot", pause, pause, "packets", "4");
  }

  @Test
  void theTwoKindsOfNoRoomAreToldApart() throws Exception {
    slow("100s", 4);
    try (RawSocket sender = RawSocket.open(SLOW)) {
      for (int n = 0; n < 4; n++) {
        assertEquals(0, sender.trySend(Frame.classic(n)));
      }
      assertEquals(LibC.ENOBUFS, sender.trySend(Frame.classic(4)));
    }
    KernelCan.tc("qdisc", "del", "dev", SLOW, "root");
    slots("100s");
    try (RawSocket sender = RawSocket.open(SLOW)) {
      sender.sendBufferBytes(1);
      int errno = 0;
      for (int n = 0; n < 60 && errno == 0; n++) {
        errno = sender.trySend(Frame.classic(n));
      }
      assertEquals(LibC.EAGAIN, errno);
    }
  }

  @Test
  void aFullQueueOfTheInterfaceIsWaitedOut() throws Exception {
    slow("5ms", 4);
    allArriveInOrder(RawSocket.open(SLOW));
  }

  @Test
  void aFullSocketIsWaitedOut() throws Exception {
    slots("10ms");
    RawSocket sender = RawSocket.open(SLOW);
    sender.sendBufferBytes(1);
    allArriveInOrder(sender);
  }

  private static void allArriveInOrder(RawSocket sender) {
    try (sender;
        RawSocket reader = RawSocket.open(SLOW)) {
      Frame[] sent = frames(60);
      for (int n = 0; n < 20; n++) {
        assertTrue(sender.send(sent[n]));
      }
      assertEquals(40, sender.send(sent, 20, 60));
      assertEquals(List.of(sent), read(reader, 60));
      assertEquals(0, reader.dropped());
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
    // Nothing is read by this bus: only its own clock tells it to try again.
    try (SocketCanBus bus = new SocketCanBus(SLOW, timeline, errors::add);
        RawSocket reader = RawSocket.open(SLOW)) {
      CanNode node = bus.connect("sender", (time, frame) -> {});
      for (Frame frame : sent) {
        assertTrue(node.send(frame));
      }
      assertEquals(List.of(sent), read(reader, sent.length));
      assertEquals(0, node.refused());
      assertEquals(BusHealth.WHOLE, bus.health());
    }
  }

  @Test
  void whatANodeHadTakenGoesOutAfterItsEndAndThatOfItsBus() throws Exception {
    slow("5ms", 4);
    try (RawSocket reader = RawSocket.open(SLOW)) {
      for (int round = 0; round < 2; round++) {
        SocketCanBus bus = new SocketCanBus(SLOW, timeline, errors::add);
        CanNode node = bus.connect("hasty", (time, frame) -> {});
        Frame[] sent = frames(8);
        for (Frame frame : sent) {
          assertTrue(node.send(frame));
        }
        if (round == 0) {
          node.close();
          assertEquals(List.of(sent), read(reader, sent.length));
        }
        bus.close();
        assertEquals(round == 0 ? List.of() : List.of(sent), read(reader, round * sent.length));
        assertEquals(BusHealth.WHOLE, bus.health());
      }
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
