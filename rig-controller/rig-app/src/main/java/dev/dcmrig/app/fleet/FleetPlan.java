// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import dev.dcmrig.ota.model.WavePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A fleet, and how its rollout goes.
 *
 * @param cars 1 to {@link #MAX_CARS}
 * @param failing how many of them fail by design, 0 to all
 * @param waves 1 to {@link #MAX_WAVES}, of about the same size, none of them empty
 * @param successPercent of a wave, until the next begins
 * @param errorPercent of a wave, until the rollout pauses; 0 for never
 */
public record FleetPlan(int cars, int failing, int waves, int successPercent, int errorPercent) {
  /** Some 100 kB of memory each. */
  public static final int MAX_CARS = 20_000;

  public static final int MAX_WAVES = 100;

  public FleetPlan {
    within("cars", cars, 1, MAX_CARS);
    within("failing cars", failing, 0, cars);
    within("waves", waves, 1, Math.min(cars, MAX_WAVES));
    within("percent of success", successPercent, 0, 100);
    within("percent of errors", errorPercent, 0, 100);
    int before = 0;
    for (int no = 0; no < waves - 1; no++) {
      before += (cars * share(waves, no) + 99) / 100;
    }
    if (before >= cars) {
      throw new IllegalArgumentException(
          cars + " cars are too few for " + waves + " waves: the last one would be empty");
    }
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          value + " " + name + ": a fleet of this plan has " + least + " to " + most);
    }
  }

  /** Percent of the fleet in a wave, from 0; together they are 100. */
  private static int share(int waves, int no) {
    return 100 * (no + 1) / waves - 100 * no / waves;
  }

  /** The waves, each with its share of the fleet. */
  public List<WavePlan> shares() {
    List<WavePlan> plans = new ArrayList<>();
    for (int no = 0; no < waves; no++) {
      plans.add(new WavePlan(share(waves, no), successPercent, errorPercent));
    }
    return plans;
  }
}
