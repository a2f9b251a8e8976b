// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.benchmarks;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.socketcan.SocketCanBus;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends one cyclic message as a real-time bench does: by the kernel, or by the timeline's timer.
 * {@code cyclic-gaps} starts it and measures.
 *
 * <pre>CyclicSender kernel|timer INTERFACE ID-HEX PERIOD-MILLIS SECONDS</pre>
 */
public final class CyclicSender {
  private static final int COUNTERS = 15;

  private final RealTimeline timeline;
  private final CanNode node;
  private final Frame[] sequence = new Frame[COUNTERS];
  private final long periodNanos;
  private final Timer timer;
  private long dueNanos;
  private int next;

  private CyclicSender(RealTimeline timeline, CanNode node, int id, long periodMillis) {
    this.timeline = timeline;
    this.node = node;
    this.periodNanos = TimeUnit.MILLISECONDS.toNanos(periodMillis);
    this.timer = timeline.timer(this::sendOnce);
    for (int counter = 0; counter < COUNTERS; counter++) {
      sequence[counter] = Frame.classic(id, new byte[] {0, (byte) counter, 0, 0, 0, 0, 0, 0});
    }
  }

  private void start(boolean byKernel) {
    if (byKernel) {
      node.cyclic(periodNanos, sequence).start(sequence);
    } else {
      dueNanos = timeline.nowNanos();
      sendOnce();
    }
  }

  private void sendOnce() {
    node.send(sequence[next]);
    next = (next + 1) % COUNTERS;
    dueNanos += periodNanos;
    timer.armAt(dueNanos);
  }

  public static void main(String[] words) throws InterruptedException {
    if (words.length != 5) {
      System.err.println("CyclicSender kernel|timer INTERFACE ID-HEX PERIOD-MILLIS SECONDS");
      System.exit(2);
    }
    int id = Integer.parseInt(words[2], 16);
    CountDownLatch done = new CountDownLatch(1);
    try (RealTimeline timeline = new RealTimeline("cyclic", Throwable::printStackTrace);
        SocketCanBus bus = new SocketCanBus(words[1], timeline, Throwable::printStackTrace)) {
      CanNode node = bus.connect("cyclic", (time, frame) -> {});
      CyclicSender sender = new CyclicSender(timeline, node, id, Long.parseLong(words[3]));
      timeline.post(
          "main",
          () -> {
            sender.start(words[0].equals("kernel"));
            timeline.after(TimeUnit.SECONDS.toNanos(Long.parseLong(words[4])), done::countDown);
          });
      done.await();
    }
  }
}
