// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import dev.dcmrig.app.cli.ota.DurationConverter;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.LaboratoryFile;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.ScenarioTimes;
import dev.dcmrig.evidence.laboratory.Laboratory;
import dev.dcmrig.run.Known;
import dev.dcmrig.run.RunTerms;
import dev.dcmrig.run.Shard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Under which terms {@code rig run} goes on; mixed into it. */
final class RunTermsOptions {

  @Option(
      names = "--shard",
      paramLabel = "i/n",
      description = {
        "Only part i of n of what is selected, for one of n machines. 'job/n' in a pod of an",
        "Indexed Job of Kubernetes: i is JOB_COMPLETION_INDEX + 1.",
        "'rig report merge' makes one run of the parts."
      })
  private @Nullable String shard;

  @Option(
      names = "--times",
      paramLabel = "RUN",
      description = {
        "Balances the parts by how long scenarios took in an earlier run: its folder,",
        "'latest', or its times.json. All machines need the same. Default: by count."
      })
  private @Nullable Path times;

  @Option(
      names = "--retry-failed",
      description = {
        "Runs each scenario that failed once more, when all others have run. One that passes then",
        "is flaky, and not passed. Exit code 4 if nothing else is wrong."
      })
  private boolean retryFailed;

  @Option(
      names = "--known",
      paramLabel = "FILE",
      description = {
        "A list of known failures (YAML: id, dut, ticket, expires). They are told, and count as no",
        "failure. One that passes, has expired, or is for nothing ends the run with 1."
      })
  private @Nullable Path known;

  @Option(
      names = "--lab",
      paramLabel = "FILE",
      description = {
        "The laboratory's own data: customer, device, instruments with calibration dates.",
        "Checked, and sealed with the run; docs/compliance.md has a model."
      })
  private @Nullable Path lab;

  @Option(
      names = "--max-evidence",
      paramLabel = "SIZE",
      converter = ByteSize.class,
      defaultValue = "20GB",
      description = {
        "Ends the run as error when the evidence of its scenarios needs more, as 500MB or 2GB.",
        "What was written stays readable. Default: ${DEFAULT-VALUE}."
      })
  private long maxEvidence;

  @Option(
      names = "--max-duration",
      paramLabel = "SPAN",
      converter = DurationConverter.class,
      description = {
        "On a bench in real time: what a scenario may take, as 30s, 10min or 2h. A longer one is",
        "not begun, and is not verified there (exit code 3). Default: 15min."
      })
  private @Nullable Duration maxDuration;

  @Option(
      names = "--long",
      description = "On a bench in real time: also runs what takes hours or days.")
  private boolean isLong;

  /** The calendar of whoever runs; another one for tests. */
  private final Supplier<LocalDate> today;

  RunTermsOptions(Supplier<LocalDate> today) {
    this.today = today;
  }

  /**
   * What was asked for.
   *
   * @throws ConfigurationException when it can't be done
   */
  RunTerms terms(RigHome home) {
    if (times != null && shard == null) {
      throw new ConfigurationException(
          new Problem("--times " + times, 0, "balances shards, and there is none", "add --shard"));
    }
    if (known != null && shard != null) {
      throw new ConfigurationException(
          new Problem(
              "--known " + known,
              0,
              "a shard can't tell what passed unexpectedly: others run the rest",
              "give it to 'rig report merge'"));
    }
    if (maxDuration != null && isLong) {
      throw new ConfigurationException(
          new Problem(
              "--long", 0, "runs all, and --max-duration does not", "leave one of them out"));
    }
    List<String> notes =
        lab == null ? List.of() : expired(LaboratoryFile.read(home, lab), today.get());
    return new RunTerms(
        shard == null ? null : Shard.parse(shard, System.getenv(), known(home, times)),
        retryFailed,
        known == null ? null : new Known(known, today.get()),
        lab,
        notes,
        maxEvidence,
        isLong ? RunTerms.ANY_DURATION : maxDuration);
  }

  /** What a calibration that does not count makes of this run's results. */
  private static List<String> expired(Laboratory lab, LocalDate day) {
    return lab.expired(day).stream()
        .map(
            it ->
                "The calibration of '"
                    + it.name()
                    + "' does not count on "
                    + day
                    + ": verdicts of this run are not conclusive, and its dossier says so.")
        .toList();
  }

  private static Map<String, Long> known(RigHome home, @Nullable Path named) {
    if (named == null) {
      return Map.of();
    }
    try {
      return ScenarioTimes.read(
          Files.isRegularFile(named) ? named : EarlierRun.folder(home, "--times", named));
    } catch (RunFolderException e) {
      throw new ConfigurationException(
          new Problem("--times " + named, 0, String.valueOf(e.getMessage()), "name another run"));
    }
  }
}
