// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.console.Console;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.compliance.Headline;
import dev.dcmrig.evidence.KnownFailures;
import dev.dcmrig.evidence.PastRun;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.RunMerge;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.run.Known;
import dev.dcmrig.run.MergedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rig report merge}. */
@Command(
    name = "merge",
    description = {
      "Makes one run of the shards of a suite: one folder with report, JUnit file and",
      "requirements.json. Its evidence digest is that of the run without shards.",
      "Refuses what does not belong together: another seed, bench, device, rig or feature file,",
      "a shard that is missing, there twice or cut off, a scenario that two of them have."
    },
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  rig run --shard 1/2 --out a    on one machine",
      "  rig run --shard 2/2 --out b    on another one",
      "  rig report merge a b --out whole",
      "",
      "Exit codes: those of 'rig run' over all scenarios; 2 when the shards can't be merged."
    })
final class MergeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "The folders of all shards, or one folder that holds them.")
  private List<Path> shards = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "New or empty folder for the merged run.")
  private Path out = Path.of("");

  @Option(
      names = "--known",
      paramLabel = "FILE",
      description = "A list of known failures, as of 'rig run'.")
  private @Nullable Path known;

  private int merged;
  private final RigCommand rig;

  MergeCommand(RigCommand rig) {
    this.rig = rig;
  }

  @Override
  public Integer call() {
    RunResult result = merged();
    Console console = rig.console();
    List<String> counts = new ArrayList<>();
    Arrays.stream(Verdict.values())
        .filter(verdict -> result.count(verdict) > 0)
        .forEach(verdict -> counts.add(result.count(verdict) + " " + console.word(verdict)));
    console.line(
        result.scenarios().size()
            + " scenarios of "
            + merged
            + " shards: "
            + String.join(", ", counts));
    console.line(Headline.of(result.requirements(), dutIsStandIn()));
    console.line("evidence digest: " + result.digest());
    try {
      console.line("seal: " + RunFolder.sha256(out.resolve(RunFolder.MANIFEST)));
    } catch (IOException e) {
      console.problem("the run has no seal: " + e.getMessage());
    }
    console.line("report: " + Ending.opened(out.resolve("report.html")));
    List<KnownFailures.Outcome> list = known(result);
    for (KnownFailures.Outcome outcome : list) {
      console.line("known failures: " + outcome.sentence());
    }
    return ExitCode.of(codes(result, list)).number();
  }

  private RunResult merged() {
    try {
      Known list = known == null ? null : new Known(known, Calendar.today());
      return MergedRun.of(RigHome.find(), folders(), out, list, Typed.words(spec));
    } catch (RunFolderException e) {
      throw new ConfigurationException(
          new Problem("merge", 0, String.valueOf(e.getMessage()), "nothing was merged"));
    } catch (IOException e) {
      throw new ConfigurationException(
          new Problem("merge", 0, "a folder can't be read: " + e.getMessage(), "name another"));
    }
  }

  /**
   * A folder that holds shards stands for them; those that were cut off and run again are left out.
   */
  private List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Path named : shards) {
      if (Files.exists(named.resolve(RunMerge.SHARD)) || !Files.isDirectory(named)) {
        folders.add(named);
        continue;
      }
      RunMerge.Found found = RunMerge.in(named);
      found
          .cutOff()
          .forEach(folder -> rig.console().line(folder + ": cut off, and run again: left out"));
      folders.addAll(found.shards());
    }
    merged = folders.size();
    return folders;
  }

  private boolean dutIsStandIn() {
    try {
      return PastRun.options(out).dutIsStandIn();
    } catch (IOException e) {
      return false;
    }
  }

  private List<KnownFailures.Outcome> known(RunResult result) {
    try {
      return KnownFailures.of(out)
          .judge(result.scenarios(), result.requirements(), PastRun.device(out));
    } catch (IOException e) {
      throw RunFolderException.unwritable("reading the known failures", out, e);
    }
  }

  private static Set<ExitCode> codes(RunResult result, List<KnownFailures.Outcome> known) {
    Set<String> covered = KnownFailures.covered(known, result.scenarios(), result.requirements());
    Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
    if (known.stream().anyMatch(outcome -> outcome.state().isWrong())) {
      codes.add(ExitCode.FAILED);
    }
    if (!result.judgedAny()) {
      codes.add(ExitCode.BENCH_BROKE);
    }
    result
        .scenarios()
        .forEach(
            scenario ->
                codes.add(
                    switch (scenario.verdict()) {
                      case PASSED -> ExitCode.PASSED;
                      case FAILED ->
                          covered.contains(scenario.id()) ? ExitCode.PASSED : ExitCode.FAILED;
                      case FLAKY -> ExitCode.FLAKY;
                      case INCONCLUSIVE, ERROR, NOT_VERIFIED -> ExitCode.BENCH_BROKE;
                    }));
    return codes;
  }
}
