// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.Retries;
import dev.dcmrig.ota.model.RolloutState;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.model.WavePlan;
import dev.dcmrig.ota.model.WaveState;
import dev.dcmrig.sim.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Whatever targets, operators and time do, in whatever order. */
class RolloutPropertiesTest {
  /** More than any of these rollouts needs; then it would be stuck. */
  private static final int MOST_STEPS = 2_000;

  @Property(seed = "7", tries = 40)
  void countsAreExactWavesWaitForEachOtherAndEachRolloutCanBeBroughtToItsEnd(
      @ForAll @IntRange(min = 0, max = 25) int cars,
      @ForAll @IntRange(min = 1, max = 4) int waves,
      @ForAll @IntRange(max = 100) int success,
      @ForAll @IntRange(max = 100) int errors,
      @ForAll @IntRange(max = 2) int retries,
      @ForAll @LongRange(min = 0) long chance)
      throws IOException {
    Path folder = Files.createTempDirectory("fleet");
    Seed.Stream dice = Seed.of(chance).stream();
    try (Fleet fleet = new Fleet(folder, cars)) {
      List<WavePlan> plan = new ArrayList<>();
      for (int no = 0; no < waves; no++) {
        plan.add(new WavePlan(1 + dice.nextInt(60), success, errors));
      }
      UpdatePolicy policy =
          UpdatePolicy.FORCED.silentAfter(600).with(new Retries(retries, 30, 2, 0));
      long rollout = fleet.rollout(plan, dice.nextInt(4) == 0 ? policy.withConsent() : policy);
      fleet.core.rollouts().start(rollout);
      int steps = 0;
      while (!isOver(fleet, rollout)) {
        assertTrue(steps++ < MOST_STEPS, "the rollout is stuck");
        step(fleet, rollout, cars, dice);
        hold(fleet, rollout, waves, cars);
      }
    } finally {
      delete(folder);
    }
  }

  private static boolean isOver(Fleet fleet, long rollout) {
    RolloutState state = fleet.core.rollouts().rollout(rollout).state();
    return state == RolloutState.FINISHED || state == RolloutState.CANCELLED;
  }

  private static void step(Fleet fleet, long rollout, int cars, Seed.Stream dice) {
    RolloutState state = fleet.core.rollouts().rollout(rollout).state();
    switch (dice.nextInt(12)) {
      case 0 -> fleet.pass(Duration.ofSeconds(dice.nextInt(400)));
      case 1 -> {
        if (state == RolloutState.RUNNING) {
          fleet.core.rollouts().pause(rollout);
        }
      }
      case 2, 3 -> {
        if (state == RolloutState.PAUSED) {
          fleet.core.rollouts().resume(rollout);
        }
      }
      case 4 -> {
        if (dice.nextInt(40) == 0 && state == RolloutState.RUNNING) {
          fleet.core.rollouts().cancel(rollout);
        }
      }
      default -> {
        if (cars > 0) {
          act(fleet, dice.nextInt(cars), dice);
        }
      }
    }
  }

  private static void act(Fleet fleet, int car, Seed.Stream dice) {
    Optional<Action> offered = fleet.offered(car);
    if (offered.isEmpty()) {
      return;
    }
    ActionState state = offered.get().state();
    ActionEvent event =
        switch (state) {
          case CONSENT -> dice.nextInt(5) == 0 ? ActionEvent.DECLINE : ActionEvent.CONFIRM;
          case CANCELLING ->
              List.of(ActionEvent.CANCEL_DONE, ActionEvent.CANCEL_REFUSED, ActionEvent.SUCCEED)
                  .get(dice.nextInt(3));
          default ->
              List.of(
                      ActionEvent.DOWNLOAD,
                      ActionEvent.PROCEED,
                      ActionEvent.SUCCEED,
                      ActionEvent.SUCCEED,
                      ActionEvent.SUCCEED,
                      ActionEvent.FAIL,
                      ActionEvent.WITHDRAW)
                  .get(dice.nextInt(7));
        };
    fleet.closes(car, event);
  }

  private static void hold(Fleet fleet, long rollout, int waves, int cars) {
    RolloutStatus status = fleet.core.rollouts().status(rollout);
    int total = 0;
    for (int no = 1; no <= waves; no++) {
      Wave wave = status.waves().get(no - 1);
      total += wave.counts().total();
      assertEquals(wave.counts().total(), wave.counts().sum(), "the counts add up");
      assertEquals(
          fleet.counted(rollout, no), wave.counts(), "the counts are those of the members");
      boolean begun = wave.counts().active() > 0 || wave.counts().succeeded() > 0;
      if (no > 1 && begun) {
        WaveState before = status.waves().get(no - 2).state();
        assertTrue(
            before == WaveState.PASSED || before == WaveState.ENDED,
            () -> "a wave began while the one before was " + before);
      }
    }
    assertEquals(cars, total, "nobody is lost");
    for (int car = 0; car < cars; car++) {
      holdMemory(fleet, "car" + car);
    }
    if (status.rollout().state() == RolloutState.FINISHED) {
      assertTrue(
          status.waves().stream().allMatch(wave -> wave.counts().open() == 0), "nobody is left");
    }
    long doubled =
        fleet.db.inTransaction(
            tx ->
                tx.number(
                    "select count(*) from (select target_id from action where active = true group"
                        + " by target_id having count(*) > 1) d"));
    assertEquals(0, doubled, "a target has one task of one rollout");
  }

  /** What is told from memory is what the database says. */
  private static void holdMemory(Fleet fleet, String car) {
    Target stored = fleet.core.targets().find(car).orElseThrow();
    Target kept = fleet.core.targets().asking(car).orElseThrow();
    assertEquals(stored.status(), kept.status());
    assertEquals(stored.installedSetId(), kept.installedSetId());
    assertEquals(stored.assignedSetId(), kept.assignedSetId());
    assertEquals(stored.wantsAttributes(), kept.wantsAttributes());
    Told told = fleet.core.actions().told(kept);
    assertEquals(fleet.core.actions().offered(stored), told.offered(), "what is to be done");
    assertEquals(
        fleet.core.actions().actionsOf(car).stream()
            .filter(action -> action.state() == ActionState.FINISHED)
            .findFirst(),
        told.installed(),
        "what is installed");
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
