// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Dut;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steps have a thread, and a bench in real time has another. */
class RealClockTest {
  private final BlockingQueue<Throwable> failures = new ArrayBlockingQueue<>(4);
  private volatile boolean stop;
  private final RealClock clock =
      new RealClock(
          "test",
          () -> {
            if (stop) {
              throw new IllegalStateException("to end");
            }
          },
          failures::add);

  @AfterEach
  void close() {
    clock.close();
  }

  @Test
  void whatMustBeDoneAtLastIsDoneByAThreadThatWasInterrupted() {
    AtomicBoolean done = new AtomicBoolean();
    Thread.currentThread().interrupt();
    clock.finish(() -> done.set(true));
    assertTrue(done.get());
    assertTrue(Thread.interrupted(), "the interrupt is kept");
    assertThrows(
        BenchBroken.class,
        () ->
            clock.finish(
                () -> {
                  throw new BenchBroken("on purpose");
                }));
  }

  /** A part that tells on which thread it was asked. */
  private static final class Asked implements Dut {
    @Override
    public String vin() {
      return "DCMR0REF000000001";
    }

    @Override
    public String identity() {
      return Thread.currentThread().getName();
    }

    @Override
    public String subscriberNumber() {
      throw new BenchBroken("no number");
    }

    @Override
    public void reset() {
      throw new AssertionError("not here");
    }
  }

  @Test
  void aPortIsAskedOnTheBenchsThread() {
    Dut dut = clock.reachable(Dut.class, new Asked());
    assertEquals("bench test", dut.identity());
    assertNotEquals("bench test", Thread.currentThread().getName());
  }

  @Test
  void whatAPartThrowsReachesTheStepAsItWas() {
    Dut dut = clock.reachable(Dut.class, new Asked());
    assertEquals("no number", assertThrows(BenchBroken.class, dut::subscriberNumber).getMessage());
    assertEquals("not here", assertThrows(AssertionError.class, dut::reset).getMessage());
    assertEquals(0, failures.size());
  }

  @Test
  void aConditionMayAskPortsFromTheBenchsThread() {
    Dut dut = clock.reachable(Dut.class, new Asked());
    assertTrue(clock.time().evaluate(() -> dut.identity().equals("bench test")));
  }

  @Test
  void aRunThatIsToEndEndsAtTheNextLook() {
    stop = true;
    assertThrows(IllegalStateException.class, () -> clock.time().evaluate(() -> true));
  }

  @Test
  void whatATaskThrowsIsToldAndTheClockGoesOn() throws InterruptedException {
    IllegalStateException failure = new IllegalStateException("a task");
    clock
        .timeline()
        .post(
            "test",
            () -> {
              throw failure;
            });
    assertSame(failure, failures.poll(10, TimeUnit.SECONDS));
    assertEquals(7, clock.call(() -> 7));
  }
}
