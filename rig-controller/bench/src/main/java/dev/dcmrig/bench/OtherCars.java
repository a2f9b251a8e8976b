// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Observations;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.bench.DcmDriver.Dcm;
import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.bench.drivers.DoorLocks;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.pins.PinBoard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Further cars of the same kind on a bench, each with a bus and a DCM of its own. Their frames and
 * lamps are not recorded; what happens to them is noted with their VIN. On the bench's thread.
 */
final class OtherCars {
  private final String name;
  private final Car.Site site;
  private final Observations notebook;
  private final Consumer<BenchBroken> broken;
  private final Seed seed;
  private final Closing closing;
  private final List<Car> cars = new ArrayList<>();

  /**
   * @param name of the first car
   */
  OtherCars(
      String name,
      Car.Site site,
      Observations notebook,
      Consumer<BenchBroken> broken,
      Seed seed,
      Closing closing) {
    this.name = name;
    this.site = site;
    this.notebook = notebook;
    this.broken = broken;
    this.seed = seed;
    this.closing = closing;
  }

  /**
   * Opens one more car, ignition off.
   *
   * @throws BenchBroken when this bench can hold no other car
   */
  Vehicle open() {
    BenchFile file = site.configuration().file();
    if (BenchFile.isKernelBus(file.busUri())) {
      throw only("its bus is " + file.busUri() + ", and the rig has no second one");
    }
    if (!file.dcmDriver().equals(BenchFile.EMULATED)) {
      throw only("its DCM has driver '" + file.dcmDriver() + "', and there is no second one");
    }
    int index = cars.size() + 1;
    CarIdentity identity = CarIdentity.of(site.configuration().vehicle().vin(), index);
    String number = Integer.toString(index + 1);
    CanBus bus =
        closing.add(site.parts().buses().open(site.configuration(), site.timeline(), broken));
    DoorLocks locks = new DoorLocks(site.configuration().vehicle().binding(), site.timeline());
    bus.listen("door locks", locks);
    PinBoard pins = new PinBoard(site.timeline());
    Car car =
        new Car(
            name + " car " + number,
            identity,
            site,
            new Car.Wiring(bus, locks, pins, volts -> follow(pins, volts)),
            new Marked(notebook, identity.vin()),
            seed.of("dcm-" + number),
            closing);
    cars.add(car);
    return car.vehicle();
  }

  /** Their DCMs. */
  List<Dcm> dcms() {
    return cars.stream().map(Car::dcm).toList();
  }

  private static void follow(PinBoard pins, double volts) {
    if (pins.supplyVolts() != volts) {
      pins.supply(volts);
    }
  }

  private BenchBroken only(String why) {
    return new BenchBroken(
        "bench "
            + site.configuration().file().name()
            + " holds one car only: "
            + why
            + "; use a bench with an emulated bus and 'driver: emulated' for the DCM");
  }

  /** Says of each note which car it is about. */
  private record Marked(Observations notebook, String vin) implements Observations {
    @Override
    public void note(Subject source, String kind, Map<String, String> details) {
      Map<String, String> marked = new TreeMap<>(details);
      marked.put("vin", vin);
      notebook.note(source, kind, marked);
    }

    @Override
    public List<Observation> all() {
      return notebook.all();
    }
  }
}
