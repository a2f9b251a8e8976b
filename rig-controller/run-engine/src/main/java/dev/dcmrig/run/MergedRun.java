// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.compliance.ReportWriter;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.RunMerge;
import dev.dcmrig.evidence.RunResult;
import java.nio.file.Path;
import java.util.List;

/** Shards of a suite become one run, with its reports and its seal. */
public final class MergedRun {
  private MergedRun() {}

  /**
   * Merges them.
   *
   * @param shards their folders, in any order
   * @param out a new or empty folder
   * @throws RunFolderException when they do not belong together, or the folder can't be written
   */
  public static RunResult of(List<Path> shards, Path out, String commandLine) {
    try (RunFolder run = RunMerge.merge(shards, out, commandLine)) {
      RunResult result = run.finish();
      ReportWriter.write(out);
      run.seal(result);
      return result;
    }
  }
}
