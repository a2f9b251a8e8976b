// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.Tester;
import dev.dcmrig.api.Updates;
import dev.dcmrig.api.Updates.EcuSoftware;
import dev.dcmrig.api.Updates.Image;
import dev.dcmrig.api.Vehicle.FlashingStep;
import dev.dcmrig.api.Wait;
import dev.dcmrig.features.diagnostics.TesterQuestions;
import dev.dcmrig.features.ota.UpdateSteps.Offered;
import dev.dcmrig.features.ota.UpdateWords.Campaign;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Scene;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What happens to updates of ECUs behind the DCM: at the server, and in the ECUs (OTA-08). */
public final class EcuSteps {
  /** A few seconds on the bus. */
  private static final int KIBIBYTES = 24;

  /** Of the DCM's own image: one block. */
  private static final int OWN_KIBIBYTES = 64;

  private static final String HARDWARE = "F191";

  /** Requests and data of docs/DCM-INTERFACE.md, 1.3. */
  private static final String EXTENDED_SESSION = "1003";

  private static final String PROGRAMMING_SESSION = "1002";
  private static final String SEED = "2701";
  private static final String KEY = "2702";
  private static final String ERASE = "3101FF00";

  /** What a primary can do to an ECU without a document: take away what it runs. */
  private static final String ERASURE = "erasure";

  private static final String READ = "22";
  private static final String WRITE = "2E";
  private static final String TIME_NONCE = "0201";
  private static final String ATTESTED_TIME = "0202";
  private static final String DIRECTOR_TARGETS = "0204";
  private static final HexFormat HEX = HexFormat.of();

  private final Scene scene;
  private final TesterQuestions questions;

  public EcuSteps(Scene scene) {
    this.scene = scene;
    this.questions = new TesterQuestions(scene);
  }

  @When("software {word} for the {ecus} is offered, {together}")
  public void offered(String version, List<String> ecus, Campaign together) {
    offer(Optional.empty(), version, ecus, together);
  }

  @When("software {word} for the {ecus} and an update to {word} are offered, {together}")
  public void offered(String version, List<String> ecus, String own, Campaign together) {
    offered(version, ecus, own, Offered.FORCED, together);
  }

  @When(
      "software {word} for the {ecus} and an update to {word} that {offered} are offered,"
          + " {together}")
  public void offered(
      String version, List<String> ecus, String own, Offered what, Campaign together) {
    offer(
        Optional.of(new Image(own, what.hardware(), what.start(), OWN_KIBIBYTES)),
        version,
        ecus,
        together);
  }

  private void offer(Optional<Image> own, String version, List<String> ecus, Campaign together) {
    scene.mark();
    List<EcuSoftware> software =
        ecus.stream().map(ecu -> software(ecu, version, told(ecu, HARDWARE))).toList();
    Updates updates = scene.bench().backend().updates();
    if (together.attack().isEmpty()) {
      updates.offer(scene.cars.vin(), own, software, together.allOrNothing());
    } else {
      scene.need(own.isEmpty(), "attacks on a campaign with the DCM's own firmware are not played");
      updates.offerUnderAttack(scene.cars.vin(), software, together.attack());
    }
  }

  /** The ECU must refuse it: it is the bench's own, as long as it is no part of the subject. */
  @When("somebody on the bus plays the primary of the {ecu}: {word}")
  @Wait(atMost = "10 s")
  public void primary(String ecu, String attack) {
    if (attack.equals(ERASURE)) {
      erase(ecu);
      return;
    }
    String nonce = ask(ecu, READ + TIME_NONCE).substring((READ + TIME_NONCE).length());
    List<byte[]> documents =
        scene
            .bench()
            .backend()
            .updates()
            .ofAPrimary(
                scene.cars.vin(),
                software(ecu, "V08.00.00", told(ecu, HARDWARE)),
                new String(HEX.parseHex(nonce), StandardCharsets.US_ASCII),
                attack);
    ask(ecu, EXTENDED_SESSION);
    String time = ask(ecu, WRITE + ATTESTED_TIME + HEX.formatHex(documents.get(0)));
    scene.need(time.startsWith("6E"), "the " + ecu + " does not take a genuine time: " + time);
    String targets = ask(ecu, WRITE + DIRECTOR_TARGETS + HEX.formatHex(documents.get(1)));
    scene.need(targets.startsWith("7F2E"), "the " + ecu + " takes the targets: " + targets);
  }

  /** As a workshop begins with new software; the ECU may refuse the last request. */
  private void erase(String ecu) {
    Tester tester = scene.instruments().tester();
    ask(ecu, EXTENDED_SESSION);
    ask(ecu, PROGRAMMING_SESSION);
    String seed = ask(ecu, SEED);
    scene.need(seed.startsWith("67"), "the " + ecu + " gives no seed: " + seed);
    String unlocked = ask(ecu, KEY + tester.key(ecu, seed.substring(SEED.length())));
    scene.need(unlocked.startsWith("67"), "the " + ecu + " takes no key: " + unlocked);
    ask(ecu, ERASE);
  }

  private String ask(String ecu, String request) {
    return questions.ask(ecu, request).response();
  }

  /** A mistake of the release: it is signed for the ECU, and says itself that it is for another. */
  @When("software {word} that is for the {ecu} is offered for the {ecu}")
  public void mixedUp(String version, String madeFor, String offeredFor) {
    scene.mark();
    scene
        .bench()
        .backend()
        .updates()
        .offer(
            scene.cars.vin(),
            Optional.empty(),
            List.of(software(offeredFor, version, told(madeFor, HARDWARE))),
            false);
  }

  private EcuSoftware software(String ecu, String version, String madeFor) {
    return new EcuSoftware(
        ecu,
        version,
        told(ecu, TesterQuestions.SOFTWARE_VERSION),
        told(ecu, HARDWARE),
        madeFor,
        KIBIBYTES);
  }

  /** What the car's data say of an ECU as it was delivered. */
  private String told(String ecu, String identifier) {
    Tester tester = scene.instruments().tester();
    byte[] letters = HexFormat.of().parseHex(tester.identification(ecu, identifier));
    return new String(letters, StandardCharsets.US_ASCII).stripTrailing();
  }

  @Given("the {ecu} fails at {flashingStep} {count} time(s)")
  public void fails(String ecu, FlashingStep step, Count times) {
    scene.car().failFlashing(ecu, step, times.number());
  }

  /** Ends in the midst of it: so many requests of the DCM were seen on the bus since the offer. */
  @When("the {ecu} has been asked {int} times by the DCM")
  @Wait(atMost = "3 min")
  public void asked(String ecu, int times) {
    boolean reached =
        scene.within(
            Declared.waiting().atMost(),
            () ->
                scene.instruments().tester().askedByOthers(ecu).stream()
                        .filter(at -> at.compareTo(scene.trigger) > 0)
                        .count()
                    >= times);
    scene.need(reached, "the DCM has not asked the ECU " + times + " times");
  }
}
