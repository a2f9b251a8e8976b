// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.Updates.Image;
import dev.dcmrig.api.Updates.Start;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Count;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;

/** Updates that somebody attacks, and what the DCM says of it (OTA-03). */
public final class AttackSteps {
  private static final String TOLD_SERVER = "kind of attack that the update server was told";
  private static final String TOLD_DIRECTOR = "kind of attack that the director was told";
  private static final String PASSED_ON = "kind of attack in the ECU's report to the director";
  private static final String REFUSED = "reports of the DCM that the director has refused";
  private static final int KIBIBYTES = 320;
  private static final int OK = 200;

  private final Scene scene;
  private final UpdateTraffic traffic;

  public AttackSteps(Scene scene, UpdateTraffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
  }

  /** By its id in {@code hil-configs/ota/attacks.yaml}. */
  @When("an update to {word} is offered under the attack {word}")
  public void attacked(String version, String attack) {
    scene.mark();
    scene
        .bench()
        .backend()
        .updates()
        .offerUnderAttack(scene.cars.vin(), new Image(version, "", Start.RUNS, KIBIBYTES), attack);
  }

  /** The server by the details of the result, the director by the report that came with it. */
  @Then("the DCM has told server and director of {word}")
  @Check(quantity = TOLD_SERVER, unit = Unit.WORD, source = Source.NETWORK, speaksFor = "OTA-03")
  @Check(quantity = TOLD_DIRECTOR, unit = Unit.WORD, source = Source.NETWORK, speaksFor = "OTA-03")
  public void toldOf(String kind) {
    List<HttpExchange> results = traffic.results(scene.trigger);
    scene.some(Subject.DCM, TOLD_SERVER, results);
    List<HttpExchange> reports = traffic.manifests(scene.trigger);
    scene.some(Subject.DCM, TOLD_DIRECTOR, reports);
    HttpExchange report = reports.get(reports.size() - 1);
    scene.judge(
        Subject.DCM,
        List.of(
            Asked.of(TOLD_SERVER)
                .question()
                .word(
                    UpdateTraffic.attack(results.get(0)),
                    Limit.is(kind, LimitSource.step(kind)),
                    List.of(Traffic.item(results.get(0)))),
            Asked.of(TOLD_DIRECTOR)
                .question()
                .word(
                    UpdateTraffic.attackDetected(report),
                    Limit.is(kind, LimitSource.step(kind)),
                    List.of(Traffic.item(report)))));
  }

  /** The ECU has signed what it noticed; of the DCM it shows that it passes that on. */
  @Then("the director was told that the {ecu} has noticed {word}")
  @Check(quantity = PASSED_ON, unit = Unit.WORD, source = Source.NETWORK, speaksFor = "OTA-03")
  public void passedOn(String ecu, String kind) {
    List<HttpExchange> reports = traffic.manifests(scene.trigger);
    scene.some(Subject.DCM, PASSED_ON, reports);
    HttpExchange report = reports.get(0);
    scene.judge(
        Subject.DCM,
        scene
            .question()
            .word(
                UpdateTraffic.attackDetected(report, scene.cars.vin() + "-" + ecu),
                Limit.is(kind, LimitSource.step(kind)),
                List.of(Traffic.item(report))));
  }

  /** New keys of those in charge. */
  @When("the root keys of both repositories are rotated {count} time(s)")
  public void rotated(Count times) {
    scene.bench().backend().updates().rotateRoots(times.number());
  }

  /** The director is the bench's own; of the DCM it shows that its reports are good and new. */
  @Then("the director has noticed {word}, and taken each report of the DCM")
  @Check(quantity = REFUSED, unit = Unit.ONE, source = Source.NETWORK, speaksFor = "OTA-03")
  public void noticedByDirector(String kind) {
    List<HttpExchange> reports = traffic.manifests(scene.trigger);
    scene.some(Subject.DCM, "reports of the DCM", reports);
    scene.judge(
        Subject.DCM,
        Counting.of(
            scene.question(),
            Traffic.items(reports.stream().filter(each -> each.status() != OK).toList()),
            Limit.exactly(0, scene.required())));
    List<String> noticed = scene.bench().backend().updates().noticedByDirector();
    scene.need(noticed.contains(kind), "the director has noticed " + noticed + ", and no " + kind);
  }
}
