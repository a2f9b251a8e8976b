// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.Allowed;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.api.Vehicle.UpdateView;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Allowances;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.judge.Counting;
import io.cucumber.java.After;
import io.cucumber.java.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** What is asked of each scenario with an update, without a line in it. */
public final class UpdateHooks {
  /** Before the bench is closed. */
  private static final Set<String> ENDS = Set.of("SUCCEEDED", "FAILED");

  private static final int BEFORE_THE_END = 20_000;

  private static final String CONDUCT =
      "things wrong with what the DCM asks and tells the update server";

  private final Scene scene;
  private final UpdateTraffic traffic;

  public UpdateHooks(Scene scene, UpdateTraffic traffic) {
    this.scene = scene;
    this.traffic = traffic;
  }

  @After(order = BEFORE_THE_END)
  public void conduct(Scenario scenario) {
    if (scene.isConductAsked(scenario.isFailed()) && !UpdateTraffic.byCar(scene).isEmpty()) {
      judge();
    }
  }

  @Check(quantity = CONDUCT, unit = Unit.ONE, source = Source.NETWORK)
  @Allowed(of = UpdateConduct.SLACK, amount = "1 s")
  public void judge() {
    Allowances allowed = Allowances.of(scene.isSimulated());
    List<EvidenceItem> wrongs = new ArrayList<>();
    SortedMap<String, List<HttpExchange>> requests = UpdateTraffic.byCar(scene);
    requests.forEach(
        (vin, of) ->
            wrongs.addAll(UpdateConduct.wrongs(allowed, vin, scene.bench().startedAt(), of)));
    wrongs.addAll(unexpected(traffic.views(Duration.ZERO)));
    scene.bench().observations().all().stream()
        .filter(seen -> seen.source() == Subject.DCM && seen.kind().equals("http.wrong"))
        .forEach(
            seen ->
                wrongs.add(
                    new EvidenceItem(
                        "http",
                        Scene.nanos(seen.at()),
                        seen.details().getOrDefault("why", seen.kind()))));
    scene.judge(
        Subject.DCM,
        Counting.of(
            Asked.of(CONDUCT).question(),
            wrongs,
            Limit.exactly(0, LimitSource.interfaceSection("2.9"))));
  }

  /** Ends of updates of which the user had not been told. */
  private static List<EvidenceItem> unexpected(List<UpdateView> views) {
    List<EvidenceItem> unexpected = new ArrayList<>();
    String before = "NONE";
    boolean told = false;
    for (UpdateView view : views) {
      if (ENDS.contains(view.state())) {
        if (!told && !view.state().equals(before)) {
          unexpected.add(UpdateTraffic.item(view));
        }
        told = false;
      } else {
        told |= !view.state().equals("NONE");
      }
      before = view.state();
    }
    return unexpected;
  }
}
