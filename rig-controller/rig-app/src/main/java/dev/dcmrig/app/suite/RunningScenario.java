// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.suite;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.BenchTime;
import dev.dcmrig.evidence.ScenarioRecorder;
import io.cucumber.plugin.event.Result;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A scenario from its first step to its verdict. Belongs to the thread that runs it. */
public final class RunningScenario {
  private final FeatureScenario scenario;
  private final ScenarioLog log;
  private final Stopwatch stopwatch = new Stopwatch();
  private @Nullable BenchTime time;
  private Supplier<Optional<BenchBroken>> benchFailure = Optional::empty;
  private long stepBegan;

  RunningScenario(FeatureScenario scenario, ScenarioLog log) {
    this.scenario = scenario;
    this.log = log;
  }

  FeatureScenario scenario() {
    return scenario;
  }

  ScenarioLog log() {
    return log;
  }

  Stopwatch stopwatch() {
    return stopwatch;
  }

  /** For the bench of this scenario. */
  public ScenarioRecorder recorder() {
    return log.recorder();
  }

  /**
   * The bench is open: its clock is the scenario's clock.
   *
   * @param failure why the bench could not judge, if so, once the scenario has ended
   */
  public void benchOpened(BenchTime benchTime, Supplier<Optional<BenchBroken>> failure) {
    if (time != null) {
      throw new BenchBroken("scenario " + scenario.location() + " has opened a second bench");
    }
    time = benchTime;
    benchFailure = failure;
  }

  /** Nanoseconds on the bench's clock; 0 before there is a bench. */
  long nowNanos() {
    return time == null ? 0 : time.now().toNanos();
  }

  /** What the scenario came to: a bench that broke can't have judged, whatever its steps said. */
  Judgement judgement(Result result) {
    return benchFailure.get().map(Judgement::of).orElseGet(() -> Judgement.of(result));
  }

  void stepBegins() {
    stepBegan = nowNanos();
  }

  void stepEnds(String text, Judgement judgement) {
    log.step(stepBegan, nowNanos(), text, judgement);
  }
}
