// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.RequirementNotMet;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.DcmPins;
import dev.dcmrig.uds.data.CarDiagnostics;
import java.nio.file.Path;
import java.util.Optional;

/** Fits a DCM to a bench. The composition root brings it: nothing here knows a DCM's inside. */
public interface DcmDriver {

  /** Fits one and switches it on; it stays off until its supply comes. */
  Dcm fit(Socket socket);

  /**
   * Where a DCM plugs in.
   *
   * @param binding the vehicle's language: a DCM follows its own node of the bus
   * @param diagnostics how a tester asks the ECUs of the car: the one called {@code dcm} is ours
   */
  record Socket(
      Timeline timeline,
      CanBus bus,
      VehicleBinding binding,
      CarDiagnostics diagnostics,
      DcmPins pins,
      Modem modem,
      Seed seed) {

    /**
     * For what a DCM draws by lot: the same for the same seed of a run and the same scenario,
     * whatever driver fits it.
     */
    public long drawing() {
      return seed.of("process").stream().nextLong();
    }

    /** A place in a car that nobody asks. */
    public Socket(
        Timeline timeline,
        CanBus bus,
        VehicleBinding binding,
        DcmPins pins,
        Modem modem,
        Seed seed) {
      this(timeline, bus, binding, CarDiagnostics.NONE, pins, modem, seed);
    }
  }

  /**
   * The way into the mobile network (docs/DCM-INTERFACE.md, 2.1).
   *
   * @param proxyPort a real loopback port; never part of evidence
   * @param address the DCM's own on that network, {@code 10.64.0.2}
   * @param certificates folder with the files of docs/DCM-INTERFACE.md, 2.5
   * @param cell for a modem on the bench's thread: what it knows before it dials
   */
  record Modem(
      String proxyHost,
      int proxyPort,
      String imsi,
      String address,
      String subscriberUri,
      String vin,
      Path certificates,
      Cell cell) {

    /** A way whose modem learns from the proxy alone whether there is coverage. */
    public Modem(
        String proxyHost,
        int proxyPort,
        String imsi,
        String address,
        String subscriberUri,
        String vin,
        Path certificates) {
      this(
          proxyHost,
          proxyPort,
          imsi,
          address,
          subscriberUri,
          vin,
          certificates,
          (host, port) -> true);
    }
  }

  /** Whether a modem has a network ({@link Environment#reaches}). On the bench's thread. */
  @FunctionalInterface
  interface Cell {
    boolean reaches(String host, int port);
  }

  /** A DCM that is fitted. */
  interface Dcm extends AutoCloseable {

    /** What it is, for the report. */
    String identity();

    /** A reset, as by a watchdog. */
    void reset();

    /**
     * Why nothing that it has shown can be judged, if so: asked at the end of a scenario, on any
     * thread; may wait some seconds for the cause to be known.
     */
    default Optional<BenchBroken> failure() {
      return Optional.empty();
    }

    /**
     * What it has done that no DCM may do, whatever a scenario is about: a reset that nobody asked
     * for. Asked at the end of a scenario, on its thread.
     */
    default Optional<RequirementNotMet> misconduct() {
      return Optional.empty();
    }

    @Override
    void close();
  }
}
