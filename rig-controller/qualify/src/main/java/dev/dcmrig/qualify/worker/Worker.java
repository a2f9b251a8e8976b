// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.worker;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.qualify.bytecode.Probes;
import dev.dcmrig.qualify.bytecode.Reach;
import dev.dcmrig.qualify.tests.TestRun;
import dev.dcmrig.qualify.worker.Order.Change;
import dev.dcmrig.qualify.worker.Order.Planned;
import dev.dcmrig.run.BenchProvider;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.run.cucumber.SuiteRun;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.ScenarioResult;
import dev.dcmrig.sim.HoldExpiredException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A rig that stays warm and does what the parent says. Orders come one a line; what is said goes
 * out one a line.
 */
public final class Worker {
  /** A worker that a fault has kept from ending, or that broke, ends with this. */
  private static final int HALTED = 70;

  /** Scenarios that are handed to Cucumber at a time. */
  private static final int AT_A_TIME = 16;

  /**
   * After an inconclusive scenario or an error so many more are looked at, for one that fails: it
   * says more.
   */
  private static final int AFTER_UNCLEAR = 8;

  /** Causes looked through for an exchange that did not end. */
  private static final int MAX_CAUSES = 10;

  private final RigHome home;
  private final WrongBenches benches;
  private final long seed;
  private final BenchConfiguration configuration;
  private final RequirementCatalogue catalogue;
  private final FeatureFiles features;
  private final Map<String, FeatureScenario> scenarios = new HashMap<>();
  private final Consumer<Said> tell;
  private final Watchdog watchdog;
  private final TestRun tests = new TestRun();

  /**
   * @param benchFile of the benches that scenarios run on
   * @param tell takes what the worker says
   */
  public Worker(
      RigHome home, WrongBenches benches, Path benchFile, long seed, Consumer<Said> tell) {
    this.home = home;
    this.benches = benches;
    this.seed = seed;
    this.tell = tell;
    this.configuration = BenchConfiguration.load(home, benchFile, benches.drivers());
    this.catalogue = RequirementCatalogue.of(home, configuration.file());
    List<Path> suites = configuration.file().suites(home);
    this.features = FeatureFiles.read(home, suites, suites);
    features.scenarios().forEach(scenario -> scenarios.put(scenario.id(), scenario));
    this.watchdog = new Watchdog(why -> end(Said.of(Said.Kind.LIMIT, why)));
  }

