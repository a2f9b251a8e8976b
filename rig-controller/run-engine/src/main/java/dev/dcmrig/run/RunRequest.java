// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.run.cucumber.SuiteRun.Order;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have run.
 *
 * @param bench the bench file
 * @param selection which scenarios, beside the tags
 * @param tags a tag expression; empty for all that the bench can run
 * @param out a new or empty folder; null for a new one under {@code reports/runs}
 * @param defects ids of seeded defects
 * @param parallel scenarios at a time
 * @param maxFailures scenarios that may fail or break before the run ends; 0: any number
 * @param terms what else was asked for
 * @param commandLine how the user said all this; goes into the evidence
 * @param toolVersion of this rig
 */
public record RunRequest(
    Path bench,
    Selection selection,
    String tags,
    @Nullable Path out,
    long seed,
    List<String> defects,
    Order order,
    int parallel,
    int maxFailures,
    RunTerms terms,
    String commandLine,
    String toolVersion) {

  public RunRequest {
    defects = List.copyOf(defects);
  }

  /** Every scenario of the bench that the tags select, to the end. */
  public RunRequest(
      Path bench,
      String tags,
      @Nullable Path out,
      long seed,
      List<String> defects,
      Order order,
      int parallel,
      String commandLine,
      String toolVersion) {
    this(
        bench,
        Selection.ALL,
        tags,
        out,
        seed,
        defects,
        order,
        parallel,
        0,
        RunTerms.USUAL,
        commandLine,
        toolVersion);
  }

  /** The defects, each once. */
  public Set<String> seeded() {
    return new LinkedHashSet<>(defects);
  }
}
