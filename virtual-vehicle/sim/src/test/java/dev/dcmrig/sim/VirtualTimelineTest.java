// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.sim.InFlight.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class VirtualTimelineTest extends TimelineContract {
  private final VirtualTimeline timeline = new VirtualTimeline();

  @Override
  Timeline timeline() {
    return timeline;
  }

  @Override
  void runUntilSeen(List<String> list, int expected) {
    timeline.runUntil(1_000 * MILLI);
    assertEquals(expected, list.size());
  }

  @Test
  void timeStandsWhileAHoldIsOpen() throws InterruptedException {
    List<Long> seen = new ArrayList<>();
    timeline.after(MILLI, () -> seen.add(timeline.nowNanos()));
    Hold hold = timeline.hold("test");
    Thread other =
        new Thread(
            () -> {
              timeline.post("other", () -> seen.add(timeline.nowNanos()));
              hold.release();
            });
    other.start();
    timeline.runUntil(2 * MILLI);
    other.join();
    assertEquals(List.of(0L, MILLI), seen);
  }

  @Test
  void timeStandsWhileBytesAreUnderWay() throws InterruptedException {
    List<String> seen = new ArrayList<>();
    timeline.inFlight().handedOver(Transport.TCP, 1, 2, 10);
    timeline.after(MILLI, () -> seen.add("timer"));
    Thread receiver =
        new Thread(
            () -> {
              timeline.inFlight().consumed(Transport.TCP, 1, 2, 4);
              timeline.post("receiver", () -> seen.add("reaction"));
              timeline.inFlight().consumed(Transport.TCP, 1, 2, 6);
            });
    receiver.start();
    timeline.runUntil(2 * MILLI);
    receiver.join();
    assertEquals(List.of("reaction", "timer"), seen);
  }

  @Test
  void whatThreadsPostDuringOnePauseRunsInTheOrderOfTheSources() throws InterruptedException {
    for (int round = 0; round < 50; round++) {
      List<String> seen = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      CountDownLatch go = new CountDownLatch(1);
      for (String source : List.of("c", "a", "b")) {
        Hold hold = timeline.hold(source);
        Thread thread =
            new Thread(
                () -> {
                  try {
                    go.await();
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                  timeline.post(source, () -> seen.add(source + 1));
                  timeline.post(source, () -> seen.add(source + 2));
                  hold.release();
                });
        thread.start();
        threads.add(thread);
      }
      go.countDown();
      timeline.runUntil(timeline.nowNanos() + MILLI);
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(List.of("a1", "a2", "b1", "b2", "c1", "c2"), seen);
    }
  }

  @Test
  void aHoldThatNobodyReleasesEndsWithTheNameOfItsExchange() {
    VirtualTimeline impatient = new VirtualTimeline(Duration.ofMillis(300));
    Hold never = impatient.hold("INVITE to nobody");
    HoldExpiredException expired =
        assertThrows(HoldExpiredException.class, () -> impatient.runUntil(MILLI));
    assertTrue(expired.getMessage().contains("INVITE to nobody"), expired.getMessage());
    never.release();
  }

  @Test
  void theConditionEndsTheRunWhereItBeginsToHold() {
    boolean[] done = new boolean[1];
    timeline.after(
        5 * MILLI,
        () -> {
          done[0] = true;
          timeline.changed();
        });
    assertTrue(timeline.runUntil(() -> done[0], 100 * MILLI));
    assertEquals(5 * MILLI, timeline.nowNanos());
    assertFalse(timeline.runUntil(() -> false, 20 * MILLI));
    assertEquals(20 * MILLI, timeline.nowNanos());
  }

  @Test
  void whatIsReadOfAnAbandonedFlowHoldsNothing() {
    InFlight inFlight = timeline.inFlight();
    inFlight.handedOver(Transport.UDP, 7, 8, 1);
    inFlight.abandoned(Transport.UDP, 7, 8);
    inFlight.consumed(Transport.UDP, 7, 8, 1);
    assertTrue(inFlight.isSettled());
  }

  @Test
  void streamsOfASeedDependOnTheirNamesOnly() {
    long first = Seed.of(7).of("sos/a.feature:3").of("dcm").stream().nextLong();
    Seed.of(7).of("another").stream().nextLong();
    assertEquals(first, Seed.of(7).of("sos/a.feature:3").of("dcm").stream().nextLong());
    assertNotEquals(first, Seed.of(8).of("sos/a.feature:3").of("dcm").stream().nextLong());
    assertNotEquals(first, Seed.of(7).of("sos/a.feature:3").of("world").stream().nextLong());
  }
}
