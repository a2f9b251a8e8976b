// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import io.cucumber.java.en.Then;
import java.util.ArrayList;
import java.util.List;

/** Updates that somebody attacks, and what the DCM says of it (OTA-03). */
public final class AttackSteps {
  private static final String TOLD_SERVER = "kind of attack that the update server was told";
  private static final String TOLD_DIRECTOR = "kind of attack that the director was told";
  private static final String PASSED_ON = "kind of attack in the ECU's report to the director";
  private static final String REFUSED = "reports of the DCM that the director has refused";
  private static final int OK = 200;

  private final Scene scene;
  private final UpdateTraffic traffic;

  public AttackSteps(Scene scene, UpdateTraffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
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
                    UpdateTraffic.attackDetected(report, scene.cars.vin() + "-dcm"),
                    Limit.is(kind, LimitSource.step(kind)),
                    List.of(Traffic.item(report)))));
  }

  /**
   * The director and the ECUs are the bench's own. Of the DCM it shows that its reports are good
   * and new, and that it passes on what an ECU has signed.
   *
   * @param observer the director, or an ECU by its name in the car's data
   */
  @Then("the {observer} has noticed {word}, and each report of the DCM was taken")
  @Check(quantity = REFUSED, unit = Unit.ONE, source = Source.NETWORK, speaksFor = "OTA-03")
  @Check(quantity = PASSED_ON, unit = Unit.WORD, source = Source.NETWORK, speaksFor = "OTA-03")
  public void noticed(String observer, String kind) {
    List<HttpExchange> reports = traffic.manifests(scene.trigger);
    scene.some(Subject.DCM, "reports of the DCM", reports);
    List<Measurement> all = new ArrayList<>();
    all.add(
        Counting.of(
            Asked.of(REFUSED).question(),
            Traffic.items(reports.stream().filter(each -> each.status() != OK).toList()),
            Limit.exactly(0, scene.required())));
    boolean byDirector = observer.equals(UpdateWords.DIRECTOR);
    if (!byDirector) {
      all.add(passedOn(reports.get(0), observer, kind));
    }
    scene.judge(Subject.DCM, all);
    List<String> noticed = scene.bench().backend().updates().noticedByDirector();
    scene.need(
        !byDirector || noticed.contains(kind),
        "the director has noticed " + noticed + ", and no " + kind);
  }

  private Measurement passedOn(HttpExchange report, String ecu, String kind) {
    return Asked.of(PASSED_ON)
        .question()
        .word(
            UpdateTraffic.attackDetected(report, scene.cars.vin() + "-" + ecu),
            Limit.is(kind, LimitSource.step(kind)),
            List.of(Traffic.item(report)));
  }
}
