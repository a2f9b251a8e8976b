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
 * @param waves 1 to {@link #MAX_WAVES}, of the same size as far as it goes
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
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          value + " " + name + ": a fleet of this plan has " + least + " to " + most);
    }
  }

  List<WavePlan> shares() {
    List<WavePlan> plans = new ArrayList<>();
    for (int no = 0; no < waves; no++) {
      plans.add(new WavePlan(Math.max(1, 100 / waves), successPercent, errorPercent));
    }
    return plans;
  }
}