  /** Carries out orders until there are no more: the parent has ended, or wants no more. */
  public void obey(BufferedReader orders) throws IOException {
    tell.accept(Said.of(Said.Kind.READY, home.root().toString()));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      Order order = Lines.read(line, Order.class);
      String harm = "";
      try {
        harm = carryOut(order);
      } catch (Agent.NotPossible e) {
        tell.accept(Said.of(Said.Kind.NOT_POSSIBLE, String.valueOf(e.getMessage())));
      } catch (RuntimeException | Error e) {
        end(Said.of(Said.Kind.BROKE, e.toString()));
      }
      tell.accept(Said.of(Said.Kind.DONE, harm));
    }
  }

  private void end(Said last) {
    tell.accept(last);
    Runtime.getRuntime().halt(HALTED);
  }

  /** Answers what is not as it was before; empty when all is. */
  private String carryOut(Order order) throws Agent.NotPossible {
    for (Change change : order.changes()) {
      Agent.redefine(change.type(), original(change.type()), change.bytes());
    }
    // What this throws ends the process: there is nothing to restore then.
    run(order);
    try {
      for (Change change : order.changes()) {
        byte[] original = original(change.type());
        Agent.redefine(change.type(), original, original);
      }
      return "";
    } catch (Agent.NotPossible e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static byte[] original(String type) {
    return ClassFiles.bytes(type)
        .orElseThrow(() -> new IllegalArgumentException("there is no class " + type));
  }

  private void test(Planned planned, Progress progress) {
    watchdog.begins(planned.of().toString(), planned.cpuMillis());
    Probes.clear();
    Optional<String> failure = tests.failure(planned.of().testClass());
    CaseResult said =
        new CaseResult(
            planned.of(),
            failure.isEmpty() ? Verdict.PASSED : Verdict.FAILED,
            List.of(),
            failure.orElse(""),
            failure.isEmpty() ? Verdict.PASSED.word() : Verdict.FAILED.word(),
            watchdog.ends(),
            List.of(),
            Reach.of(Probes.reached()));
    tell.accept(Said.of(said));
    progress.ends(planned, said);
  }

  /** Cases that share a defect share benches, too. */
  private void run(Order order) {
    Progress progress = new Progress(order.untilNoticed());
    List<Planned> rest = order.cases();
    while (!rest.isEmpty() && !progress.isOver()) {
      if (rest.get(0).of().runsTests()) {
        test(rest.get(0), progress);
        rest = rest.subList(1, rest.size());
        continue;
      }
      String defect = rest.get(0).of().defect();
      int same = 0;
      while (same < rest.size()
          && same < AT_A_TIME
          && !rest.get(same).of().runsTests()
          && rest.get(same).of().defect().equals(defect)) {
        same++;
      }
      run(order, defect, rest.subList(0, same), progress);
      rest = rest.subList(same, rest.size());
    }
  }

  private void run(Order order, String defect, List<Planned> cases, Progress progress) {
    Set<String> defects = new LinkedHashSet<>(order.defects());
    if (!defect.isEmpty()) {
      defects.add(defect);
    }
    Interruption noticed = new Interruption();
    watchdog.begins("opening the benches", 0);
    try (BenchProvider.OpenBenches open =
        benches.open(configuration, defects, order.profile(), seed, noticed)) {
      watchdog.ends();
      Map<String, Planned> planned = new HashMap<>();
      cases.forEach(each -> planned.put(each.of().scenario(), each));
      Map<String, DigestLog> logs = new HashMap<>();
      new SuiteRun(features, cases.stream().map(this::scenario).toList(), noticed)
          .run(
              scenario -> {
                DigestLog log = new DigestLog();
                logs.put(scenario.id(), log);
                watchdog.begins(
                    scenario.location(),
                    planned.getOrDefault(scenario.id(), cases.get(0)).cpuMillis());
                Probes.clear();
                return log;
              },
              open::open,
              OutputStream.nullOutputStream(),
              result -> {
                Planned of = planned.getOrDefault(result.scenario().id(), cases.get(0));
                CaseResult said = result(of, result, logs);
                tell.accept(Said.of(said));
                progress.ends(of, said);
                if (progress.isOver()) {
                  noticed.request();
                }
              },
              this::endIfHeld);
      lost(cases, logs, progress);
      watchdog.begins("closing the benches", 0);
    } finally {
      watchdog.ends();
    }
  }

  /**
   * An exchange that does not end is a limit that was passed: what comes after it would wait as
   * long, in a process that is not as before.
   */
  private void endIfHeld(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof HoldExpiredException) {
        end(Said.of(Said.Kind.LIMIT, String.valueOf(cause.getMessage())));
      }
      cause = cause.getCause();
    }
  }

  /** The engine forgets what it could not run, and says nothing. */
  private void lost(List<Planned> cases, Map<String, DigestLog> logs, Progress progress) {
    for (Planned each : cases) {
      DigestLog log = logs.get(each.of().scenario());
      if (!progress.isOver() && (log == null || log.hex().isEmpty())) {
        CaseResult lost =
            new CaseResult(
                each.of(),
                Verdict.ERROR,
                List.of(),
                "it left no verdict",
                "",
                0,
                List.of(),
                Reach.NONE);
        tell.accept(Said.of(lost));
        progress.ends(each, lost);
      }
    }
  }

  private FeatureScenario scenario(Planned planned) {
    FeatureScenario scenario = scenarios.get(planned.of().scenario());
    if (scenario == null) {
      throw new IllegalArgumentException("there is no scenario " + planned.of().scenario());
    }
    return scenario;
  }

  private CaseResult result(Planned of, ScenarioResult result, Map<String, DigestLog> logs) {
    long cpuMillis = watchdog.ends();
    DigestLog log = logs.get(result.scenario().id());
    List<String> failed = result.verdict() == Verdict.FAILED ? failed(result) : List.of();
    return new CaseResult(
        of.of(),
        result.verdict(),
        failed,
        result.judgement().reason(),
        log == null ? "" : log.hex(),
        cpuMillis,
        log == null ? List.of() : log.keys(),
        Reach.of(Probes.reached()));
  }

  /** What the failure speaks for; where nothing says so, all of the scenario's of that subject. */
  private List<String> failed(ScenarioResult result) {
    if (!result.judgement().requirements().isEmpty()) {
      return result.judgement().requirements();
    }
    return result.scenario().requirements().stream()
        .filter(
            id ->
                catalogue
                    .find(id)
                    .filter(found -> found.subject() == result.judgement().subject())
                    .isPresent())
        .toList();
  }

  /** When an order is done before its last case. */
  private static final class Progress {
    private final boolean untilNoticed;
    private int sinceUnclear;
    private boolean over;

    Progress(boolean untilNoticed) {
      this.untilNoticed = untilNoticed;
    }

    boolean isOver() {
      return over;
    }

    void ends(Planned planned, CaseResult result) {
      if (!untilNoticed) {
        return;
      }
      if (planned.differs(result) && planned.isClear(result)) {
        over = true;
      } else if (planned.differs(result) || sinceUnclear > 0) {
        sinceUnclear++;
        over = sinceUnclear > AFTER_UNCLEAR;
      }
    }
  }
}
