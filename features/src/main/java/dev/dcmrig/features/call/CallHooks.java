// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.Allowed;
import dev.dcmrig.api.Bench;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Call;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is asked of each scenario with a call, without a line in it. */
public final class CallHooks {
  /** Before the bench is closed; each hook in a place of its own. */
  private static final int BEFORE_THE_END = 20_004;

  private static final String DATA = "things wrong with what the MSDs say of the car";
  private static final String REGISTERED = "things wrong with when the DCM registers";

  private final Scene scene;

  public CallHooks(Scene scene) {
    this.scene = scene;
  }

  @After(order = BEFORE_THE_END)
  public void conduct(Scenario scenario) {
    if (scene.isConductAsked(scenario.isFailed()) && scene.isSimulated() && hasCalls()) {
      judge();
    }
  }

  /** A bench may do without a centre. */
  private boolean hasCalls() {
    try {
      return !scene.bench().centre().calls().isEmpty();
    } catch (BenchBroken e) {
      return false;
    }
  }

  @Check(
      quantity = DATA,
      unit = Unit.ONE,
      source = Source.CENTRE,
      speaksFor = {"SOS-02", "ACN-13", "ACN-09", "ACN-14"})
  @Check(
      quantity = REGISTERED,
      unit = Unit.ONE,
      source = Source.NETWORK,
      speaksFor = {"SOS-16", "ACN-11"})
  @Allowed(of = DataConduct.STAMP, amount = "2500 ms")
  @Allowed(of = DataConduct.AGE, amount = "1500 ms")
  @Allowed(of = DataConduct.DIRECTION, amount = "2 deg")
  @Allowed(of = DataConduct.EARLIER, amount = "60 m")
  @Allowed(of = CarLog.OFF, amount = "10 m")
  @Allowed(of = CarLog.UNDER_WAY, amount = "1500 ms")
  @Allowed(of = RegistrationConduct.WINDOW, amount = "2 s")
  @Allowed(of = RegistrationConduct.CUT_OFF, amount = "3 s")
  public void judge() {
    Bench bench = scene.bench();
    Allowances allowed = Allowances.of(scene.isSimulated());
    List<EvidenceItem> data = new ArrayList<>();
    List<EvidenceItem> registered = new ArrayList<>();
    Stream.concat(Stream.of(bench.dut().vin()), bench.centre().calls().stream().map(Call::vin))
        .filter(vin -> !vin.isEmpty())
        .distinct()
        .sorted()
        .forEach(
            vin -> {
              CarLog car = CarLog.of(bench, vin, allowed);
              List<Call> calls = DataConduct.of(bench.centre().calls().stream(), vin);
              data.addAll(
                  DataConduct.wrongs(
                      allowed, vin, bench.startedAt(), bench.specification(), car, calls));
              registered.addAll(
                  RegistrationConduct.wrongs(
                      allowed,
                      bench.specification(),
                      car,
                      bench.radioLink().registrations(vin),
                      calls));
            });
    Limit none = Limit.exactly(0, LimitSource.interfaceSection("2.2"));
    scene.judge(
        Subject.DCM,
        List.of(
            Counting.of(Asked.of(DATA).question(), data, none),
            Counting.of(Asked.of(REGISTERED).question(), registered, none)));
  }
}
