// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi;

import dev.dcmrig.api.Faults;
import dev.dcmrig.api.Indicator;
import dev.dcmrig.api.Supply;
import dev.dcmrig.bench.TestSite;
import dev.dcmrig.bench.driver.DriverFactory;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.scpi.sim.SimulatedDesk;
import dev.dcmrig.sim.Patience;
import dev.dcmrig.sim.RealTimeline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Simulated instruments, and a site whose pins are wired to them. */
final class TestDesk implements AutoCloseable {
  static final Duration WITHIN = Duration.ofSeconds(20);

  private final RealTimeline timeline = new RealTimeline("bench", failure -> {});
  private final ArrayDeque<AutoCloseable> parts = new ArrayDeque<>();
  private final TestSite site = new TestSite(timeline, new dev.dcmrig.bench.driver.NoOptions());
  final SimulatedDesk simulated;

  TestDesk() {
    try {
      simulated = new SimulatedDesk(0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bench's site: its options are nobody's. */
  TestSite site() {
    return site;
  }

  /** The driver of a port, opened at the simulators, and the wires to the pins. */
  <P> P open(Port<P> port) {
    if (parts.isEmpty()) {
      on(() -> keep(new SimulatorWiring().open(site.with(wiring()))));
    }
    return on(() -> keep(factory(port, "scpi").open(site.with(options(port)))));
  }

  /** Closes it at the end of the test. */
  <P> P keep(P part) {
    parts.push((AutoCloseable) part);
    return part;
  }

  /** It has been closed, or never will be. */
  void forget(Object part) {
    parts.remove((AutoCloseable) part);
  }

  @SuppressWarnings("unchecked") // A factory's port has the factory's own type.
  static <P> DriverFactory<P> factory(Port<P> port, String name) {
    return (DriverFactory<P>)
        ScpiDrivers.ALL.stream()
            .filter(factory -> factory.port().equals(port) && factory.name().equals(name))
            .findFirst()
            .orElseThrow();
  }

  private SimulatorWiringOptions wiring() {
    return new SimulatorWiringOptions(simulated.electricalAddress());
  }

  private Record options(Port<?> port) {
    if (port.type() == Supply.class) {
      return supply(simulated.supplyAddress(), "SIM-PSU-1", WITHIN);
    }
    if (port.type() == Indicator.class) {
      return new ScpiIndicatorOptions(
          simulated.lightReaderAddress(), Optional.empty(), 500, 0.2, 3.0, WITHIN);
    }
    if (port.type() == Faults.class) {
      return relays(simulated.relaysAddress(), WITHIN);
    }
    throw new AssertionError("there is no " + port);
  }

  static ScpiSupplyOptions supply(String address, String identity, Duration within) {
    return new ScpiSupplyOptions(
        address,
        Optional.of(identity),
        Optional.empty(),
        16,
        3,
        true,
        within,
        Duration.ofMillis(50));
  }

  static ScpiFaultsOptions relays(String address, Duration within) {
    return new ScpiFaultsOptions(
        address,
        Optional.empty(),
        Map.of(
            "sos", new Contact(List.of(101), List.of(207)),
            "antenna", new Contact(List.of(201), List.of()),
            "sim", new Contact(List.of(203), List.of())),
        within);
  }

  void pass(long millis) {
    try {
      new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  <T> T on(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    timeline.post(
        "test",
        () -> {
          try {
            answer.complete(question.get());
          } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  void eventually(String what, BooleanSupplier condition) {
    for (int look = 0; look < Patience.LOOKS; look++) {
      if (condition.getAsBoolean()) {
        return;
      }
      pass(20);
    }
    throw new AssertionError("never: " + what);
  }

  @Override
  public void close() {
    try {
      for (AutoCloseable part : parts) {
        on(
            () -> {
              try {
                part.close();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return true;
            });
      }
    } finally {
      simulated.close();
      timeline.close();
    }
  }
}
