// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Instant;

/**
 * One scenario's clean bench: a device under test in its car, perhaps further cars, and their
 * environment. A car is named by its VIN, here and in every port.
 */
public interface Bench extends AutoCloseable {

  /** The bench file's name, for instance {@code emulated}. */
  String name();

  BenchTime time();

  /** The calendar instant at which the bench's time began. */
  Instant startedAt();

  /**
   * The specified profile: the numbers that the DCM is judged by, for instance {@code sos.gap}.
   * What the DCM under test was given is not known here.
   */
  DcmProfile specification();

  /** Where checks put what they found, and the rule by which that is judged. */
  Measurements measurements();

  /**
   * An instrument or a service of this bench, by the type of its port.
   *
   * @throws BenchBroken when this bench has no such port, or the port is a car's
   */
  <P> P part(Class<P> type);

  default Dut dut() {
    return part(Dut.class);
  }

  default Indicator indicator() {
    return part(Indicator.class);
  }

  default Voice voice() {
    return part(Voice.class);
  }

  default Faults faults() {
    return part(Faults.class);
  }

  default RadioLink radioLink() {
    return part(RadioLink.class);
  }

  default EmergencyCentre centre() {
    return part(EmergencyCentre.class);
  }

  default TelematicsService telematics() {
    return part(TelematicsService.class);
  }

  default Backend backend() {
    return part(Backend.class);
  }

  default Supply supply() {
    return part(Supply.class);
  }

  default Tester tester() {
    return part(Tester.class);
  }

  default BusMonitor bus() {
    return part(BusMonitor.class);
  }

  /**
   * A car of this bench: that of {@link Dut#vin}, or one that was added.
   *
   * @throws BenchBroken when no car of this bench has the VIN
   */
  Vehicle vehicle(String vin);

  /**
   * Puts one more car of the same kind on this bench, with a DCM of its own in the same network and
   * at the same service; its ignition is off. Instruments and recorder stay with the device under
   * test; the network journal sees all cars.
   *
   * @return its VIN
   * @throws BenchBroken when this bench can hold no other car
   */
  String addVehicle();

  /** What has been seen on this bench so far. */
  Observations observations();

  /**
   * Takes down that the scenario's steps are over. Why one of them stopped is not known here, so
   * this says nothing of a verdict: a broken bench is no failed DCM.
   */
  void ended(boolean passed);

  /** Stops everything that this bench started. */
  @Override
  void close();
}
