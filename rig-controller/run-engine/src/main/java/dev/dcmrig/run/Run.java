// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.KnownFailures;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.run.cucumber.FeaturePlace;
import dev.dcmrig.run.cucumber.SuiteRun;
import dev.dcmrig.run.cucumber.TagFilter;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.ScenarioResult;
import dev.dcmrig.run.scenario.Stopwatch;
import dev.dcmrig.sim.host.TemporaryFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run from what was asked for to its sealed folder. */
public final class Run {
  /** Unknown ids that one note names. */
  private static final int MAX_NAMED_IDS = 10;

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
    BenchConfiguration configuration =
        BenchConfiguration.load(home, request.bench(), provider.drivers());
    RequirementCatalogue catalogue = RequirementCatalogue.of(home, configuration.file());
    provider.check(configuration, request);
    FeatureFiles features = features(configuration, request.selection());
    refuseTwoOnOnePart(configuration, request);
    boolean all = request.selection().places().isEmpty();
    TagFilter ofBench = TagFilter.of(configuration.file().tags(), features.tags(), all);
    TagFilter asked = TagFilter.of(request.tags(), features.tags(), all);
    Predicate<FeatureScenario> chosen = request.selection().in(features);
    SuiteRun.Plan plan =
        new SuiteRun.Plan(ofBench, request.order(), request.seed(), request.parallel());
    Predicate<FeatureScenario> wanted =
        scenario -> asked.matches(scenario.tags()) && chosen.test(scenario);
    SuiteRun suite = new SuiteRun(features, plan, wanted, interruption);
    List<FeatureScenario> whole = suite.selected();
    if (whole.isEmpty()) {
      throw noneMatches(configuration, request);
    }
    Shard shard = request.terms().shard();
    if (shard != null) {
      Set<String> part = shard.of(whole);
      suite =
          new SuiteRun(
              features, plan, wanted.and(scenario -> part.contains(scenario.id())), interruption);
    }
    List<FeatureScenario> selected = suite.selected();
    List<String> notes = new ArrayList<>(provider.notes(request, selected));
    idsOfNothing(selected, catalogue).ifPresent(notes::add);
    Durations durations =
        Durations.of(
            home,
            Optional.ofNullable(request.terms().maxDuration()),
            configuration.file().virtualTime(),
            selected);
    notes.addAll(durations.notes());
    notes.addAll(request.terms().notes());
    notes.forEach(watcher::note);
    Known list = request.terms().known();
    KnownFailures known =
        list == null ? null : list.read(home, id -> isId(id, catalogue, features));
    Path locks = Path.of(System.getProperty("java.io.tmpdir"));
    try (BenchLock lock = BenchLock.of(configuration.file(), request.bench(), locks);
        RunEvidence evidence =
            RunEvidence.create(
                home, request, configuration, catalogue, selected, notes, interruption)) {
      lock.folder(evidence.folder());
      if (list != null && known != null) {
        evidence.known(known, list);
      }
      if (shard != null) {
        evidence.shard(shard.described(whole));
      }
      return judged(request, configuration, suite, durations, evidence, stopwatch);
    }
  }

  /** All that the bench runs; of places that a user names only these. */
  private FeatureFiles features(BenchConfiguration configuration, Selection selection) {
    List<Path> suites = configuration.file().suites(home);
    List<Path> places = selection.places().stream().map(FeaturePlace::path).distinct().toList();
    return FeatureFiles.read(home, suites, places.isEmpty() ? suites : places);
  }

  private static boolean isId(String id, RequirementCatalogue catalogue, FeatureFiles features) {
    return catalogue.find(id).isPresent()
        || features.scenarios().stream().anyMatch(scenario -> scenario.id().equals(id));
  }

  /** A misspelt id must not look like a requirement that was shown. */
  private static Optional<String> idsOfNothing(
      List<FeatureScenario> selected, RequirementCatalogue catalogue) {
    String ids =
        selected.stream()
            .flatMap(scenario -> scenario.requirements().stream())
            .filter(id -> catalogue.find(id).isEmpty())
            .distinct()
            .sorted()
            .limit(MAX_NAMED_IDS)
            .map(id -> "@" + id)
            .collect(Collectors.joining(", "));
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no catalogue has "
                + ids
                + ": scenarios with such a tag show nothing of it; 'rig check BENCH' says where");
  }

  private static ConfigurationException noneMatches(
      BenchConfiguration configuration, RunRequest request) {
    List<String> given = new ArrayList<>();
    if (!request.selection().said().isEmpty()) {
      given.add(request.selection().said());
    }
    if (!request.tags().isEmpty()) {
      given.add("--tags '" + request.tags() + "'");
    }
    String bench = configuration.file().tags();
    return new ConfigurationException(
        new Problem(
            given.isEmpty() ? configuration.file().file() : String.join(" with ", given),
            0,
            "no scenario matches"
                + (bench.isEmpty() ? "" : " of those that this bench can run ('" + bench + "')"),
            "'rig list requirements' shows the ids that have scenarios"));
  }

  @SuppressWarnings("try") // The guard is closed, and not called.
  private RunOutcome judged(
      RunRequest request,
      BenchConfiguration configuration,
      SuiteRun suite,
      Durations durations,
      RunEvidence evidence,
      Stopwatch stopwatch) {
    int planned = suite.selected().size();
    BenchProvider.OpenBenches benches = provider.open(configuration, request, interruption);
    try (MemoryGuard guard = MemoryGuard.over(interruption)) {
      evidence.inputs(benches.inputs());
      watcher.begins(configuration, request, planned, evidence.folder());
      List<ScenarioResult> ran =
          suite.run(
              evidence,
              durations.before(benches::open),
              evidence.messages(),
              new Failures(request.maxFailures()),
              watcher::thrown,
              watcher::stepBegins);
      if (request.terms().retryFailed()) {
        ran = new Retries(watcher, interruption).of(ran, suite, evidence, benches);
      }
      RunResult result = finished(evidence);
      return new RunOutcome(
          ran,
          planned,
          result,
          result == null ? null : evidence.report(),
          result == null ? List.of() : evidence.known(result),
          interruption.isByUser(),
          interruption.isEnough(),
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

  private static void refuseTwoOnOnePart(BenchConfiguration configuration, RunRequest request) {
    Optional<String> shared = configuration.file().sharedPart();
    if (request.parallel() > 1 && shared.isPresent()) {
      throw new ConfigurationException(
          new Problem(
              "--parallel " + request.parallel(),
              0,
              "two scenarios would meet on " + shared.get(),
              "run one at a time, or give a second run another one"));
    }
  }

  /** Counts scenarios that failed or broke, and ends the run after so many. */
  private final class Failures implements Consumer<ScenarioResult> {
    private final int most;
    private int failed;

    Failures(int most) {
      this.most = most;
    }

    @Override
    public synchronized void accept(ScenarioResult result) {
      watcher.ended(result);
      if (result.verdict() == Verdict.FAILED || result.verdict() == Verdict.ERROR) {
        failed++;
      }
      if (most > 0 && failed == most && !interruption.isEnough()) {
        interruption.enough();
      }
    }
  }
}
