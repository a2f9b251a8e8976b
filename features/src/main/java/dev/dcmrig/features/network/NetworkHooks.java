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
import dev.dcmrig.features.scene.CarLog;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.judge.Counting;
import io.cucumber.java.After;
import io.cucumber.java.Scenario;
import java.time.Duration;
import java.util.List;

/** What service, broker and network have noted of a DCM, in each scenario, without a line in it. */
public final class NetworkHooks {
  /** Before the bench is closed; each hook in a place of its own. */
  private static final int BEFORE_THE_END = 20_001;

  private static final String NOTED = "things wrong with how the DCM speaks to the network";

  /** A note comes so much later at most. */
  private static final Duration UNANSWERED = Duration.ofMinutes(2);

  private final Scene scene;

  public NetworkHooks(Scene scene) {
    this.scene = scene;
  }

  @After(order = BEFORE_THE_END)
  public void noted(Scenario scenario) {
    if (scene.isConductAsked(scenario.isFailed()) && scene.isSimulated() && !wrongs().isEmpty()) {
      judge();
    }
  }

  /** What the service refuses may be a scenario's own doing: it is asked where that is not so. */
  private List<EvidenceItem> wrongs() {
    CarLog car = CarLog.of(scene.bench(), scene.bench().dut().vin());
    return ConductChecks.wrongs(scene, kind -> !kind.equals("http.refused")).stream()
        .filter(note -> !note.kind().endsWith(".malformed") || !isCutOff(car, note))
        .toList();
  }

  /** What a DCM left unfinished, or unanswered, since it had no supply or was reset. */
  private static boolean isCutOff(CarLog car, EvidenceItem note) {
    Duration at = Duration.ofNanos(note.nanos());
    Duration from = at.compareTo(UNANSWERED) > 0 ? at.minus(UNANSWERED) : Duration.ZERO;
    return !car.isSupplied(at) || car.isBooted(from, at);
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
