// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Pointer;
import dev.dcmrig.sim.RealTimeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Real time and the guest's vcan0, for what is called on the timeline's thread. */
final class RealTimeBench implements AutoCloseable {
  private final List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
  final RealTimeline timeline = new RealTimeline("bench", errors::add);
  final SocketCanBus bus = new SocketCanBus(KernelCan.NAME, timeline, errors::add);

  private final List<AutoCloseable> opened = new ArrayList<>();

  /** Is closed with the bench, whatever becomes of the test. */
  <C extends AutoCloseable> C keep(C closeable) {
    opened.add(closeable);
    return closeable;
  }

  <T> T call(Callable<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    timeline.post(
        "test",
        () -> {
          try {
            done.complete(task.call());
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.get(KernelCan.BOUND.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  boolean await(BooleanSupplier condition) {
    for (long n = 0; n < KernelCan.BOUND.toMillis() && !condition.getAsBoolean(); n++) {
      LibC.poll(Pointer.NULL, 0, 1);
    }
    return condition.getAsBoolean();
  }

  @Override
  public void close() {
    call(
        () -> {
          for (AutoCloseable closeable : opened) {
            closeable.close();
          }
          return true;
        });
    bus.close();
    timeline.close();
    assertEquals(List.of(), errors);
  }
}
