// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.bench.DcmProfiles;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.ProfileFile;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.ota.model.RolloutState;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A rollout over agents, flashes and bootloaders of the reference DCM, in virtual time. */
class FleetRolloutTest {
  /** Four waves of ten; one of each kind of misfortune, and a second one with a weak part. */
  private static final FleetPlan PLAN = new FleetPlan(40, 4, 4, 80, 0);

  private static FleetSettings settings() {
    RigHome home = RigHome.find();
    Problems problems = new Problems();
    VehicleFile vehicle =
        VehicleFile.read(home, home.configs().resolve("vehicles/reference.yaml"), problems)
            .orElseThrow();
    ProfileFile profile =
        ProfileFile.read(home, home.configs().resolve("dcm-profiles/tps.yaml"), problems)
            .orElseThrow();
    return DcmProfiles.fleet(vehicle.binding(), profile);
  }

  private static boolean isOver(FleetRollout fleet) {
    return fleet.status().rollout().state() == RolloutState.FINISHED;
  }

  private static void end(VirtualTimeline timeline, FleetRollout fleet) {
    long limit = timeline.nowNanos() + Duration.ofHours(1).toNanos();
    while (!isOver(fleet) && timeline.nowNanos() < limit) {
      timeline.runUntil(timeline.nowNanos() + Duration.ofSeconds(10).toNanos());
    }
    assertTrue(isOver(fleet), "the rollout has come to its end");
  }

  private static List<String> play(long seed) {
    VirtualTimeline timeline = new VirtualTimeline();
    try (FleetRollout fleet = new FleetRollout(PLAN, settings(), timeline, Seed.of(seed))) {
      timeline.runUntil(fleet::isEnrolled, Duration.ofMinutes(3).toNanos());
      fleet.begin();
      end(timeline, fleet);
      FleetVerdict first = FleetVerdict.of(fleet, false);
      assertTrue(first.exact(), first::toString);
      assertEquals(36, fleet.running());
      assertEquals(4, fleet.retry());
      assertFalse(FleetVerdict.of(fleet, true).exact(), "nobody has done it again yet");
      end(timeline, fleet);
      FleetVerdict second = FleetVerdict.of(fleet, true);
      assertTrue(second.exact(), second::toString);
      assertEquals(37, fleet.running(), "whose image was changed on the way has the right one now");
      holdCars(fleet);
      return fleet.reports().results().stream().map(String::valueOf).collect(Collectors.toList());
    }
  }

  /** Each car by itself: what its bootloader did, and what its head unit has shown. */
  private static void holdCars(FleetRollout fleet) {
    for (FleetDcm car : fleet.cars()) {
      switch (car.misfortune()) {
        case NONE -> {
          assertEquals(2, car.starts(), "from the factory, and with the new version");
          assertEquals(List.of("ANNOUNCED", "INSTALLING", "SUCCEEDED"), car.shown().subList(0, 3));
        }
        case WEAK_PART -> assertEquals(5, car.starts(), "twice new, and twice back");
        case BYTE_CHANGED -> assertEquals(2, car.starts());
        case OTHER_HARDWARE -> assertEquals(1, car.starts());
      }
    }
  }

  @Test
  void theEndIsExactAndTheSameSeedGivesTheSameWordsAtTheSameTimes() {
    List<String> first = play(7);
    assertEquals(44, first.size(), "40 results, and 4 of further tries");
    assertEquals(first, play(7));
  }

  @Test
  void anImpossiblePlanIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new FleetPlan(0, 0, 1, 90, 3));
    assertThrows(IllegalArgumentException.class, () -> new FleetPlan(10, 11, 1, 90, 3));
    assertThrows(IllegalArgumentException.class, () -> new FleetPlan(10, 1, 11, 90, 3));
  }
}
