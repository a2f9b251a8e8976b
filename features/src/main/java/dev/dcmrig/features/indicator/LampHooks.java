// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.indicator;

import dev.dcmrig.api.Allowed;
import dev.dcmrig.api.Bench;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.Indicator.Change;
import dev.dcmrig.evidence.Subject;
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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of the indicator in each scenario, without a line in it. */
public final class LampHooks {
  /** Before the bench is closed; each hook in a place of its own. */
  private static final int BEFORE_THE_END = 20_003;

  private static final String SHOWN = "things wrong with what the indicator shows";

  private final Scene scene;

  public LampHooks(Scene scene) {
    this.scene = scene;
  }

  @After(order = BEFORE_THE_END)
  public void conduct(Scenario scenario) {
    if (scene.isConductAsked(scenario.isFailed()) && scene.isSimulated() && isLookedAt()) {
      judge();
    }
  }

  /** A bench may do without a light reader, a network or a centre. */
  private boolean isLookedAt() {
    try {
      calls(scene.bench());
      return !scene.bench().indicator().history().isEmpty();
    } catch (BenchBroken e) {
      return false;
    }
  }

  @Check(
      quantity = SHOWN,
      unit = Unit.ONE,
      source = Source.LIGHT_READER,
      speaksFor = {"IND-01", "IND-03", "IND-06"})
  @Allowed(of = LampConduct.UNTIL_SHOWN, amount = "1500 ms")
  @Allowed(of = LampConduct.PHASE, amount = "30 ms")
  @Allowed(of = LampConduct.TOGETHER, amount = "10 ms")
  public void judge() {
    Bench bench = scene.bench();
    Allowances allowed = Allowances.of(scene.isSimulated());
    CarLog car = CarLog.of(bench, bench.dut().vin(), allowed);
    List<Change> history = bench.indicator().history();
    scene.judge(
        Subject.DCM,
        Counting.of(
            Asked.of(SHOWN).question(),
            LampConduct.wrongs(
                allowed, bench.specification(), car, history, calls(bench), scene.now()),
            Limit.exactly(0, LimitSource.requirement("IND-03"))));
  }

  private List<LampConduct.Span> calls(Bench bench) {
    String vin = bench.dut().vin();
    List<LampConduct.Span> calls = new ArrayList<>();
    bench
        .radioLink()
        .attempts(vin)
        .forEach(
            attempt -> {
              Duration to = end(attempt.ended());
              Duration invited = attempt.invited();
              calls.add(
                  new LampConduct.Span(attempt.started(), invited == null ? to : invited, to));
            });
    bench.centre().calls().stream()
        .filter(call -> call.vin().equals(vin) && call.isCallBack() && call.connected() != null)
        .forEach(
            call ->
                calls.add(new LampConduct.Span(call.started(), call.started(), end(call.ended()))));
    return calls;
  }

  private Duration end(@Nullable Duration to) {
    return to == null ? scene.now() : to;
  }
}
