// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.benchmarks;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.isotp.AddressFormat;
import dev.dcmrig.isotp.FrameFormat;
import dev.dcmrig.isotp.IsoTpAddress;
import dev.dcmrig.isotp.IsoTpOptions;
import dev.dcmrig.isotp.IsoTpStack;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.uds.DtcMemory;
import dev.dcmrig.uds.EcuActions;
import dev.dcmrig.uds.EcuDescription;
import dev.dcmrig.uds.Nrc;
import dev.dcmrig.uds.Outcome;
import dev.dcmrig.uds.Request;
import dev.dcmrig.uds.Service;
import dev.dcmrig.uds.UdsAnswer;
import dev.dcmrig.uds.UdsClient;
import dev.dcmrig.uds.UdsEcu;
import dev.dcmrig.uds.UdsServer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A megabyte by TransferData (UDS over ISO-TP) on the emulated bus, in virtual time: how long it
 * takes on the wall's clock and of the one thread's CPU, and what share of the time the bus was
 * busy with frames. By classic frames of 8 bytes, then by FD frames of 64 bytes.
 *
 * <pre>
 *   mvn -q -Pbench -pl virtual-vehicle/benchmarks -am -DskipTests package
 *   java -cp "virtual-vehicle/benchmarks/target/classes:$(cat virtual-vehicle/benchmarks/target/benchmarks.classpath)" \
 *       dev.dcmrig.benchmarks.TransferDataBenchmark 5
 * </pre>
 *
 * Argument: rounds (5), each in a car of its own. The first ones are still being compiled.
 */
public final class TransferDataBenchmark {
  private static final int MEGABYTE = 1_000_000;

  /** Of one request: the longest of classic ISO-TP, 4,095 bytes, without its two of UDS. */
  private static final int BLOCK = 4_093;

  private static final int INTERMISSION_BITS = 3;
  private static final double NANOS = 1e9;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final EmulatedBus bus = new EmulatedBus("emulated:flash", timeline, BitRates.DEFAULT);
  private final IsoTpOptions options;
  private final byte[] memory = new byte[MEGABYTE];
  private long busyNanos;

  private TransferDataBenchmark(FrameFormat format) {
    this.options = IsoTpOptions.CLASSIC.withFormat(format).withLongestMessage(BLOCK + 2);
  }

  /** Prints a line a round. */
  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    for (int round = 0; round < rounds; round++) {
      new TransferDataBenchmark(FrameFormat.CLASSIC).play("classic, 8 bytes");
      new TransferDataBenchmark(FrameFormat.fd(64)).play("FD, 64 bytes    ");
    }
  }

  private void play(String name) {
    bus.listen("busy", this::count);
    ecu();
    UdsClient tester = tester();
    byte[] image = new byte[MEGABYTE];
    for (int at = 0; at < MEGABYTE; at++) {
      image[at] = (byte) (at * 31 >>> 3);
    }
    long wall = System.nanoTime();
    long busyThread = THREADS.getCurrentThreadCpuTime();
    ask(tester, new Request.RequestDownload(0, 0, MEGABYTE));
    long began = timeline.nowNanos();
    busyNanos = 0;
    int counter = 1;
    for (int at = 0; at < MEGABYTE; at += BLOCK) {
      byte[] block = Arrays.copyOfRange(image, at, Math.min(MEGABYTE, at + BLOCK));
      ask(tester, new Request.TransferData(counter++ & 0xFF, block));
    }
    long span = timeline.nowNanos() - began;
    double busy = (double) busyNanos / span;
    ask(tester, new Request.TransferExit(new byte[0]));
    double seconds = (System.nanoTime() - wall) / NANOS;
    double computing = (THREADS.getCurrentThreadCpuTime() - busyThread) / NANOS;
    if (!Arrays.equals(image, memory)) {
      throw new IllegalStateException("the ECU has not got what was sent");
    }
    System.out.printf(
        "%s  wall %.3f s, CPU %.3f s, virtual %.3f s, %.0f kB/s, bus busy %.1f %%%n",
        name, seconds, computing, span / NANOS, MEGABYTE / (span / NANOS) / 1_000, busy * 100);
  }

  private void count(long nanos, Frame frame) {
    long bits = frame.wireBits();
    busyNanos += BitRates.DEFAULT.nanos((bits & 0xFFFF_FFFFL) + INTERMISSION_BITS, bits >>> 32);
  }

  private void ask(UdsClient tester, Request request) {
    List<UdsAnswer> answers = new ArrayList<>();
    tester.request(
        request,
        answer -> {
          answers.add(answer);
          timeline.changed();
        });
    timeline.runUntil(() -> !answers.isEmpty(), timeline.nowNanos() + 60_000_000_000L);
    if (answers.isEmpty() || !(answers.get(0) instanceof UdsAnswer.Positive)) {
      throw new IllegalStateException(request + " is answered " + answers);
    }
  }

  private UdsClient tester() {
    IsoTpStack stack = new IsoTpStack(bus, timeline, "tester", 0);
    return new UdsClient(
        timeline,
        listener -> stack.open(IsoTpAddress.normal(0x7E0, 0x7E8), options, listener),
        100_000_000L);
  }

  private void ecu() {
    EcuDescription description = description();
    UdsServer server =
        new UdsServer(timeline, description, new Memory(), new DtcMemory(description));
    IsoTpStack stack = new IsoTpStack(bus, timeline, "ecu", 0);
    new UdsEcu(
        server,
        listener -> stack.open(IsoTpAddress.normal(0x7E8, 0x7E0), options, listener),
        listener ->
            stack.open(
                IsoTpAddress.fromAll(AddressFormat.NORMAL, IsoTpAddress.Side.of(0x7DF)),
                options,
                listener));
  }

  private static EcuDescription description() {
    EcuDescription.Rule everywhere = new EcuDescription.Rule(Set.of(1), 0);
    Map<Service, EcuDescription.Rule> services = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      services.put(service, everywhere);
    }
    return new EcuDescription(
        Map.of(1, new EcuDescription.Session("default", 50, 5000, everywhere)),
        services,
        List.of(),
        List.of(),
        List.of(),
        Set.of(),
        0x7F,
        3,
        4095);
  }

  /** An ECU of plain memory, which takes no time. */
  private final class Memory implements EcuActions {
    @Override
    public byte[] read(int identifier) {
      return new byte[0];
    }

    @Override
    public Outcome write(int identifier, byte[] value) {
      return Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
    }

    @Override
    public Outcome routine(int routine, int action, byte[] option) {
      return Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
    }

    @Override
    public Outcome download(int format, long address, long size) {
      return Outcome.done((byte) ((BLOCK + 2) >> 8), (byte) (BLOCK + 2));
    }

    @Override
    public Outcome block(long offset, byte[] data) {
      System.arraycopy(data, 0, memory, (int) offset, data.length);
      return Outcome.done();
    }
  }
}
