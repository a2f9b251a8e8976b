// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.run.scenario.Interruption;
import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run whose memory is used up, as long as its end can still be written down. Java itself
 * goes on for minutes with nothing but collecting garbage, and what it then throws may meet any
 * thread: that of a service, say, of which no scenario hears.
 */
final class MemoryGuard implements AutoCloseable {

  /** Part of the old generation that may be full after it was collected. */
  private static final double FULL = 0.92;

  /** Bytes that are kept from the run, for the report of its end. */
  private static final int RESERVE = 2 << 20;

  private final Interruption interruption;
  private final NotificationEmitter memory =
      (NotificationEmitter) ManagementFactory.getMemoryMXBean();
  private final NotificationListener listener = this::heard;
  private final @Nullable UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private byte @Nullable [] reserve = new byte[RESERVE];

  private MemoryGuard(Interruption interruption) {
    this.interruption = interruption;
  }

  /** Watches until it is closed. */
  static MemoryGuard over(Interruption interruption) {
    MemoryGuard guard = new MemoryGuard(interruption);
    guard.memory.addNotificationListener(guard.listener, null, null);
    limit(FULL);
    Thread.setDefaultUncaughtExceptionHandler(guard::died);
    return guard;
  }

  /** Whether bytes are kept for the end. */
  synchronized boolean hasReserve() {
    return reserve != null;
  }

  private static void limit(double part) {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      long max = pool.getUsage().getMax();
      if (isOld(pool) && max > 0) {
        pool.setCollectionUsageThreshold((long) (max * part));
      }
    }
  }

  /** A full young generation is how things should be. */
  private static boolean isOld(MemoryPoolMXBean pool) {
    return pool.getType() == MemoryType.HEAP
        && pool.isCollectionUsageThresholdSupported()
        && (pool.getName().contains("Old") || pool.getName().contains("Tenured"));
  }

  private void heard(Notification notification, @Nullable Object nothing) {
    if (MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED.equals(
        notification.getType())) {
      end();
    }
  }

  private void died(Thread thread, Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      end();
    } else if (before != null) {
      before.uncaughtException(thread, thrown);
    } else {
      System.err.println("rig: thread " + thread.getName() + " died");
      thrown.printStackTrace(System.err);
    }
  }

  private void end() {
    synchronized (this) {
      reserve = null;
    }
    interruption.memoryEnded();
  }

  @Override
  public void close() {
    Thread.setDefaultUncaughtExceptionHandler(before);
    limit(0);
    try {
      memory.removeNotificationListener(listener);
    } catch (ListenerNotFoundException e) {
      throw new IllegalStateException("the guard was closed twice", e);
    }
  }
}
