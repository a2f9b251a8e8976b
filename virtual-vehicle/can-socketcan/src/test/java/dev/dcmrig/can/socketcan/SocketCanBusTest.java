// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanBusContract;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.TimestampSource;
import dev.dcmrig.sim.RealTimeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kernel's bus does what every bus does, and what only a kernel can do. */
class SocketCanBusTest extends CanBusContract {
  private static final int BOUND_SECONDS = 20;

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final List<SocketCanException> broken = new CopyOnWriteArrayList<>();
  private RealTimeline timeline;
  private SocketCanBus bus;

  @BeforeAll
  static void kernel() {
    KernelCan.mustBeThere();
  }

  @BeforeEach
  void open() {
    timeline = new RealTimeline("socketcan", errors::add);
    bus = new SocketCanBus(KernelCan.NAME, timeline, broken::add);
  }

  @AfterEach
  void close() {
    bus.close();
    timeline.close();
    assertEquals(List.of(), errors);
  }

  @Override
  protected CanBus bus() {
    return bus;
  }

  @Override
  protected void settle() {
    pass(150);
  }

  @Override
  protected void provokeError() {
    // As a driver does: the kernel hands an error frame to those who asked for its class.
    try (RawSocket driver = RawSocket.open(KernelCan.NAME)) {
      driver.send(Frame.of(0x40, Frame.ERROR, 8, new byte[8]));
    }
  }

  private void pass(long millis) {
    CountDownLatch passed = new CountDownLatch(1);
    timeline.post("test", () -> timeline.after(millis * 1_000_000, passed::countDown));
    await(passed);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(BOUND_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void canUtilsReadsWhatIsSentHere() throws Exception {
    Process candump =
        new ProcessBuilder("candump", "-L", "-n", "5", KernelCan.NAME)
            .redirectErrorStream(true)
            .start();
    // It has bound its socket when it stands in the kernel's list.
    for (int n = 0; n < 200 && listeners() < 1; n++) {
      pass(20);
    }
    CanNode node = bus.connect("sender", (time, frame) -> {});
    List<Frame> sent =
        List.of(
            Frame.classic(0x123, (byte) 0xDE, (byte) 0xAD),
            Frame.extended(0x12345678, (byte) 1),
            Frame.of(0x123, Frame.REMOTE, 4, new byte[0]),
            Frame.of(0x124, Frame.FD, 3, new byte[] {1, 2, 3}),
            Frame.fd(0x125, new byte[64]));
    sent.forEach(node::send);
    List<String> lines = lines(candump);
    assertEquals(
        List.of("123#DEAD", "12345678#01", "123#R4", "124##4010203", "125##5" + "00".repeat(64)),
        lines.stream()
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .map(SocketCanBusTest::withFdf)
            .toList());
  }

  /** Kernels and can-utils before CANFD_FDF leave that bit out. */
  private static String withFdf(String text) {
    int at = text.indexOf("##");
    if (at < 0) {
      return text;
    }
    int flags = Character.digit(text.charAt(at + 2), 16) | 4;
    return text.substring(0, at + 2) + Integer.toHexString(flags) + text.substring(at + 3);
  }

  private static long listeners() throws IOException {
    Path list = Path.of("/proc/net/can/rcvlist_all");
    return Files.readAllLines(list).stream().filter(line -> line.contains("vcan0 ")).count();
  }

  private static List<String> lines(Process process) throws Exception {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      List<String> lines = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
      assertTrue(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS));
      return lines;
    }
  }

  @Test
  void whatCanUtilsSendsIsReadHere() throws Exception {
    List<Frame> seen = new CopyOnWriteArrayList<>();
    CountDownLatch all = new CountDownLatch(4);
    bus.connect(
        "reader",
        (time, frame) -> {
          seen.add(frame);
          all.countDown();
        });
    for (String frame : List.of("123#DEAD", "12345678#01", "123#R4", "124##1010203")) {
      Process process = new ProcessBuilder("cansend", KernelCan.NAME, frame).inheritIO().start();
      assertEquals(0, process.waitFor());
    }
    await(all);
    assertEquals(
        List.of(
            Frame.classic(0x123, (byte) 0xDE, (byte) 0xAD),
            Frame.extended(0x12345678, (byte) 1),
            Frame.of(0x123, Frame.REMOTE, 4, new byte[0]),
            Frame.fd(0x124, new byte[] {1, 2, 3})),
        seen);
  }

  @Test
  void framesCarryTheKernelsTime() {
    List<Long> times = new CopyOnWriteArrayList<>();
    CountDownLatch all = new CountDownLatch(2);
    bus.connect(
        "reader",
        (time, frame) -> {
          times.add(time);
          all.countDown();
        });
    CanNode node = bus.connect("sender", (time, frame) -> {});
    long before = timeline.nowNanos();
    node.send(Frame.classic(1));
    pass(50);
    node.send(Frame.classic(2));
    await(all);
    // The clock of the wall may be set; a second is far more than that.
    assertTrue(times.get(0) > before - 1_000_000_000L, () -> before + " " + times);
    long gap = times.get(1) - times.get(0);
    assertTrue(gap >= 45_000_000L, () -> "50 ms apart: " + times);
  }

