// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.benchmarks.can;

import dev.dcmrig.can.BusCapability;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.bridge.BridgedBus;
import dev.dcmrig.can.bridge.BusShare;
import dev.dcmrig.sim.RealTimeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bridge over loopback UDP: frames a second from one bus to another, and the round trip of one
 * frame beside a bare echo in C. The script {@code bridge} starts it.
 *
 * <pre>BridgeBenchmark UDP_PEER ROUNDS</pre>
 *
 * Both round trips go to the same echo in C: the difference is what our end costs on the way out
 * and back.
 */
public final class BridgeBenchmark {
  private static final int PINGS = 5_000;
  private static final int WARM_UP = 20_000;
  private static final int A_TURN = 100;
  private static final long FRAMES = 2_000_000;

  /** Frames on their way at most: a receive buffer holds them. */
  private static final long WINDOW = 20_000;

  private BridgeBenchmark() {}

  public static void main(String[] words) throws Exception {
    if (words.length != 2) {
      System.err.println("BridgeBenchmark UDP_PEER ROUNDS");
      System.exit(2);
    }
    Path peer = Path.of(words[0]);
    for (int round = 1; round <= Integer.parseInt(words[1]); round++) {
      System.out.printf("round %d: %s; %s%n", round, roundTrips(peer), throughput());
    }
    System.exit(0);
  }

  private static String roundTrips(Path peer) throws Exception {
    Process echo = new ProcessBuilder(peer.toString(), "echo").start();
    try (BufferedReader says = echo.inputReader()) {
      String port = says.readLine();
      long[] bare = bare(peer, port);
      long[] ours = ours(port);
      return String.format(
          "round trip median %.1f us, bare C %.1f us (added, one way: %.1f us); 99 %% %.1f us,"
              + " bare C %.1f us",
          at(ours, 0.5),
          at(bare, 0.5),
          (at(ours, 0.5) - at(bare, 0.5)) / 2,
          at(ours, 0.99),
          at(bare, 0.99));
    } finally {
      echo.destroy();
    }
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) (sorted.length * share)] / 1e3;
  }

  private static long[] bare(Path peer, String port) throws IOException {
    Process ping = new ProcessBuilder(peer.toString(), "ping", port, "" + PINGS).start();
    try (BufferedReader says = ping.inputReader()) {
      return says.lines().mapToLong(Long::parseLong).sorted().toArray();
    }
  }

  private static long[] ours(String port) throws InterruptedException {
    try (RealTimeline timeline = new RealTimeline("ping", Throwable::printStackTrace);
        BridgedBus bus =
            BridgedBus.cannelloni("127.0.0.1:" + port, timeline, Throwable::printStackTrace)) {
      ArrayBlockingQueue<Long> back = new ArrayBlockingQueue<>(1);
      CanNode[] node = new CanNode[1];
      long[] begun = new long[1];
      node[0] = bus.connect("ping", (time, frame) -> back.offer(System.nanoTime() - begun[0]));
      long[] times = new long[PINGS];
      Frame frame = Frame.classic(0x123, new byte[8]);
      for (int n = -WARM_UP; n < PINGS; n++) {
        // Sent by the timeline's thread, as a bench's ECU does.
        timeline.post(
            "ping",
            () -> {
              begun[0] = System.nanoTime();
              node[0].send(frame);
            });
        Long took = back.poll(5, TimeUnit.SECONDS);
        if (took == null) {
          throw new IllegalStateException("a frame did not come back");
        }
        if (n >= 0) {
          times[n] = took;
          TimeUnit.MICROSECONDS.sleep(200);
        }
      }
      Arrays.sort(times);
      return times;
    }
  }

  private static String throughput() throws InterruptedException {
    AtomicLong arrived = new AtomicLong();
    CountDownLatch all = new CountDownLatch(1);
    try (RealTimeline near = new RealTimeline("near", Throwable::printStackTrace);
        RealTimeline far = new RealTimeline("far", Throwable::printStackTrace)) {
      BusShare share =
          CompletableFuture.supplyAsync(
                  () ->
                      BusShare.cannelloni(
                          new Counting(arrived, all),
                          near,
                          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                  task -> near.post("share", task))
              .join();
      String address = share.uri().substring("cannelloni:".length());
      try (BridgedBus bus = BridgedBus.cannelloni(address, far, Throwable::printStackTrace)) {
        CanNode node = bus.connect("sender", (time, frame) -> {});
        long begun = System.nanoTime();
        far.post("send", () -> send(far, node, arrived, 0));
        boolean whole = all.await(60, TimeUnit.SECONDS);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return String.format(
            "%,d frames in %.2f s, %,.0f a second, lost %d%s",
            arrived.get(),
            seconds,
            arrived.get() / seconds,
            share.health().lost(),
            whole ? "" : " (cut off)");
      } finally {
        share.close();
      }
    }
  }

  private static void send(RealTimeline far, CanNode node, AtomicLong arrived, long sent) {
    long next = sent;
    for (int n = 0; n < A_TURN && next < FRAMES && next - arrived.get() < WINDOW; n++) {
      node.send(
          Frame.classic(
              (int) (next & 0x7FF),
              (byte) next,
              (byte) 1,
              (byte) 2,
              (byte) 3,
              (byte) 4,
              (byte) 5,
              (byte) 6,
              (byte) 7));
      next++;
    }
    long after = next;
    if (after < FRAMES) {
      far.post("send", () -> send(far, node, arrived, after));
    }
  }

  /** A bus that takes every frame at once. */
  private record Counting(AtomicLong arrived, CountDownLatch all) implements CanBus {
    @Override
    public String uri() {
      return "counting:";
    }

    @Override
    public Set<BusCapability> capabilities() {
      return Set.of();
    }

    @Override
    public BusHealth health() {
      return BusHealth.WHOLE;
    }

    @Override
    public CanNode connect(String name, FrameListener listener) {
      return new CanNode() {
        @Override
        public String name() {
          return name;
        }

        @Override
        public boolean send(Frame frame) {
          if (arrived.incrementAndGet() == FRAMES) {
            all.countDown();
          }
          return true;
        }

        @Override
        public long refused() {
          return 0;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public CanNode listen(String name, FrameListener listener) {
      return connect(name, listener);
    }

    @Override
    public void close() {}
  }
}
