// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Observations;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.bench.config.BenchFile;
import dev.dcmrig.bench.driver.Choice;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.bench.driver.Port;
import dev.dcmrig.bench.driver.Trait;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.evidence.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Further cars of the same kind on a bench, each with a bus and a DCM of its own. Their frames and
 * lamps are not recorded; what happens to them is noted with their VIN. On the bench's thread.
 */
final class OtherCars {

  /** What each car has of its own. */
  private static final List<Port<?>> OWN = List.of(Port.DCM, Port.VEHICLE, Port.SUPPLY);

  /** One more car. */
  record Opened(String vin, Vehicle vehicle) {}

  private final String name;
  private final BoundBench.Shared bench;
  private final Observations notebook;
  private final List<Dcm> dcms = new ArrayList<>();

  /**
   * @param name of the bench's own car
   */
  OtherCars(String name, BoundBench.Shared bench, Observations notebook) {
    this.name = name;
    this.bench = bench;
    this.notebook = notebook;
  }

  /**
   * Opens one more car, ignition off.
   *
   * @throws BenchBroken when this bench can hold no other car
   */
  Opened open() {
    BenchFile file = bench.configuration().file();
    if (file.isBusShared()) {
      throw only("its bus is " + file.busUri() + ", and the rig has no second one");
    }
    for (Port<?> port : OWN) {
      Choice<?> choice = file.choice(port);
      // A DCM on virtual time has no way of its own to the car's bus: a second one is no trouble.
      boolean clocked = port.equals(Port.DCM) && file.virtualTime();
      if ((choice.has(Trait.OWN_PROCESS) && !clocked) || choice.has(Trait.HARDWARE)) {
        throw only(
            "its '" + port + "' has driver '" + choice.name() + "', and there is no second one");
      }
    }
    int index = dcms.size() + 1;
    CarIdentity identity = CarIdentity.of(bench.configuration().vehicle().vin(), index);
    String number = Integer.toString(index + 1);
    CarSite site =
        new CarSite(
            bench,
            name + " car " + number,
            identity,
            new Marked(notebook, identity.vin()),
            NoRecorder.INSTANCE,
            "-" + number);
    site.bus().listen("door locks", site);
    dcms.add(site.part(Port.DCM));
    return new Opened(identity.vin(), site.part(Port.VEHICLE));
  }

  /** Their DCMs. */
  List<Dcm> dcms() {
    return List.copyOf(dcms);
  }

  private BenchBroken only(String why) {
    return new BenchBroken(
        "bench "
            + bench.configuration().file().name()
            + " holds one car only: "
            + why
            + "; use a bench with an emulated bus and emulated drivers");
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
