// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.sim.VirtualTimeline;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bench that can't hold another car says so before it starts any part of one. */
class OtherCarsTest {

  @ParameterizedTest
  @CsvSource({"vcan.yaml, socketcan:", "vcan-process.yaml, socketcan:"})
  void aKernelsBusExistsOnce(String file, String reason) {
    RigHome home = RigHome.find();
    BenchConfiguration configuration = BenchConfiguration.load(home, home.benches().resolve(file));
    BoundBench.Parts parts =
        new BoundBench.Parts(
            nothing(io.vertx.core.Vertx.class),
            nothing(BoundBench.BusOpener.class),
            nothing(DcmDriver.class),
            nothing(Environment.Opener.class),
            () -> {});
    BenchHealth health = new BenchHealth();
    OtherCars cars =
        new OtherCars(
            "only",
            new Car.Site(
                configuration,
                parts,
                new VirtualTimeline(),
                nothing(Environment.class),
                nothing(dev.dcmrig.host.HostListener.class)),
            nothing(dev.dcmrig.api.Observations.class),
            health::broke,
            dev.dcmrig.sim.Seed.of(7),
            new Closing());
    BenchBroken thrown = assertThrows(BenchBroken.class, cars::open);
    String message = String.valueOf(thrown.getMessage());
    assertTrue(message.contains("one car only") && message.contains(reason), message);
    assertEquals(0, cars.dcms().size());
  }

  /** Whoever uses it fails. */
  private static <T> T nothing(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new AssertionError(method + " is used");
            }));
  }
}
