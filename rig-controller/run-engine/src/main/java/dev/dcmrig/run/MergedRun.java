// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.compliance.ReportWriter;
import dev.dcmrig.evidence.InputFile;
import dev.dcmrig.evidence.PastRun;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.RunMerge;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.run.cucumber.FeatureFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shards of a suite become one run, with its reports and its seal. */
public final class MergedRun {
  private MergedRun() {}

  /**
   * Merges them.
   *
   * @param shards their folders, in any order
   * @param out a new or empty folder
   * @param known failures that somebody knows of; null: none
   * @throws RunFolderException when they do not belong together, or the folder can't be written
   */
  public static RunResult of(
      RigHome home, List<Path> shards, Path out, @Nullable Known known, String commandLine) {
    Set<String> ids = new HashSet<>();
    if (known != null) {
      RequirementCatalogue.read(home, List.of(home.catalogue()))
          .all()
          .forEach(requirement -> ids.add(requirement.id()));
      FeatureFiles.all(home).scenarios().forEach(scenario -> ids.add(scenario.id()));
      known.read(home, ids::contains);
    }
    try (RunFolder run = RunMerge.merge(shards, out, commandLine)) {
      if (known != null) {
        ids.addAll(PastRun.read(out).planned());
        RunFolder.catalogue(out).forEach(requirement -> ids.add(requirement.id()));
        known.read(home, ids::contains).write(out);
        run.inputs(List.of(new InputFile(known.input(), known.file())));
      }
      RunResult result = run.finish();
      ReportWriter.write(out);
      run.seal(result);
      return result;
    } catch (IOException e) {
      throw RunFolderException.unwritable("merging the shards", out, e);
    }
  }
}
