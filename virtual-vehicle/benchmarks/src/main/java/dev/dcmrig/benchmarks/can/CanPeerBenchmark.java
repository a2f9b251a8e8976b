// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.benchmarks.can;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * The same measurements for each driver that Java has, in one process and one kernel: {@code
 * CanPeerBenchmark ours|javacan COUNT}, with COUNT frames for each rate.
 */
public final class CanPeerBenchmark {
  /** Frames that fit into a receive buffer of 8 MiB. */
  private static final int FILL = 15_000;

  private static final int LATENCY_SAMPLES = 5_000;
  private static final long LATENCY_PAUSE_NANOS = 1_000_000;
  private static final int ROUNDS = 3;

  private CanPeerBenchmark() {}

  /** Makes a socket of one driver. */
  @FunctionalInterface
  interface Opener {
    CanPeer open() throws IOException;
  }

  public static void main(String[] arguments) throws Exception {
    Opener opener = arguments[0].equals("ours") ? OurPeer::new : JavaCanPeer::new;
    int count = Integer.parseInt(arguments[1]);
    send(opener, count);
    drain(opener, count);
    latency(opener);
  }

  static void row(String what, String who, double value, String unit) {
    System.out.printf(Locale.ROOT, "%s | %s | %.0f %s%n", what, who, value, unit);
  }

  private static void send(Opener opener, int count) throws IOException {
    try (CanPeer peer = opener.open()) {
      double best = 0;
      double bestBatched = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        for (int n = 0; n < count; n++) {
          peer.sendOne(n);
        }
        best = Math.max(best, perSecond(count, start));
        start = System.nanoTime();
        peer.sendMany(0, count);
        bestBatched = Math.max(bestBatched, perSecond(count, start));
      }
      row("send, one frame a call", peer.name(), best, "frames/s");
      if (peer.batches()) {
        row("send, batched", peer.name(), bestBatched, "frames/s");
      }
    }
  }

  private static double perSecond(long count, long startNanos) {
    return count * 1e9 / (System.nanoTime() - startNanos);
  }

  private static void drain(Opener opener, int count) throws IOException {
    long[] payloads = new long[64];
    try (CanPeer reader = opener.open();
        CanPeer sender = opener.open()) {
      double best = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long spent = 0;
        long frames = 0;
        while (frames < count) {
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
          spent += System.nanoTime() - start;
          frames += FILL;
        }
        best = Math.max(best, frames * 1e9 / spent);
      }
      row("receive, draining a filled queue", reader.name(), best, "frames/s");
    }
  }

  private static void latency(Opener opener) throws Exception {
    long[] taken = new long[LATENCY_SAMPLES];
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
