// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.benchmarks.can;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * The same measurements for each driver that Java has, in one kernel: {@code CanPeerBenchmark
 * ours|javacan send|drain|latency COUNT}, one round with COUNT frames. The script runs the rounds,
 * every peer in turn.
 */
public final class CanPeerBenchmark {
  /** Frames that fit into a receive buffer of 8 MiB. */
  private static final int FILL = 15_000;

  /** Part of the frames that is sent before, uncounted: one in ten. */
  private static final int WARM_UP = 10;

  private static final long LATENCY_PAUSE_NANOS = 1_000_000;

  private CanPeerBenchmark() {}

  /** Makes a socket of one driver. */
  @FunctionalInterface
  interface Opener {
    CanPeer open() throws IOException;
  }

  public static void main(String[] arguments) throws Exception {
    Opener opener = arguments[0].equals("ours") ? OurPeer::new : JavaCanPeer::new;
    int count = Integer.parseInt(arguments[2]);
    switch (arguments[1]) {
      case "send" -> send(opener, count);
      case "drain" -> drain(opener, count);
      case "latency" -> latency(opener, count);
      default -> throw new IllegalArgumentException(arguments[1] + ": send, drain or latency");
    }
  }

  static void row(String what, String who, double value, String unit) {
    System.out.printf(Locale.ROOT, "%s | %s | %.0f %s%n", what, who, value, unit);
  }

  /** The first tenth of each is for the compiler. */
  private static void send(Opener opener, int count) throws IOException {
    try (CanPeer peer = opener.open()) {
      sendOneByOne(peer, count / WARM_UP);
      row("send, one frame a call", peer.name(), sendOneByOne(peer, count), "frames/s");
      if (peer.batches()) {
        peer.sendMany(0, count);
        long start = System.nanoTime();
        peer.sendMany(0, count);
        row("send, batched", peer.name(), perSecond(count, start), "frames/s");
      }
    }
  }

  private static double sendOneByOne(CanPeer peer, int count) throws IOException {
    long start = System.nanoTime();
    for (int n = 0; n < count; n++) {
      peer.sendOne(n);
    }
    return perSecond(count, start);
  }

  private static double perSecond(long count, long startNanos) {
    return count * 1e9 / (System.nanoTime() - startNanos);
  }

  private static void drain(Opener opener, int count) throws IOException {
    long[] payloads = new long[64];
    try (CanPeer reader = opener.open();
        CanPeer sender = opener.open()) {
      drainOnce(reader, sender, payloads);
      long spent = 0;
      long frames = 0;
      while (frames < count) {
        spent += drainOnce(reader, sender, payloads);
        frames += FILL;
      }
      row("receive, draining a filled queue", reader.name(), frames * 1e9 / spent, "frames/s");
    }
  }

  /** Nanoseconds of the reading alone. */
  private static long drainOnce(CanPeer reader, CanPeer sender, long[] payloads)
      throws IOException {
    sender.sendMany(0, FILL);
    long start = System.nanoTime();
    int expected = 0;
    while (expected < FILL) {
      int got = reader.read(payloads);
      if (got == 0 || payloads[0] != expected) {
        throw new IOException(reader.name() + ": frame " + expected + " is missing");
      }
      expected += got;
    }
    return System.nanoTime() - start;
  }

  private static void latency(Opener opener, int count) throws Exception {
    long[] taken = new long[count];
    try (CanPeer reader = opener.open();
        CanPeer sender = opener.open()) {
      Thread thread =
          new Thread(
              () -> {
                long[] payloads = new long[64];
                try {
                  for (int n = 0; n < taken.length; n += reader.read(payloads)) {
                    if (n > 0) {
                      taken[n - 1] = System.nanoTime() - payloads[0];
                    }
                  }
                  taken[taken.length - 1] = System.nanoTime() - payloads[0];
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              },
              "reader");
      thread.start();
      for (int n = 0; n < taken.length; n++) {
        LockSupport.parkNanos(LATENCY_PAUSE_NANOS);
        sender.sendOne(System.nanoTime());
      }
      thread.join();
      // The first fifth is for the compiler.
      long[] warm = Arrays.copyOfRange(taken, taken.length / 5, taken.length);
      Arrays.sort(warm);
      row("write to read, median", reader.name(), warm[warm.length / 2], "ns");
      row("write to read, 99 %", reader.name(), warm[warm.length / 100 * 99], "ns");
    }
  }
}
