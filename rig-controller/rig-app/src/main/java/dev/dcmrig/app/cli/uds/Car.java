// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.uds;

import dev.dcmrig.app.bus.BusAddress;
import dev.dcmrig.app.cli.can.CanSession;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Nearest;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.ecus.body.Ignition;
import dev.dcmrig.ecus.vehicle.VirtualVehicle;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whom the tools of {@code rig uds} ask: the car's file, and the bus that it is on. */
final class Car {
  /** What a tester waits for more than the ECU's P2: the way through a kernel, a busy machine. */
  private static final long MARGIN_NANOS = 200_000_000;

  /** On a bus of this process nothing gets lost: only a held-up process can be late. */
  private static final long PRIVATE_MARGIN_NANOS = 10_000_000_000L;

  @Parameters(index = "0", paramLabel = "BUS", description = "socketcan:can0, can0, emulated:NAME.")
  private String bus = "";

  @Option(
      names = "--vehicle",
      paramLabel = "FILE",
      description = "The car, a file of hil-configs/vehicles; the reference car without it.")
  private @Nullable Path vehicle;

  private @Nullable VehicleFile read;

  BusAddress address() {
    return BusAddress.parse(bus);
  }

  /** The car's file, checked. */
  VehicleFile file() {
    VehicleFile known = read;
    if (known == null) {
      known = read(vehicle);
      read = known;
    }
    return known;
  }

  private static VehicleFile read(@Nullable Path named) {
    RigHome home = RigHome.find();
    Problems problems = new Problems();
    Path file = named == null ? home.configs().resolve("vehicles/reference.yaml") : named;
    var car = VehicleFile.read(home, file, problems);
    problems.throwIfAny();
    VehicleFile checked = car.orElseThrow();
    if (checked.diagnostics().ecus().isEmpty()) {
      throw new ConfigurationException(
          new Problem(
              checked.file(),
              0,
              "says of no ECU how it is asked",
              "write a section 'diagnostics' as hil-configs/vehicles/reference.yaml has it"));
    }
    return checked;
  }

  /**
   * One ECU of the file.
   *
   * @throws ConfigurationException when there is none of that name
   */
  CarDiagnostics.Ecu ecu(String name) {
    CarDiagnostics car = file().diagnostics();
    return car.ecu(name)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    new Problem(
                        file().file(),
                        0,
                        "has no ECU '" + name + "'",
                        Nearest.advice(name, car.ecus().keySet()))));
  }

  long marginNanos() {
    return address().isPrivate() ? PRIVATE_MARGIN_NANOS : MARGIN_NANOS;
  }

  /** Opens the bus; on one of this process the ECUs of the file begin to work. */
  CanBus open(CanSession session) {
    CanBus open = session.open(address(), BitRates.DEFAULT);
    if (address().isPrivate()) {
      session.timeline().post("car", () -> start(session, open));
    }
    return open;
  }

  private void start(CanSession session, CanBus open) {
    VirtualVehicle car =
        new VirtualVehicle(
            file().vin(),
            session.timeline(),
            open,
            file().binding(),
            file().busSleepAfter(),
            file().diagnostics(),
            (ecu, cause) -> session.fail("ECU " + ecu + " has failed: " + cause));
    open.listen("testers", car.testers());
    car.start();
    car.body().ignition(Ignition.ON);
  }

  /** Names that a shell completes: those of the reference car. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      try {
        return List.copyOf(read(null).diagnostics().ecus().keySet()).iterator();
      } catch (ConfigurationException e) {
        return List.<String>of().iterator();
      }
    }
  }
}
