// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import dev.dcmrig.qualify.fault.Domain;
import dev.dcmrig.qualify.fault.Only;
import dev.dcmrig.qualify.fault.Sample.Shard;
import java.nio.file.Path;
import java.util.List;

/**
 * What somebody wants to have qualified.
 *
 * @param bench the bench file that scenarios run on
 * @param tests of the code that is made wrong
 * @param tags a tag expression: only these scenarios; empty for all
 * @param operators of bytecode; empty where there is none
 * @param only faults with these ids
 * @param sample how many faults
 * @param seed of the sample
 * @param workers processes at a time
 * @param most scenarios that a fault meets at most
 * @param out the folder; what is in it already is not done again
 * @param command as the user typed it, for the report
 */
public record Request(
    Domain domain,
    Path bench,
    OwnTests tests,
    String tags,
    List<String> operators,
    Only only,
    int sample,
    long seed,
    Shard shard,
    int workers,
    int most,
    Path out,
    String command) {

  /** Seed of the scenarios themselves: that of the suite in the build. */
  public static final long SUITE_SEED = 7;

  /** More only get into each other's way. */
  public static final int MAX_WORKERS = 64;

  public Request {
    operators = List.copyOf(operators);
  }
}
