// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Bench and tags of a command that runs scenarios; mixed into each of them. */
final class ScenarioChoice {
  @Option(
      names = "--bench",
      paramLabel = "FILE",
      completionCandidates = Candidates.Benches.class,
      description = "Bench file, or the name of one. Default: emulated.")
  private Path bench = Path.of(BenchFiles.DEFAULT);

  @Option(
      names = "--tags",
      paramLabel = "EXPR",
      completionCandidates = Candidates.Tags.class,
      description = "Only scenarios that match, for instance '@SOS-04 or @ACN-01'.")
  private String tags = "";

  /** As it was typed. */
  Path bench() {
    return bench;
  }

  boolean isDefaultBench() {
    return bench.equals(Path.of(BenchFiles.DEFAULT));
  }

  /** A tag expression; empty for every scenario. */
  String tags() {
    return tags;
  }
}
