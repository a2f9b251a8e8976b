// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.benchmarks.can;

import static dev.dcmrig.benchmarks.can.CanPeerBenchmark.row;

import com.sun.management.ThreadMXBean;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.socketcan.FrameBatch;
import dev.dcmrig.can.socketcan.RawSocket;
import dev.dcmrig.can.socketcan.SocketCanBus;
import dev.dcmrig.sim.RealTimeline;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What only this project's driver is asked for: {@code OurDriverBenchmark SECONDS MINUTES}, with
 * SECONDS of 50,000 frames/s through a whole bus, and MINUTES of full load.
 */
public final class OurDriverBenchmark {
  private static final String WHO = "DCM Rig";
  private static final int RATE = 50_000;
  private static final int PER_TICK = 50;
  private static final long TICK_NANOS = 1_000_000;
  private static final int ALLOCATION_FRAMES = 200_000;
  private static final int CYCLES = 1_000;
  private static final long SETTLE_NANOS = 2_000_000_000L;

  private OurDriverBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    allocation();
    cycles();
    sustain(Integer.parseInt(arguments[0]));
    fullLoad(Integer.parseInt(arguments[1]));
  }

  /** Bytes that this thread allocates while it sends and reads, after a first round. */
  private static void allocation() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long own = Thread.currentThread().getId();
    byte[] data = new byte[8];
    long checksum = 0;
    try (RawSocket reader = RawSocket.open(OurPeer.INTERFACE);
        RawSocket sender = RawSocket.open(OurPeer.INTERFACE)) {
      FrameBatch batch = new FrameBatch(64);
      Frame frame = Frame.classic(OurPeer.ID, data);
      long bytes = 0;
      for (int round = 0; round < 2; round++) {
        long before = threads.getThreadAllocatedBytes(own);
        for (int n = 0; n < ALLOCATION_FRAMES; n += 65) {
          batch.clear();
          while (batch.addClassic(OurPeer.ID, data, 0, 8)) {
            data[0]++;
          }
          sender.send(batch);
          sender.send(frame);
          for (int count = reader.receive(); count > 0; count = reader.receive()) {
            for (int index = 0; index < count; index++) {
              checksum += reader.rawId(index) + reader.copyData(index, data, 0);
              checksum += reader.stampNanos(index) + reader.timestampSource(index).ordinal();
            }
          }
        }
        bytes = threads.getThreadAllocatedBytes(own) - before;
      }
      if (checksum == 0) {
        throw new AssertionError("nothing was read");
      }
      row(
          "allocated a frame, sent and read",
          WHO,
          Math.floor(bytes / (double) ALLOCATION_FRAMES),
          "bytes (" + bytes + " in all for " + ALLOCATION_FRAMES + " frames)");
    }
  }

  private static void cycles() throws IOException {
    RealTimeline timeline = new RealTimeline("cycles", Throwable::printStackTrace);
    long before = descriptors();
    long start = System.nanoTime();
    for (int n = 0; n < CYCLES; n++) {
      try (SocketCanBus bus = new SocketCanBus(OurPeer.INTERFACE, timeline, cause -> {})) {
        bus.connect("node", (time, frame) -> {}).send(Frame.classic(1));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    timeline.close();
    row(
        "1,000 buses opened and closed",
        WHO,
        descriptors() - before,
        String.format(java.util.Locale.ROOT, "descriptors more, %.1f s", seconds));
  }

  /** 50,000 frames a second sent, and read through a bus, side by side. */
  private static void sustain(int seconds) {
    RealTimeline timeline = new RealTimeline("sustain", Throwable::printStackTrace);
    AtomicLong received = new AtomicLong();
    AtomicLong outOfOrder = new AtomicLong();
    int[] next = {0};
    try (SocketCanBus bus = new SocketCanBus(OurPeer.INTERFACE, timeline, cause -> {});
        OurPeer sender = new OurPeer()) {
      bus.connect(
          "reader",
          (time, frame) -> {
            received.incrementAndGet();
            if (frame.at(0) != (byte) next[0]++) {
              outOfOrder.incrementAndGet();
            }
          });
      long start = System.nanoTime();
      long sent = 0;
      while (sent < (long) RATE * seconds) {
        long due = start + sent / PER_TICK * TICK_NANOS;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        send(sender, sent);
        sent += PER_TICK;
      }
      double rate = sent * 1e9 / (System.nanoTime() - start);
      LockSupport.parkNanos(SETTLE_NANOS);
      BusHealth health = bus.health();
      row("sent side by side for " + seconds + " s", WHO, rate, "frames/s");
      row("read of them", WHO, received.get(), "of " + sent + ", out of order " + outOfOrder);
      row("lost of them", WHO, health.lost(), "frames (" + health + ")");
    } finally {
      timeline.close();
    }
  }

  private static void send(OurPeer sender, long first) {
    try {
      sender.sendMany(first, PER_TICK);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As fast as it goes, with memory and descriptors looked at early and late. */
  private static void fullLoad(int minutes) throws IOException {
    RealTimeline timeline = new RealTimeline("full load", Throwable::printStackTrace);
    AtomicLong received = new AtomicLong();
    try (SocketCanBus bus = new SocketCanBus(OurPeer.INTERFACE, timeline, cause -> {})) {
      bus.connect("reader", (time, frame) -> received.incrementAndGet());
      CanNode sender = bus.connect("sender", (time, frame) -> {});
      Frame frame = Frame.classic(OurPeer.ID, new byte[8]);
      long start = System.nanoTime();
      long end = start + minutes * 60_000_000_000L;
      long early = 0;
      long earlyDescriptors = 0;
      long sent = 0;
      while (System.nanoTime() < end) {
        for (int n = 0; n < 1_000; n++) {
          sent += sender.send(frame) ? 1 : 0;
        }
        // The reader must not be the one that is measured: it gets the processor now and then.
        while (sent - received.get() - bus.health().lost() > 10_000) {
          Thread.onSpinWait();
          LockSupport.parkNanos(100_000);
        }
        if (early == 0 && System.nanoTime() - start > (end - start) / 4) {
          early = residentKibibytes();
          earlyDescriptors = descriptors();
        }
      }
      row("full load for " + minutes + " min", WHO, sent / (minutes * 60.0), "frames/s");
      row("lost of them", WHO, bus.health().lost(), "frames");
      row(
          "memory, from a quarter to the end",
          WHO,
          residentKibibytes() - early,
          "KiB more, of " + early);
      row("descriptors, likewise", WHO, descriptors() - earlyDescriptors, "more");
    } finally {
      timeline.close();
    }
  }

  private static long residentKibibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  private static long descriptors() throws IOException {
    try (var list = Files.list(Path.of("/proc/self/fd"))) {
      return list.count();
    }
  }
}
