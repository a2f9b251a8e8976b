package dev.dcmrig.api;

import java.time.Instant;

/** One scenario's clean bench: a car, a DCM in it, the network and the world outside. */
public interface Bench extends AutoCloseable {

  /** The bench file's name, for instance {@code emulated}. */
  String name();

  BenchTime time();

  /** The calendar instant at which the bench's time began. */
  Instant startedAt();

  /** The numbers of the DCM profile under test, for instance {@code sos.holdTime}. */
  DcmProfile profile();

  Vehicle vehicle();

  Dut dut();

  Indicator indicator();

  Voice voice();

  Faults faults();

  RadioLink radioLink();

  EmergencyCentre centre();

  TelematicsService telematics();

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
