// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.Inconclusive;
import dev.dcmrig.api.Vehicle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cars of one scenario, and the one that its sentences speak about: at first that of the device
 * under test. Every port is asked for the car that {@link #vin} names.
 */
public final class Cars {
  private final Supplier<Bench> bench;
  private @Nullable String second;
  private boolean secondInView;

  Cars(Supplier<Bench> bench) {
    this.bench = bench;
  }

  /** VIN of the car that the sentence is about. */
  public String vin() {
    return secondInView ? second() : underTest();
  }

  /** What happens to that car. */
  Vehicle car() {
    return bench.get().vehicle(vin());
  }

  /** VIN of the other one of two cars. */
  public String otherVin() {
    return secondInView ? underTest() : second();
  }

  public void addSecond() {
    second = bench.get().addVehicle();
  }

  public void look(boolean atSecond) {
    if (atSecond) {
      second();
    }
    secondInView = atSecond;
  }

  /** Whether the sentence is about the car that the instruments are connected to. */
  boolean isUnderTest() {
    return vin().equals(underTest());
  }

  private String underTest() {
    return bench.get().dut().vin();
  }

  private String second() {
    String vin = second;
    if (vin == null) {
      throw new Inconclusive("there is no second car");
    }
    return vin;
  }
}
