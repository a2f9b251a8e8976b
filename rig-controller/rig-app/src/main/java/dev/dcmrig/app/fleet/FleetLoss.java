// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import java.time.Duration;

/**
 * Something that a car of a fleet loses during its first update.
 *
 * @param what it loses
 * @param during when that begins
 * @param span how long it is gone
 */
public record FleetLoss(Of what, During during, Duration span) {
  /** What can be lost. */
  public enum Of {
    COVERAGE,
    SUPPLY
  }

  /** In which part of an update; at which instant of it is left to chance. */
  public enum During {
    /** From the reading of the task on: two pieces of the image come within a second. */
    LOADING(FleetReports.Kind.READING, Duration.ofMillis(800)),
    /** From the begin of the installation on, over the reset into the test of the new version. */
    INSTALLING(FleetReports.Kind.INSTALLING, Duration.ofSeconds(9));

    private final FleetReports.Kind begin;
    private final Duration within;

    During(FleetReports.Kind begin, Duration within) {
      this.begin = begin;
      this.within = within;
    }

    /** The word of the car that it begins with. */
    FleetReports.Kind begin() {
      return begin;
    }

    Duration within() {
      return within;
    }
  }

  void happensTo(FleetDcm car) {
    switch (what) {
      case COVERAGE -> car.loseCoverage(span);
      case SUPPLY -> car.loseSupply(span);
    }
  }
}
