// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.Judgement;
import dev.dcmrig.run.scenario.RunInterrupted;
import dev.dcmrig.run.scenario.RunningScenario;
import dev.dcmrig.run.scenario.ScenarioLog;
import dev.dcmrig.run.scenario.ScenarioResult;
import io.cucumber.core.gherkin.Step;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestCase;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestCaseStarted;
import io.cucumber.plugin.event.TestStepFinished;
import io.cucumber.plugin.event.TestStepStarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the engine: which scenario runs on which thread, how its steps end, what its verdict is.
 * Events of one scenario come on the thread that runs it. The engine drops what a listener throws,
 * so nothing is thrown here: a scenario whose events could not be taken down is an error, and one
 * of which nothing is known is missing from the results.
 */
final class SuiteListener implements ConcurrentEventListener {

  /** Where events of a scenario go, which may fail: an unwritable log ends the run as error. */
  private final ScenarioLog.Book book;

  private final FeatureFiles features;
  private final Map<String, FeatureScenario> known;
  private final Interruption interruption;
  private final Consumer<ScenarioResult> onResult;
  private final Consumer<Throwable> onError;
  private final BiConsumer<FeatureScenario, String> onStep;
  private final Verdicts verdicts = new Verdicts();
  private final Map<String, RunningScenario> running = new ConcurrentHashMap<>();
  private final List<ScenarioResult> results = new ArrayList<>();

  SuiteListener(
      FeatureFiles features,
      Map<String, FeatureScenario> known,
      ScenarioLog.Book book,
      Interruption interruption,
      Consumer<ScenarioResult> onResult,
      Consumer<Throwable> onError,
      BiConsumer<FeatureScenario, String> onStep) {
    this.features = features;
    this.known = known;
    this.book = book;
    this.interruption = interruption;
    this.onResult = onResult;
    this.onError = onError;
    this.onStep = onStep;
  }

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    publisher.registerHandlerFor(TestCaseStarted.class, this::started);
    publisher.registerHandlerFor(TestStepStarted.class, this::stepStarted);
    publisher.registerHandlerFor(TestStepFinished.class, this::stepFinished);
    publisher.registerHandlerFor(TestCaseFinished.class, this::finished);
  }

  /**
   * The scenario at a location that runs now.
   *
   * @throws RunInterrupted when the run is to end
   */
  RunningScenario current(String location) {
    if (interruption.isRequested()) {
      throw new RunInterrupted();
    }
    RunningScenario scenario = running.get(location);
    if (scenario == null) {
      throw new BenchBroken("a bench was asked for by " + location + ", which does not run now");
    }
    return scenario;
  }

  /** In the order in which they ended. */
  synchronized List<ScenarioResult> results() {
    return List.copyOf(results);
  }

  private void started(TestCaseStarted event) {
    if (interruption.isRequested()) {
      return;
    }
    String location = location(event.getTestCase());
    FeatureScenario scenario = known.get(location);
    if (scenario == null) {
      onError.accept(
          new BenchBroken("the engine runs " + location + ", which was not read before"));
      return;
    }
    interruption.scenarioBegins();
    keeping(null, () -> running.put(location, new RunningScenario(scenario, book.begin(scenario))));
  }

  /**
   * Evidence that can't be kept ends the run; what else breaks while events are taken down is an
   * error of the scenario. The engine itself knows no such thing.
   */
  private void keeping(@Nullable RunningScenario scenario, Runnable writing) {
    try {
      writing.run();
    } catch (RunFolderException e) {
      onError.accept(e);
      interruption.evidenceFailed(e);
    } catch (Throwable e) {
      if (scenario != null) {
        scenario.broke(e);
      }
      interruption.memoryEndedIf(e);
      onError.accept(e);
    }
  }

  private void stepStarted(TestStepStarted event) {
    RunningScenario scenario = running.get(location(event.getTestCase()));
    if (scenario != null) {
      keeping(scenario, scenario::stepBegins);
      if (event.getTestStep() instanceof PickleStepTestStep step) {
        onStep.accept(scenario.scenario(), step.getStep().getKeyword() + step.getStep().getText());
      }
    }
  }

  private void stepFinished(TestStepFinished event) {
    RunningScenario scenario = running.get(location(event.getTestCase()));
    if (scenario != null) {
      keeping(scenario, () -> stepFinished(scenario, event));
    }
  }

  private void stepFinished(RunningScenario scenario, TestStepFinished event) {
    Throwable error = event.getResult().getError();
    if (error != null) {
      interruption.memoryEndedIf(error);
      onError.accept(error);
    }
    Status status = event.getResult().getStatus();
    boolean skipped = status == Status.SKIPPED && error == null;
    if (skipped) {
      return;
    }
    if (!(event.getTestStep() instanceof PickleStepTestStep step)) {
      if (error != null) {
        scenario.hookEnds(Verdicts.of(event.getResult()));
      }
      return;
    }
    if (status == Status.PASSED && isJudging(step)) {
      scenario.judged();
    }
    if (status != Status.PASSED) {
      scenario.endedAt(step.getStep().getLine());
    }
    scenario.stepEnds(
        step.getStep().getKeyword() + step.getStep().getText(), Verdicts.of(event.getResult()));
  }

  /** Only a {@code Then} that stands where one belongs, with code that looks, judges. */
  private boolean isJudging(PickleStepTestStep step) {
    return step.getStep() instanceof Step known
        && features.isOutcome(known.getId())
        && verdicts.isCheck(step.getCodeLocation());
  }

  private void finished(TestCaseFinished event) {
    RunningScenario scenario = running.remove(location(event.getTestCase()));
    if (scenario == null) {
      return;
    }
    interruption.scenarioEnds();
    keeping(null, () -> conclude(scenario, event));
  }

  private void conclude(RunningScenario scenario, TestCaseFinished event) {
    Throwable error = event.getResult().getError();
    if (error instanceof RunFolderException broken) {
      interruption.evidenceFailed(broken);
    }
    boolean passed = event.getResult().getStatus() == Status.PASSED;
    if (interruption.hasMemoryEnded() || (interruption.isRequested() && !passed)) {
      scenario.log().discard();
      return;
    }
    Judgement judgement = scenario.judgement(Verdicts.of(event.getResult()));
    long nanos = scenario.nowNanos();
    scenario.log().conclude(judgement, nanos);
    ScenarioResult result =
        new ScenarioResult(
            scenario.scenario(),
            judgement,
            Duration.ofNanos(nanos),
            scenario.stopwatch().elapsed(),
            scenario.endedAt());
    synchronized (this) {
      results.add(result);
    }
    onResult.accept(result);
  }

  private String location(TestCase testCase) {
    return features.relative(testCase.getUri()) + ":" + testCase.getLocation().getLine();
  }
}
