// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.app.Child;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.bench.process.ProcessDcmDriver;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.network.pki.RunAuthority;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.pins.PinBoard;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** {@code rig dcm} in a process, handed seeded defects by the rig's own driver. */
class SeededProcessTest {
  private static final String VIN = "DCMR0REF000000001";

  private final RigHome home = RigHome.find();

  @Test
  void rigDcmTakesADefectOfItsOwnAndRefusesAnother() {
    try (RunAuthority authority = new RunAuthority();
        RealTimeline timeline = new RealTimeline("test bench", failure -> {})) {
      Path certificates = authority.provision(VIN);
      String identity = identity(timeline, certificates, Set.of("sos-one-retry-too-many"));
      assertTrue(identity.startsWith("emulated-dcm "), identity);
      assertTrue(identity.endsWith(", seeded with sos-one-retry-too-many"), identity);
      String refused =
          assertThrows(
                  BenchBroken.class,
                  () ->
                      identity(
                          timeline,
                          certificates,
                          Set.of("sos-one-retry-too-many", "of-a-stranger")))
              .getMessage();
      assertTrue(
          refused.startsWith("the DCM does not know the seeded defect of-a-stranger: "), refused);
    }
  }

  private String identity(RealTimeline timeline, Path certificates, Set<String> defects) {
    CompletableFuture<String> identity = new CompletableFuture<>();
    timeline.post(
        "test",
        () -> {
          try (Dcm dcm = driver(defects).fit(socket(timeline, certificates))) {
            identity.complete(dcm.identity());
          } catch (RuntimeException e) {
            identity.completeExceptionally(e);
          }
        });
    try {
      return identity.join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private ProcessDcmDriver driver(Set<String> defects) {
    return new ProcessDcmDriver(
        new ProcessDcmDriver.Plan(
            Child.command(List.of("-XX:+UseSerialGC"), "dcm"),
            home.root(),
            "emulated:nobody",
            "tps",
            home.configs().resolve("dcm-profiles/tps.yaml"),
            home.configs().resolve("vehicles/reference.yaml"),
            defects));
  }

  private DcmDriver.Socket socket(RealTimeline timeline, Path certificates) {
    return new DcmDriver.Socket(
        timeline,
        new EmulatedBus("test", timeline, BitRates.DEFAULT),
        VehicleFile.read(home, home.configs().resolve("vehicles/reference.yaml"), new Problems())
            .orElseThrow()
            .binding(),
        new PinBoard(timeline),
        new DcmDriver.Modem(
            "127.0.0.1",
            1,
            "001010000000001",
            "10.64.0.2",
            "sip:+61491570156@dcmrig.example;user=phone",
            VIN,
            certificates),
        Seed.of(7));
  }
}
