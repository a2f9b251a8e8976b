// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.run.cucumber.SuiteRun;
import dev.dcmrig.run.cucumber.TagFilter;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.ScenarioResult;
import dev.dcmrig.run.scenario.Stopwatch;
import dev.dcmrig.sim.host.TemporaryFolders;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run from what was asked for to its sealed folder. */
public final class Run {
  private final RigHome home;
  private final BenchProvider provider;
  private final RunWatcher watcher;
  private final Interruption interruption;

  public Run(RigHome home, BenchProvider provider, RunWatcher watcher, Interruption interruption) {
    this.home = home;
    this.provider = provider;
    this.watcher = watcher;
    this.interruption = interruption;
  }

  /**
   * Runs it to its end.
   *
   * @throws ConfigurationException when something that was asked for does not exist or can't be
   *     done; nothing has been made then
   * @throws RunFolderException when the run folder can't be begun
   */
  public RunOutcome run(RunRequest request) {
    Stopwatch stopwatch = new Stopwatch();
    sweep();
    RequirementCatalogue catalogue = RequirementCatalogue.read(home);
    BenchConfiguration configuration =
        BenchConfiguration.load(home, request.bench(), provider.drivers());
    provider.check(configuration, request);
    FeatureFiles features = FeatureFiles.of(home, configuration.file().features());
    refuseTwoOnOneBus(configuration, request);
    TagFilter filter =
        TagFilter.of(both(configuration.file().tags(), request.tags()), features.tags());
    SuiteRun suite =
        new SuiteRun(
            features,
            new SuiteRun.Plan(filter, request.order(), request.seed(), request.parallel()),
            interruption);
    List<FeatureScenario> selected = suite.selected();
    if (selected.isEmpty()) {
      throw new ConfigurationException(
          new Problem(
              request.tags().isEmpty()
                  ? configuration.file().file()
                  : "--tags '" + request.tags() + "'",
              0,
              "no scenario matches",
              "'rig list requirements' shows the ids that have scenarios"));
    }
    try (RunEvidence evidence =
        RunEvidence.create(home, request, configuration, catalogue, selected, interruption)) {
      return judged(request, configuration, suite, selected.size(), evidence, stopwatch);
    }
  }

  @SuppressWarnings("try") // The guard is closed, and not called.
  private RunOutcome judged(
      RunRequest request,
      BenchConfiguration configuration,
      SuiteRun suite,
      int planned,
      RunEvidence evidence,
      Stopwatch stopwatch) {
    BenchProvider.OpenBenches benches = provider.open(configuration, request, interruption);
    try (MemoryGuard guard = MemoryGuard.over(interruption)) {
      evidence.inputs(benches.inputs());
      watcher.begins(configuration, request, planned, evidence.folder());
      List<ScenarioResult> ran =
          suite.run(evidence, benches::open, evidence.messages(), watcher::ended, watcher::thrown);
      RunResult result = finished(evidence);
      return new RunOutcome(
          ran,
          planned,
          result,
          result == null ? null : evidence.report(),
          interruption.isByUser(),
          interruption.evidenceFailure().isPresent(),
          stopwatch.elapsed());
    } finally {
      close(benches);
    }
  }

  /** Null when the end could not be written; the verdicts still count. */
  private @Nullable RunResult finished(RunEvidence evidence) {
    interruption
        .evidenceFailure()
        .ifPresent(
            broken ->
                watcher.note("evidence can't be kept, the run ends here: " + broken.getMessage()));
    if (interruption.hasMemoryEnded()) {
      watcher.note(
          "the rig ran out of memory ("
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB may be used), the run ends here; give it more with"
              + " JAVA_TOOL_OPTIONS=-Xmx512m, or run fewer scenarios at a time with --parallel");
    }
    try {
      return evidence.finish();
    } catch (RunFolderException e) {
      watcher.thrown(e);
      watcher.note("there is no report: " + e.getMessage());
      interruption.evidenceFailed(e);
      return null;
    }
  }

  /** Everything is sealed: a bench that ends slowly on a busy machine changes no verdict. */
  private void close(BenchProvider.OpenBenches benches) {
    try {
      benches.close();
    } catch (RuntimeException e) {
      watcher.thrown(e);
      watcher.note("after the run: " + e.getMessage());
    }
  }

  /** Runs that were killed have left keys and caches behind. */
  private void sweep() {
    try {
      TemporaryFolders.sweep();
    } catch (IOException e) {
      watcher.thrown(e);
    }
  }

  private static void refuseTwoOnOneBus(BenchConfiguration configuration, RunRequest request) {
    if (request.parallel() > 1 && configuration.file().isBusShared()) {
      throw new ConfigurationException(
          new Problem(
              "--parallel " + request.parallel(),
              0,
              "two scenarios would meet on " + configuration.file().busUri(),
              "run one at a time, or give a second run another interface"));
    }
  }

  /** What the bench can run, and what was asked for. */
  private static String both(String ofBench, String asked) {
    if (ofBench.isEmpty() || asked.isEmpty()) {
      return ofBench + asked;
    }
    return "(" + ofBench + ") and (" + asked + ")";
  }
}