  @Test
  void aSocketTellsItsOwnFramesFromOthers() {
    try (RawSocket own = RawSocket.open(KernelCan.NAME);
        RawSocket other = RawSocket.open(KernelCan.NAME)) {
      own.receiveOwn(true);
      assertTrue(own.send(Frame.classic(0x10)));
      assertTrue(other.send(Frame.classic(0x11)));
      assertEquals(2, own.receive());
      assertTrue(own.isOwn(0) && own.isLocal(0));
      assertTrue(!own.isOwn(1) && own.isLocal(1));
      assertEquals(TimestampSource.SOFTWARE, own.timestampSource(0));
      assertEquals(1, other.receive());
      assertEquals(Frame.classic(0x10), other.frame(0));
      assertThrows(IndexOutOfBoundsException.class, () -> other.frame(1));
    }
  }

  @Test
  void aWaitingReaderOfAFilledQueueReadsManyAtATime() {
    // The kernel hands a frame to the socket that was opened last before the others: what the
    // witness has, the reader has.
    try (RawSocket witness = RawSocket.open(KernelCan.NAME);
        RawSocket reader = RawSocket.open(KernelCan.NAME);
        RawSocket sender = RawSocket.open(KernelCan.NAME)) {
      Frame[] frames = new Frame[100];
      for (int index = 0; index < frames.length; index++) {
        frames[index] = Frame.classic(index);
      }
      assertEquals(100, sender.send(frames, 0, frames.length));
      for (int seen = 0; seen < frames.length; ) {
        int count = witness.receive(1000);
        assertTrue(count > 0, "the witness waits for all frames");
        seen += count;
      }
      List<Integer> read = new ArrayList<>();
      int most = 0;
      while (read.size() < frames.length) {
        int count = reader.receive(1000);
        assertTrue(count > 0, () -> "nothing came after " + read);
        most = Math.max(most, count);
        for (int index = 0; index < count; index++) {
          read.add(reader.rawId(index));
        }
      }
      assertEquals(Stream.of(frames).map(Frame::id).toList(), read);
      assertEquals(RawSocket.BATCH, most);
    }
  }

  @Test
  void filtersLetThroughWhatTheySay() {
    try (RawSocket reader = RawSocket.open(KernelCan.NAME);
        RawSocket sender = RawSocket.open(KernelCan.NAME)) {
      reader.filters(false, 0x100, 0x7F0);
      three(sender);
      assertEquals(List.of(0x100, 0x105), ids(reader));
      // Inverted: all but those. Joined: 1xx, and not 10x.
      reader.filters(false, 0x100 | 0x2000_0000, 0x7F0);
      three(sender);
      assertEquals(List.of(0x123), ids(reader));
      reader.filters(true, 0x100, 0x700, 0x105 | 0x2000_0000, 0x7FF);
      three(sender);
      assertEquals(List.of(0x100, 0x123), ids(reader));
      reader.filters(false);
      three(sender);
      assertEquals(List.of(), ids(reader));
    }
  }

  private static void three(RawSocket sender) {
    Frame[] frames = {Frame.classic(0x100), Frame.classic(0x105), Frame.classic(0x123)};
    assertEquals(3, sender.send(frames, 0, 3));
  }

  private static List<Integer> ids(RawSocket reader) {
    int count = reader.receive();
    List<Integer> ids = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      ids.add(reader.rawId(index));
    }
    return ids;
  }

  @Test
  void whatNobodyReadsInTimeIsCounted() {
    try (RawSocket reader = RawSocket.open(KernelCan.NAME);
        RawSocket sender = RawSocket.open(KernelCan.NAME)) {
      Frame[] frames = new Frame[1000];
      for (int index = 0; index < frames.length; index++) {
        frames[index] = Frame.classic(index & 0x7FF, (byte) index);
      }
      int sent = 0;
      for (int n = 0; n < 100; n++) {
        sent += sender.send(frames, 0, frames.length);
      }
      // The count travels with the next frame that gets through.
      int read = 0;
      for (int count = reader.receive(); count > 0; count = reader.receive()) {
        read += count;
      }
      assertTrue(sender.send(Frame.classic(1)));
      read += reader.receive();
      assertEquals(100_000, sent);
      assertTrue(reader.dropped() > 0, "the buffer can't hold so many");
      assertEquals(sent + 1, read + reader.dropped());
    }
  }

  @Test
  void aThousandBusesLeaveNoDescriptor() throws IOException {
    bus.connect("one", (time, frame) -> {});
    long before = descriptors();
    for (int n = 0; n < 1000; n++) {
      SocketCanBus another = new SocketCanBus(KernelCan.NAME, timeline, broken::add);
      another.connect("node", (time, frame) -> {});
      another.close();
    }
    long after = descriptors();
    assertTrue(after <= before + 2, () -> before + " then " + after);
  }

  private static long descriptors() throws IOException {
    try (var list = Files.list(Path.of("/proc/self/fd"))) {
      return list.count();
    }
  }
}
