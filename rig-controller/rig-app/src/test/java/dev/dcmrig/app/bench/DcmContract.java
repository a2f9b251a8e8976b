// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.bench.driver.DcmDriver.Dcm;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.network.pki.RunAuthority;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.pins.PinBoard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every DCM must do at the bench, wherever it runs. Nobody is on its bus or its network. */
abstract class DcmContract {
  private static final String VIN = "DCMR0REF000000001";
  private static final double BATTERY = 12.6;

  final RigHome home = RigHome.find();
  private RunAuthority authority;
  private PinBoard pins;
  private Dcm dcm;

  /** Currents that the DCM drew, as it said them. */
  private final List<Double> draws = Collections.synchronizedList(new ArrayList<>());

  /** The driver, with the profile tps. */
  abstract DcmDriver driver();

  /** The bench's clock. */
  abstract Timeline timeline();

  /** Does something on the bench's thread. */
  abstract <T> T on(Supplier<T> work);

  /** Lets time pass until the condition holds; whether it did within 20 s. */
  abstract boolean eventually(BooleanSupplier condition);

  /** What broke the bench beside the DCM's own account. */
  abstract List<?> failures();

  @BeforeEach
  void fit() {
    authority = new RunAuthority();
    pins = new PinBoard(timeline());
    pins.onDraw((nanos, amperes) -> draws.add(amperes));
    DcmDriver.Modem modem =
        new DcmDriver.Modem(
            "127.0.0.1",
            1,
            "001010000000001",
            "10.64.0.2",
            "sip:+61491570156@dcmrig.example;user=phone",
            VIN,
            authority.provision(VIN));
    DcmDriver.Socket socket =
        new DcmDriver.Socket(
            timeline(),
            new EmulatedBus("test", timeline(), BitRates.DEFAULT),
            VehicleFile.read(
                    home, home.configs().resolve("vehicles/reference.yaml"), new Problems())
                .orElseThrow()
                .binding(),
            pins,
            modem,
            Seed.of(7));
    dcm = on(() -> driver().fit(socket));
  }

  @AfterEach
  void remove() {
    if (dcm != null) {
      close();
    }
    authority.close();
  }

  private void close() {
    on(
        () -> {
          dcm.close();
          return true;
        });
  }

  private void supply(double volts) {
    on(
        () -> {
          pins.supply(volts);
          return true;
        });
  }

  private double amperes() {
    return on(pins::amperes);
  }

  private void isWell() {
    assertEquals(Optional.empty(), dcm.failure());
    assertEquals(List.of(), failures());
  }

  @Test
  void itSaysWhatItIsAndWhichProfileItHas() {
    assertTrue(dcm.identity().endsWith(", profile tps"), dcm.identity());
    isWell();
  }

  @Test
  void itIsOffUntilItsSupplyComes() {
    assertEquals(List.of(), draws);
    assertEquals(0, amperes());
    supply(BATTERY);
    assertTrue(eventually(() -> pins.amperes() > 0), "it draws nothing from its supply");
    isWell();
  }

  @Test
  void itIsOffAgainWhenItsSupplyGoes() {
    supply(BATTERY);
    assertTrue(eventually(() -> pins.amperes() > 0), "it draws nothing from its supply");
    supply(0);
    assertTrue(eventually(() -> pins.amperes() == 0), "it draws " + draws + " without supply");
    isWell();
  }

  @Test
  void aResetEndsAndTheDcmComesBack() {
    supply(BATTERY);
    assertTrue(eventually(() -> pins.amperes() > 0), "it draws nothing from its supply");
    int before = draws.size();
    on(
        () -> {
          dcm.reset();
          return true;
        });
    assertTrue(
        eventually(() -> draws.size() > before && pins.amperes() > 0), "it has not come back");
    isWell();
  }

  @Test
  void onceItIsClosedItDrivesNoPinAndClosingAgainDoesNothing() {
    supply(BATTERY);
    assertTrue(eventually(() -> pins.amperes() > 0), "it draws nothing from its supply");
    close();
    int before = draws.size();
    supply(0);
    supply(BATTERY);
    close();
    assertEquals(before, draws.size());
    isWell();
  }
}
