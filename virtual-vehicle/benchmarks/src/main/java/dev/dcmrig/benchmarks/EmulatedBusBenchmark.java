// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.benchmarks;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.sim.VirtualTimeline;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Frames a second over the emulated bus: three nodes, arbitration and exact bit timing on. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EmulatedBusBenchmark {
  private static final int FRAMES = 300;

  private VirtualTimeline timeline;
  private CanNode[] nodes;
  private Frame[] frames;
  private long received;

  @Setup
  public void open() {
    timeline = new VirtualTimeline();
    EmulatedBus bus = new EmulatedBus("emulated:benchmark", timeline, BitRates.DEFAULT);
    nodes = new CanNode[3];
    frames = new Frame[3];
    for (int n = 0; n < 3; n++) {
      nodes[n] = bus.connect("node " + n, (time, frame) -> received++);
      frames[n] =
          Frame.classic(
              0x100 + n,
              (byte) n,
              (byte) 0x5A,
              (byte) 3,
              (byte) 0x81,
              (byte) 5,
              (byte) 0xC6,
              (byte) 7,
              (byte) 0xFF);
    }
  }

  /** Every node has something to send all the time, so each frame is an arbitration of three. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public long frames() {
    for (int round = 0; round < FRAMES / 30; round++) {
      for (int n = 0; n < 30; n++) {
        nodes[n % 3].send(frames[n % 3]);
      }
      timeline.runUntil(timeline.nowNanos() + 10_000_000L);
    }
    return received;
  }
}
