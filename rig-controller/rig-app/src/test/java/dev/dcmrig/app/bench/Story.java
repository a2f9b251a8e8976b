// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.api.Vehicle.Ignition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Stories of the emulated bench. What it takes down of each is as a file in {@code
 * src/test/journals} has it, to the last byte and nanosecond: link, centre, instruments and
 * recorder are the judge's partners, and one that loses, doubles, changes or delays something is
 * noticed here.
 *
 * <p>To write the files anew: {@code mvn -pl rig-controller/rig-app -am test -Dtest='*JournalTest'
 * -Dsurefire.failIfNoSpecifiedTests=false -Drig.update=true}; then look at what has changed. A DCM
 * that behaves in another way changes them, too.
 */
abstract class Story {
  private static final Path FOLDER =
      Path.of(System.getProperty("rig.root"), "rig-controller/rig-app/src/test/journals");

  private static final long SEED = 7;

  private static OneBench benches;

  private final List<String> vins = new ArrayList<>();
  Bench bench;

  @BeforeAll
  static void start() {
    benches = new OneBench(Set.of());
  }

  @AfterAll
  static void stop() {
    benches.close();
  }

  /** What happens. */
  @FunctionalInterface
  interface Plot {
    void unfold();
  }

  /** Lives through a story, and holds its journal against the file of its name. */
  void tell(String name, Plot plot) throws IOException {
    Journal journal = new Journal();
    String now;
    try (Bench open = benches.open(name, SEED, journal)) {
      bench = open;
      vins.clear();
      vins.add(open.dut().vin());
      plot.unfold();
      now = journal.of(open, vins);
    }
    Path file = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("rig.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, now);
    }
    String known = Files.readString(file);
    assertEquals("", Journal.difference(known, now), () -> name + "; write the file anew");
  }

  Vehicle car() {
    return bench.vehicle(vin());
  }

  String vin() {
    return vins.get(0);
  }

  Vehicle secondCar() {
    String vin = bench.addVehicle();
    vins.add(vin);
    return bench.vehicle(vin);
  }

  void pass(long seconds) {
    bench.time().advance(Duration.ofSeconds(seconds));
  }

  /** The ignition is on, and the DCM has come up. */
  void drivesOff() {
    car().ignition(Ignition.ON);
    pass(8);
  }

  void press() {
    car().pressSos(Duration.ofMillis(800));
  }
}
