// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

import com.sun.management.OperatingSystemMXBean;
import dev.dcmrig.sim.Patience;
import dev.dcmrig.sim.WallClock;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sees to it that every case ends. Java can't stop a thread that never returns, so that the process
 * must end. What counts is the processor time of this process, and looks: a machine that is busy
 * with something else ends nobody.
 */
@WallClock("decides only that a deliberate fault never ends; a case that ends is judged by itself")
final class Watchdog {

  /** A case may take this much more processor time than without a fault, and the slack. */
  private static final int TIMES = 4;

  private static final long SLACK_MILLIS = 8_000;

  /** What a case may take of which nothing is known yet: five minutes. */
  private static final long UNKNOWN_MILLIS = 300_000;

  /** Looks without any work done after which a case counts as standing still: ten seconds. */
  private static final int IDLE_LOOKS = 100;

  /** Processor time of a look in which nothing was done: what other threads of a JVM may take. */
  private static final long IDLE_NANOS = 5_000_000;

  private final Consumer<String> onLimit;
  private volatile long limitNanos = Long.MAX_VALUE;
  private volatile long began;
  private volatile boolean watching;
  private volatile String what = "";

  /**
   * @param onLimit told why; must end the process
   */
  Watchdog(Consumer<String> onLimit) {
    this.onLimit = onLimit;
    Thread thread = new Thread(this::watch, "watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * A case begins.
   *
   * @param expectedCpuMillis that it takes without a fault; 0 where nobody knows
   */
  void begins(String newWhat, long expectedCpuMillis) {
    what = newWhat;
    began = cpuNanos();
    long limitMillis =
        expectedCpuMillis == 0 ? UNKNOWN_MILLIS : expectedCpuMillis * TIMES + SLACK_MILLIS;
    limitNanos = limitMillis * 1_000_000;
    watching = true;
  }

  /**
   * It has ended.
   *
   * @return processor time that it took, in milliseconds
   */
  long ends() {
    watching = false;
    return (cpuNanos() - began) / 1_000_000;
  }

  private void watch() {
    CountDownLatch never = new CountDownLatch(1);
    int idle = 0;
    long before = cpuNanos();
    try {
      while (!never.await(Patience.LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        long now = cpuNanos();
        idle = watching && now - before < IDLE_NANOS ? idle + 1 : 0;
        before = now;
        if (watching && now - began > limitNanos) {
          onLimit.accept(
              what
                  + " took "
                  + (now - began) / 1_000_000
                  + " ms of processor time and did not end; "
                  + limitNanos / 1_000_000
                  + " ms are allowed");
        }
        if (idle >= IDLE_LOOKS) {
          onLimit.accept(what + " stood still: nothing was done, and nothing was waited for");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
