// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.BenchTime;
import dev.dcmrig.features.scene.Eventually;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The one place where steps wait, on both kinds of time. */
class EventuallyTest {

  /** A bench of which only the clock is asked. */
  private static Bench bench(BenchTime time) {
    return (Bench)
        Proxy.newProxyInstance(
            Bench.class.getClassLoader(),
            new Class<?>[] {Bench.class},
            (proxy, method, arguments) -> {
              assertEquals("time", method.getName());
              return time;
            });
  }

  /** Virtual time in steps of a millisecond. */
  private static final class Scripted implements BenchTime {
    private Duration now = Duration.ZERO;

    @Override
    public Duration now() {
      return now;
    }

    @Override
    public boolean isVirtual() {
      return true;
    }

    @Override
    public void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public boolean advanceUntil(BooleanSupplier condition, Duration limit) {
      Duration end = now.plus(limit);
      while (!condition.getAsBoolean()) {
        if (now.compareTo(end) >= 0) {
          return false;
        }
        now = now.plusMillis(1);
      }
      return true;
    }

    @Override
    public boolean evaluate(BooleanSupplier condition) {
      throw new AssertionError("virtual time is advanced, not polled");
    }
  }

  @Test
  void virtualTimeStopsWhereTheConditionComesTrue() {
    Scripted time = new Scripted();
    assertTrue(
        Eventually.holds(bench(time), () -> time.now.toMillis() >= 1234, Duration.ofSeconds(2)));
    assertEquals(Duration.ofMillis(1234), time.now);
  }

  @Test
  void virtualTimeGoesToTheLimitAndNoFurther() {
    Scripted time = new Scripted();
    assertFalse(Eventually.holds(bench(time), () -> false, Duration.ofSeconds(2)));
    assertEquals(Duration.ofSeconds(2), time.now);
    Eventually.pass(bench(time), Duration.ofHours(25));
    assertEquals(Duration.ofHours(25).plusSeconds(2), time.now);
  }

  /** A wall clock; the condition is asked through the bench only. */
  private static final class Wall implements BenchTime {
    private final long began = System.nanoTime();
    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public Duration now() {
      return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public boolean isVirtual() {
      return false;
    }

    @Override
    public void advance(Duration duration) {
      throw new AssertionError("nobody advances the wall clock");
    }

    @Override
    public boolean advanceUntil(BooleanSupplier condition, Duration limit) {
      throw new AssertionError("nobody advances the wall clock");
    }

    @Override
    public boolean evaluate(BooleanSupplier condition) {
      looks.incrementAndGet();
      return condition.getAsBoolean();
    }
  }

  @Test
  void realTimeIsPolledThroughTheBench() {
    Wall time = new Wall();
    assertTrue(Eventually.holds(bench(time), () -> time.looks.get() >= 5, Duration.ofSeconds(20)));
    assertEquals(5, time.looks.get());
  }

  @Test
  void realTimeThatRunsOutIsNoError() {
    Wall time = new Wall();
    assertFalse(Eventually.holds(bench(time), () -> false, Duration.ofMillis(200)));
    assertTrue(time.now().toMillis() >= 200);
  }

  @Test
  void realTimeReallyPasses() {
    Wall time = new Wall();
    Eventually.pass(bench(time), Duration.ofMillis(300));
    assertTrue(time.now().toMillis() >= 300);
  }

  @Test
  void aRunThatIsInterruptedEndsTheWait() {
    Wall time = new Wall();
    IllegalStateException stop = new IllegalStateException("Ctrl-C");
    BooleanSupplier condition =
        () -> {
          throw stop;
        };
    assertEquals(
        stop,
        assertThrows(
            IllegalStateException.class,
            () -> Eventually.holds(bench(time), condition, Duration.ofSeconds(20))));
  }
}
