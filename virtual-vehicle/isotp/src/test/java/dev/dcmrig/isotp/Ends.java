// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.sim.VirtualTimeline;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Tester and ECU on an emulated bus, and everything that they say and hear. */
final class Ends implements AutoCloseable {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;
  static final IsoTpAddress TESTER = IsoTpAddress.normal(0x7E0, 0x7E8);

  final VirtualTimeline timeline = new VirtualTimeline();
  final EmulatedBus bus = new EmulatedBus("emulated:test", timeline, BitRates.DEFAULT);
  final List<Seen> frames = new ArrayList<>();
  final List<NResult> results = new ArrayList<>();
  final Heard atTester = new Heard();
  final Heard atEcu = new Heard();

  /** A frame and its end. */
  record Seen(long nanos, Frame frame) {}

  /** What a listener was told. */
  static class Heard implements IsoTpListener {
    final List<byte[]> messages = new ArrayList<>();
    final List<NResult> failures = new ArrayList<>();
    final List<Long> overflows = new ArrayList<>();
    final List<Integer> firstFrames = new ArrayList<>();
    final List<NTime> times = new ArrayList<>();
    long lastNanos;
    int notReady;

    @Override
    public void onMessage(long timeNanos, byte[] message) {
      messages.add(message);
      lastNanos = timeNanos;
    }

    @Override
    public void onFirstFrame(long timeNanos, int length) {
      firstFrames.add(length);
    }

    @Override
    public void onFailure(long timeNanos, NResult reason) {
      failures.add(reason);
      lastNanos = timeNanos;
    }

    @Override
    public void onOverflow(long timeNanos, long length) {
      overflows.add(length);
    }

    @Override
    public boolean ready(int received, int length) {
      return notReady-- <= 0;
    }

    @Override
    public void onTime(NTime time) {
      times.add(time);
    }

    List<NTime> times(NTime.Name name) {
      return times.stream().filter(time -> time.name() == name).toList();
    }
  }

  Ends() {
    bus.listen("recorder", (nanos, frame) -> frames.add(new Seen(nanos, frame)));
  }

  IsoTpStack stack(String name) {
    return new IsoTpStack(bus, timeline, name, 0);
  }

  BusIsoTpLink tester(IsoTpOptions options) {
    return stack("tester").open(TESTER, options, atTester);
  }

  BusIsoTpLink ecu(IsoTpOptions options) {
    return stack("ecu").open(TESTER.mirrored(), options, atEcu);
  }

  /** A node that says what it is told, frame by frame. */
  CanNode node() {
    return bus.connect("by hand", (nanos, frame) -> {});
  }

  void pass(long nanos) {
    timeline.runUntil(timeline.nowNanos() + nanos);
  }

  /** Sends and lets time pass until there is a result, ten hours at most. */
  NResult send(IsoTpLink link, byte[] message) {
    int before = results.size();
    link.send(
        message,
        result -> {
          results.add(result);
          timeline.changed();
        });
    timeline.runUntil(() -> results.size() > before, timeline.nowNanos() + 36_000 * SECOND);
    return results.get(results.size() - 1);
  }

  /** All frames, one a line, as candump writes them. */
  String said() {
    StringBuilder text = new StringBuilder();
    frames.forEach(seen -> text.append(seen.frame()).append('\n'));
    return text.toString();
  }

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  /** 00 01 02 ... */
  static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) index;
    }
    return bytes;
  }

  @Override
  public void close() {
    bus.close();
  }
}
