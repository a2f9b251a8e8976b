// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanBusContract;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.VirtualTimeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmulatedBusTest extends CanBusContract {
  private static final long MICRO = 1_000;
  private static final long BIT = 2 * MICRO;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final EmulatedBus bus = new EmulatedBus("emulated:test", timeline, BitRates.DEFAULT);
  private final List<String> seen = new ArrayList<>();

  @Override
  protected CanBus bus() {
    return bus;
  }

  @Override
  protected void settle() {
    pass(100_000_000);
  }

  @Override
  protected void provokeError() {
    bus.faults(BusFaults.NONE.withBitError(0x7FE, 1));
    node("broken").send(Frame.classic(0x7FE));
  }

  private void pass(long nanos) {
    timeline.runUntil(timeline.nowNanos() + nanos);
  }

  private CanNode node(String name) {
    return bus.connect(name, (time, frame) -> {});
  }

  private void watch() {
    bus.connect("watcher", (time, frame) -> seen.add(frame.toString()));
  }

  @Test
  void theMostUrgentFrameGoesFirst() {
    CanNode a = node("a");
    CanNode b = node("b");
    watch();
    a.send(Frame.of(0x100, Frame.REMOTE, 0, new byte[0]));
    a.send(Frame.classic(0x300));
    b.send(Frame.extended(0x100 << 18));
    b.send(Frame.classic(0x100));
    b.send(Frame.classic(0x0FF));
    settle();
    assertEquals(List.of("0FF#", "100#", "100#R", "04000000#", "300#"), seen);
  }

  @Test
  void aFrameLastsItsExactNumberOfBits() {
    List<Long> ends = new ArrayList<>();
    CanNode a = node("a");
    bus.connect("b", (time, frame) -> ends.add(time));
    // 0x555 and 0x55 alternate: 108 bits and the stuff bits of DLC and CRC, plus 3 between frames.
    Frame frame = Frame.classic(0x555, new byte[] {85, 85, 85, 85, 85, 85, 85, 85});
    a.send(frame);
    a.send(frame);
    settle();
    long bits = frame.wireBits();
    assertEquals(List.of(bits * BIT, (2 * bits + 3) * BIT), ends);
  }

  @Test
  void aLoneNodeGoesErrorPassiveAndNeverBusOff() {
    CanNode lone = node("lone");
    lone.send(Frame.classic(1));
    pass(1_000_000_000L);
    ErrorCounters counters = (ErrorCounters) lone;
    assertEquals(ErrorState.ERROR_PASSIVE, counters.errorState());
    assertEquals(128, counters.transmitErrors());
    watch();
    settle();
    assertEquals(List.of("001#"), seen, "it is sent when somebody acknowledges");
    assertEquals(127, counters.transmitErrors());
  }

  @Test
  void aBitErrorIsCountedAndTheFrameIsSentAgain() {
    CanNode a = node("a");
    CanNode b = node("b");
    watch();
    bus.faults(BusFaults.NONE.withBitError(0x10, 1));
    a.send(Frame.classic(0x10));
    pass(150 * BIT);
    assertEquals(8 - 1, ((ErrorCounters) a).transmitErrors());
    assertEquals(0, ((ErrorCounters) b).receiveErrors(), "one up for the error, one down after");
    assertEquals(List.of("010#"), seen);
  }

  @Test
  void enoughErrorsTakeANodeOffTheBusAndItComesBack() {
    CanNode a = node("a");
    watch();
    BusFaults faults = BusFaults.NONE;
    for (int nth = 1; nth <= 32; nth++) {
      faults = faults.withBitError(0x10, nth);
    }
    bus.faults(faults);
    a.send(Frame.classic(0x10));
    boolean off = false;
    for (int step = 0; step < 200 && !off; step++) {
      pass(50 * BIT);
      off = ((ErrorCounters) a).errorState() == ErrorState.BUS_OFF;
    }
    assertTrue(off, "32 errors of 8 points make 256");
    assertFalse(a.send(Frame.classic(0x11)), "a node that is off takes nothing");
    pass(128 * 11 * BIT + 300 * BIT);
    assertEquals(ErrorState.ERROR_ACTIVE, ((ErrorCounters) a).errorState());
    assertEquals(List.of("010#"), seen);
  }

  @Test
  void aBusThatStaysDominantCarriesNothingUntilItIsFree() {
    CanNode a = node("a");
    watch();
    bus.faults(BusFaults.NONE.withStuckDominant(true));
    a.send(Frame.classic(0x10));
    pass(10_000_000);
    assertEquals(List.of(), seen);
    assertEquals(ErrorState.BUS_OFF, ((ErrorCounters) a).errorState());
    bus.faults(BusFaults.NONE);
    settle();
    assertEquals(List.of("010#"), seen);
  }

  @Test
  void aDisconnectedNodeIsAlone() {
    CanNode a = node("a");
    watch();
    bus.faults(BusFaults.NONE.withDisconnected("a"));
    a.send(Frame.classic(0x10));
    settle();
    assertEquals(List.of(), seen);
    bus.faults(BusFaults.NONE);
    a.send(Frame.classic(0x11));
    settle();
    assertEquals(List.of("010#", "011#"), seen);
  }

  @Test
  void aBabblingIdiotStarvesTheOthers() {
    CanNode a = node("a");
    watch();
    bus.faults(BusFaults.NONE.withBabbling(0x000));
    a.send(Frame.classic(0x10));
    pass(1_200_000_000L);
    assertFalse(seen.contains("010#"));
    assertTrue(bus.load() > 0.9, () -> "load " + bus.load());
    bus.faults(BusFaults.NONE);
    settle();
    assertTrue(seen.contains("010#"));
  }

  @Test
  void aFullQueueRefusesAndCounts() {
    CanNode a = node("a");
    bus.faults(BusFaults.NONE.withDisconnected("a"));
    int taken = 0;
    for (int n = 0; n < TransmitQueue.CAPACITY + 5; n++) {
      taken += a.send(Frame.classic(n)) ? 1 : 0;
    }
    assertEquals(TransmitQueue.CAPACITY, taken);
    assertEquals(5, a.refused());
  }
}
