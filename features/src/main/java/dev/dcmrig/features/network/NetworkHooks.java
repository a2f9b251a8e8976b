// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.network;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.judge.Counting;
import io.cucumber.java.After;
import io.cucumber.java.Scenario;
import java.util.List;

/** What service, broker and network have noted of a DCM, in each scenario, without a line in it. */
public final class NetworkHooks {
  /** Before the bench is closed. */
  private static final int BEFORE_THE_END = 20_000;

  private static final String NOTED = "things wrong with how the DCM speaks to the network";

  private final Scene scene;

  public NetworkHooks(Scene scene) {
    this.scene = scene;
  }

  @After(order = BEFORE_THE_END)
  public void noted(Scenario scenario) {
    if (scene.isOpen() && !scenario.isFailed() && !wrongs().isEmpty()) {
      judge();
    }
  }

  /** What the service refuses may be a scenario's own doing: it is asked where that is not so. */
  private List<EvidenceItem> wrongs() {
    return ConductChecks.wrongs(scene, kind -> !kind.equals("http.refused"));
  }

  @Check(quantity = NOTED, unit = Unit.ONE, source = Source.NETWORK)
  public void judge() {
    scene.judge(
        Subject.DCM,
        Counting.of(
            Asked.of(NOTED).question(),
            wrongs(),
            Limit.exactly(0, LimitSource.interfaceSection("2.4"))));
  }
}
