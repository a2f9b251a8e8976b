// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.host;

import dev.dcmrig.can.BusCapability;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.LoopBus;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.ecus.vehicle.VirtualVehicle;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.VirtualTimeline;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How late do 200 vehicles in one process send ten 100 ms messages each, in real time? The goal is
 * 99 % of sends within 5 ms of their time. Each vehicle has its own bus and a listener that decodes
 * every frame.
 *
 * <pre>
 *   mvn -q -pl virtual-vehicle/vehicle-host -am test-compile
 *   mvn -q -pl virtual-vehicle/vehicle-host exec:java -Dexec.classpathScope=test \
 *       -Dexec.mainClass=dev.dcmrig.host.FleetPacingBenchmark -Dexec.args="200 30"
 * </pre>
 *
 * Arguments: vehicles (200), seconds of each round (20), rounds (3), threads (the processors).
 */
public final class FleetPacingBenchmark {
  private static final long CYCLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long GOAL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final List<Integer> MESSAGES =
      List.of(80, 272, 288, 304, 528, 544, 768, 769, 1024, 320);

  private FleetPacingBenchmark() {}

  /** The reference car with ten messages of 100 ms and no others. */
  static VehicleBinding binding() {
    return Cars.reference(
        dbc -> {
          StringBuilder edited =
              new StringBuilder(dbc.replaceAll("(?m)^BA_ \"GenMsgCycleTime\".*\\R", ""));
          for (int id : MESSAGES) {
            edited.append("BA_ \"GenMsgCycleTime\" BO_ ").append(id).append(" 100;\n");
          }
          return edited.toString();
        });
  }

  /** When in its cycle each message is due: seen in virtual time, where nothing is late. */
  static Map<Integer, Long> phases(VehicleBinding binding) {
    VirtualTimeline timeline = new VirtualTimeline();
    Map<Integer, Long> phases = new HashMap<>();
    LoopBus bus = new LoopBus(timeline);
    bus.connect("listener", (time, frame) -> phases.put(frame.id(), time % CYCLE_NANOS));
    new VirtualVehicle("VIN", timeline, bus, binding, (ecu, cause) -> {}).start();
    timeline.runUntil(CYCLE_NANOS);
    return phases;
  }

  public static void main(String[] args) throws Exception {
    int vehicles = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    int threads =
        args.length > 3 ? Integer.parseInt(args[3]) : Runtime.getRuntime().availableProcessors();
    System.out.printf(
        "%d vehicles, ten 100 ms messages each, %d timelines, Java %s, %d processors%n",
        vehicles, threads, Runtime.version(), Runtime.getRuntime().availableProcessors());
    Vertx vertx = Vertx.vertx();
    try {
      for (int round = 1; round <= rounds; round++) {
        round(vertx, round, vehicles, seconds, threads);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
  }

  private static void round(Vertx vertx, int round, int vehicles, int seconds, int threads)
      throws InterruptedException {
    VehicleBinding binding = binding();
    Map<Integer, Long> phases = phases(binding);
    List<MeasuredBus> buses = new ArrayList<>();
    HostListener listener =
        new HostListener() {
          @Override
          public void ecuFailed(String vehicle, String ecu, Throwable cause) {
            throw new IllegalStateException(vehicle + "/" + ecu, cause);
          }

          @Override
          public void commandFailed(String vehicle, VehicleCommand command, Throwable cause) {
            throw new IllegalStateException(vehicle, cause);
          }
        };
    try (Fleet fleet = new Fleet(vertx, listener, threads, Throwable::printStackTrace)) {
      fleet.add(
          vehicles,
          binding,
          line -> {
            MeasuredBus bus = new MeasuredBus(line, phases, seconds);
            bus.connect("listener", binding.reader(line));
            buses.add(bus);
            return bus;
          });
      for (MeasuredBus bus : buses) {
        if (!bus.done.await(seconds * 3L + 60, TimeUnit.SECONDS)) {
          throw new IllegalStateException("a vehicle never came to the end of its measurement");
        }
      }
    }
    Histogram all = new Histogram(TimeUnit.SECONDS.toNanos(100), 3);
    buses.forEach(bus -> all.add(bus.lateness));
    report(round, vehicles, seconds, all);
  }

  private static void report(int round, int vehicles, int seconds, Histogram all) {
    System.out.printf(
        "round %d: %d sends (%d expected), within 5 ms: %.3f %%; median %.3f ms, 99 %% %.3f ms,"
            + " 99.9 %% %.3f ms, worst %.3f ms%n",
        round,
        all.getTotalCount(),
        vehicles * seconds * 100L,
        all.getPercentileAtOrBelowValue(GOAL_NANOS),
        all.getValueAtPercentile(50) / 1e6,
        all.getValueAtPercentile(99) / 1e6,
        all.getValueAtPercentile(99.9) / 1e6,
        all.getMaxValue() / 1e6);
  }

  /**
   * A loop bus that measures how far behind its phase each send is. A send that is a whole cycle
   * late would look early; the count of sends shows whether there were any.
   */
  private static final class MeasuredBus implements CanBus {
    private final Timeline timeline;
    private final LoopBus bus;
    private final long[] dueNanos = new long[Frame.MAX_BASE_ID + 1];
    private final Histogram lateness = new Histogram(TimeUnit.SECONDS.toNanos(100), 3);
    private final CountDownLatch done = new CountDownLatch(1);
    private final long fromNanos;
    private final long toNanos;

    MeasuredBus(Timeline timeline, Map<Integer, Long> phases, int seconds) {
      this.timeline = timeline;
      this.bus = new LoopBus(timeline);
      phases.forEach((id, phase) -> dueNanos[id] = phase);
      this.fromNanos = timeline.nowNanos() + WARM_UP_NANOS;
      this.toNanos = fromNanos + TimeUnit.SECONDS.toNanos(seconds);
    }

    @Override
    public String uri() {
      return "benchmark:loop";
    }

    @Override
    public Set<BusCapability> capabilities() {
      return bus.capabilities();
    }

    @Override
    public BusHealth health() {
      return bus.health();
    }

    @Override
    public CanNode connect(String name, FrameListener listener) {
      CanNode node = bus.connect(name, listener);
      return new CanNode() {
        @Override
        public String name() {
          return node.name();
        }

        @Override
        public boolean send(Frame frame) {
          measure(frame);
          return node.send(frame);
        }

        @Override
        public long refused() {
          return node.refused();
        }

        @Override
        public void close() {
          node.close();
        }
      };
    }

    private void measure(Frame frame) {
      long now = timeline.nowNanos();
      long late = Math.floorMod(now - dueNanos[frame.id()], CYCLE_NANOS);
      long due = now - late;
      if (due >= fromNanos && due < toNanos) {
        lateness.recordValue(late);
      } else if (due >= toNanos) {
        done.countDown();
      }
    }

    @Override
    public CanNode listen(String name, FrameListener listener) {
      return connect(name, listener);
    }

    @Override
    public void close() {
      bus.close();
    }
  }
}
