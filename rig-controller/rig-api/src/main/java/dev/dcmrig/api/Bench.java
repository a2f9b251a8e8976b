package dev.dcmrig.api;

import dev.dcmrig.evidence.Verdict;
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

  /** Ends the scenario: its verdict and, unless it passed, the reason in a sentence. */
  void conclude(Verdict verdict, String reason);

  /** Stops everything that this bench started. */
  @Override
  void close();
}
