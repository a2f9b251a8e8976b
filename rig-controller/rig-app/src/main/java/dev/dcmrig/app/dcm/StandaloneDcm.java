// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import dev.dcmrig.app.bench.DcmProfiles;
import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.ProfileFile;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.bench.driver.BusLosses;
import dev.dcmrig.bench.process.ElectricalLines;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.dcm.EmulatedDcm;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.dcm.defects.DcmDefects;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.defect.SeededDefect;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The emulated DCM in a process of its own, from its environment to the {@code off} of the rig. The
 * reference for docs/DCM-INTERFACE.md, section 0.
 */
public final class StandaloneDcm {
  private static final String NAME = "emulated-dcm";

  /** Of buses that have none of their own; a kernel's has. */
  private static final int BIT_RATE = 500_000;

  /** Between two looks at what the bus has lost. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final RigHome home;
  private final Map<String, String> variables;
  private final DcmEnvironment environment;
  private final VehicleFile vehicle;
  private final ProfileFile profile;
  private final String version;
  private final CompletableFuture<String> ended = new CompletableFuture<>();

  /**
   * @param variables of the process's environment
   * @throws ConfigurationException for a variable or a file that is missing or wrong
   */
  public StandaloneDcm(RigHome home, Map<String, String> variables, String version) {
    this.home = home;
    this.variables = Map.copyOf(variables);
    this.environment = DcmEnvironment.of(variables);
    this.version = version;
    Problems problems = new Problems();
    var readVehicle = VehicleFile.read(home, environment.vehicle(), problems);
    var readProfile = ProfileFile.read(home, environment.profile(), problems);
    problems.throwIfAny();
    this.vehicle = readVehicle.orElseThrow();
    this.profile = readProfile.orElseThrow();
  }

  /**
   * Lives until the rig says {@code off}.
   *
   * @return empty after {@code off}; else what went wrong
   */
  public String run() throws IOException {
    if (environment.isClocked()) {
      new VirtualDcm(home, variables, NAME, version).run();
      return "";
    }
    try (RealTimeline timeline =
            new RealTimeline("dcm", failure -> end("the DCM has failed: " + failure));
        CanBus bus =
            BusAddress.parse(environment.can())
                .open(
                    timeline,
                    new BitRates(BIT_RATE, BIT_RATE),
                    cause -> end(String.valueOf(cause.getMessage())))) {
      CompletableFuture<EmulatedDcm> dcm = new CompletableFuture<>();
      try (ElectricalClient pins =
          new ElectricalClient(timeline, () -> dcm.join().reset(), this::end)) {
        on(
            timeline,
            () -> {
              EmulatedDcm fitted = fit(timeline, bus, pins);
              dcm.complete(fitted);
              fitted.start();
            });
        timeline.post(NAME, () -> watch(timeline, bus));
        // Everything is there before the hello: what comes after it finds a DCM that listens.
        pins.connect(environment.electrical(), NAME, version, known());
        String why = ended.join();
        on(timeline, () -> dcm.join().close());
        return why;
      }
    }
  }

  /** Said only when asked for: an earlier rig does not know the line. */
  private List<String> known() {
    return environment.defects().isEmpty()
        ? List.of()
        : ElectricalLines.defects(DcmDefects.all().stream().map(SeededDefect::id).toList());
  }

  /**
   * What a DCM did not hear makes it look wrong: it says so, and the bench's scenario is an error.
   */
  private void watch(RealTimeline timeline, CanBus bus) {
    BusHealth health = bus.health();
    if (health.lost() > 0) {
      end(BusLosses.sentence(bus.uri(), health));
    } else {
      timeline.after(LOOK_NANOS, () -> watch(timeline, bus));
    }
  }

  private EmulatedDcm fit(RealTimeline timeline, CanBus bus, ElectricalClient pins) {
    return new EmulatedDcm(
        DcmProfiles.read(profile),
        timeline,
        bus,
        vehicle.binding(),
        vehicle.diagnostics(),
        pins,
        environment.modem(),
        new NonVolatileMemory(),
        Seed.of(environment.seed()).of("ids").stream(),
        DcmDefects.rules(environment.defects()));
  }

  private static void on(RealTimeline timeline, Runnable work) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    timeline.post(
        NAME,
        () -> {
          try {
            work.run();
            done.complete(true);
          } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    done.join();
  }

  private void end(String why) {
    ended.complete(why);
  }
}
