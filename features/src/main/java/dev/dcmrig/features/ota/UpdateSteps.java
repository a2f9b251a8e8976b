// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.Updates;
import dev.dcmrig.api.Updates.Delta;
import dev.dcmrig.api.Updates.Image;
import dev.dcmrig.api.Updates.Manner;
import dev.dcmrig.api.Updates.RolloutWish;
import dev.dcmrig.api.Updates.Start;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.api.Vehicle.UpdateAnswer;
import dev.dcmrig.api.Wait;
import dev.dcmrig.features.car.VehicleSteps;
import dev.dcmrig.features.ota.UpdateWords.Trust;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import org.jspecify.annotations.Nullable;

/** What happens to an update: at the server, in the car, and at the head unit (OTA). */
public final class UpdateSteps {
  /** Five blocks of 64 KiB. */
  private static final int KIBIBYTES = 320;

  private static final int KIBIBYTES_OF_A_BLOCK = 64;

  private final Scene scene;
  private final VehicleSteps vehicle;
  private final UpdateTraffic traffic;

  public UpdateSteps(Scene scene, VehicleSteps vehicle, UpdateTraffic traffic) {
    this.scene = scene;
    this.vehicle = vehicle;
    this.traffic = traffic;
  }

  private Updates updates() {
    return scene.bench().backend().updates();
  }

  /** What is offered. */
  public record Offered(
      Start start, String hardware, boolean asked, @Nullable Manner manner, @Nullable Delta delta) {
    static final Offered FORCED = new Offered(Start.RUNS, "", false, null, null);
    static final Offered ASKED = new Offered(Start.RUNS, "", true, null, null);

    static Offered as(Manner manner) {
      return new Offered(Start.RUNS, "", false, manner, null);
    }

    static Offered with(Delta delta) {
      return new Offered(Start.RUNS, "", false, null, delta);
    }
  }

  /** The server is named with the first configuration after the ignition came on. */
  @Given("a parked car that takes updates, and a DCM that is ready")
  @Wait(key = "ota.firstPoll", atMost = "15 s", settles = "1 s")
  public void enrolled() {
    updates().enrol(scene.cars.vin());
    vehicle.ready();
    boolean polled =
        scene.within(
            Declared.waiting().atMost(scene.bench().specification()),
            () -> !traffic.attributes().isEmpty());
    scene.owed(polled, "the DCM has not told the update server what it is", "OTA-01");
    scene.car().ignition(Ignition.ACC);
    scene.pass(Declared.waiting().settles());
    scene.mark();
  }

  /** As a release engineer does it, after new root keys, or while somebody attacks it. */
  @When("an update to {word} is offered{trust}")
  public void offered(String version, Trust trust) {
    updates().rotateRoots(trust.rotations());
    if (trust.attack().isEmpty()) {
      offered(version, Offered.FORCED);
    } else {
      scene.mark();
      Image image = new Image(version, "", Start.RUNS, KIBIBYTES);
      updates().offerUnderAttack(scene.cars.vin(), image, trust.attack());
    }
  }

  /** An image with a delta is as large as the one before, and differs in three eighths. */
  @When("an update to {word} that {offered} is offered")
  public void offered(String version, Offered offered) {
    Delta delta = offered.delta();
    if (delta != null) {
      scene.mark();
      traffic.offered();
      updates().offer(scene.cars.vin(), version, delta);
      return;
    }
    offer(new Image(version, offered.hardware(), offered.start(), KIBIBYTES), offered);
  }

  /** As large as so many blocks of the flash. */
  @When("an update to {word} of {count} blocks{offeredAs} is offered")
  public void large(String version, Count blocks, Offered offered) {
    int kibibytes = blocks.number() * KIBIBYTES_OF_A_BLOCK;
    offer(new Image(version, offered.hardware(), offered.start(), kibibytes), offered);
  }

  private void offer(Image image, Offered offered) {
    scene.mark();
    traffic.offered();
    Manner manner = offered.manner();
    if (manner == null) {
      updates().offer(scene.cars.vin(), image, offered.asked());
    } else {
      updates().offer(scene.cars.vin(), image, manner);
    }
  }

  /** By the operator, or with its rollout. */
  @When("the offer is taken back")
  public void takenBack() {
    updates().withdraw(scene.cars.vin());
  }

  /** Ends at the first sign of the phase. */
  @When("the update is {updatePhase}")
  @Wait(atMost = "3 min")
  public void phase(String phase) {
    boolean reached =
        scene.within(
            Declared.waiting().atMost(),
            () ->
                switch (phase) {
                  case "downloading" -> traffic.piecesSince(scene.trigger).size() > 1;
                  case "over" -> !traffic.results(scene.trigger).isEmpty();
                  default ->
                      traffic.views(scene.trigger).stream()
                          .anyMatch(view -> view.state().equalsIgnoreCase(phase));
                });
    scene.need(reached, "the update is not " + phase);
  }

  @When("the user {updateAnswer} the update")
  @Wait(settles = "300 ms")
  public void answers(UpdateAnswer answer) {
    scene.car().answerUpdate(answer);
    scene.settle();
  }

  /** Its DCM comes up beside the first one, and is parked, too. */
  @Given("a second parked car that takes updates")
  @Wait(key = "ota.firstPoll", atMost = "15 s")
  public void second() {
    scene.cars.addSecond();
    scene.cars.look(true);
    updates().enrol(scene.cars.vin());
    scene.car().ignition(Ignition.ON);
    boolean polled =
        scene.within(
            Declared.waiting().atMost(scene.bench().specification()),
            () -> !traffic.attributes().isEmpty());
    scene.owed(polled, "the second DCM has not told the update server what it is", "OTA-01");
    scene.car().ignition(Ignition.ACC);
    scene.cars.look(false);
  }

  @When("a rollout of {word}{offeredAs}, in one wave for each car, begins")
  public void rollout(String version, Offered offered) {
    scene.mark();
    traffic.offered();
    updates().rollOut(new Image(version, offered.hardware(), offered.start(), KIBIBYTES));
  }

  @When("the rollout is {rolloutWish}")
  public void wished(RolloutWish wish) {
    updates().wish(wish);
  }
}
