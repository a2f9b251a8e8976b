// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.network;

import dev.dcmrig.api.Allowed;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Allowances;
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
  private static final String UNANSWERED = "time from a boot to a note of what it cut off";

  private final Scene scene;

  public NetworkHooks(Scene scene) {
    this.scene = scene;
  }

  @After(order = BEFORE_THE_END)
  public void noted(Scenario scenario) {
    if (scene.isConductAsked(scenario.isFailed()) && scene.isSimulated() && hasNotes()) {
      judge();
    }
  }

  private boolean hasNotes() {
    return !notes().isEmpty();
  }

  /** What the service refuses may be a scenario's own doing: it is asked where that is not so. */
  private List<EvidenceItem> notes() {
    return ConductChecks.wrongs(scene, kind -> !kind.equals("http.refused"));
  }

  private List<EvidenceItem> wrongs() {
    Allowances allowed = Allowances.of(scene.isSimulated());
    CarLog car = CarLog.of(scene.bench(), scene.bench().dut().vin(), allowed);
    return notes().stream()
        .filter(
            note ->
                !note.kind().endsWith(".malformed")
                    || !isCutOff(car, note, allowed.time(UNANSWERED)))
        .toList();
  }

  /** What a DCM left unfinished, or unanswered, since it had no supply or was reset. */
  private static boolean isCutOff(CarLog car, EvidenceItem note, Duration unanswered) {
    Duration at = Duration.ofNanos(note.nanos());
    Duration from = at.compareTo(unanswered) > 0 ? at.minus(unanswered) : Duration.ZERO;
    return !car.isSupplied(at) || car.isBooted(from, at);
  }

  @Check(quantity = NOTED, unit = Unit.ONE, source = Source.NETWORK)
  @Allowed(of = UNANSWERED, amount = "120 s")
  public void judge() {
    scene.judge(
        Subject.DCM,
        Counting.of(
            Asked.of(NOTED).question(),
            wrongs(),
            Limit.exactly(0, LimitSource.interfaceSection("2.4"))));
  }
}
