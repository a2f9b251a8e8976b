// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.app.Child;
import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.bench.process.ProcessDcmDriver;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** The same DCM in a process of its own: {@code rig dcm}, in real time. */
class ProcessDcmContractTest extends DcmContract {
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final RealTimeline timeline = new RealTimeline("contract", failures::add);

  @Override
  @AfterEach
  void remove() {
    super.remove();
    timeline.close();
  }

  @Override
  DcmDriver driver() {
    return new ProcessDcmDriver(
        new ProcessDcmDriver.Plan(
            Child.command(List.of("-XX:+UseSerialGC"), "dcm"),
            home.root(),
            "emulated:nobody",
            "tps",
            home.configs().resolve("dcm-profiles/tps.yaml"),
            home.configs().resolve("vehicles/reference.yaml"),
            Set.of()));
  }

  @Override
  Timeline timeline() {
    return timeline;
  }

  @Override
  <T> T on(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    timeline.post(
        "contract",
        () -> {
          try {
            done.complete(work.get());
          } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  boolean eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      if (on(condition::getAsBoolean)) {
        return true;
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  @Override
  List<?> failures() {
    return failures;
  }
}
