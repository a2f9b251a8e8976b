// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.evidence.PastRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suite in three parts, each in a process of its own as on a machine of its own. */
class ShardedRunTest {
  private static final List<String> SELECTION =
      List.of("--seed", "7", "--name", "^(A reset|Ignition|The alternation|The ignition turned)");

  /** No machine is so busy that this is not enough. */
  private static final int BOUND_SECONDS = 240;

  @TempDir Path folder;

  private String[] words(String command, Path out, String... more) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(SELECTION);
    words.addAll(List.of("--tags", "@IND-01", "--out", out.toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void threeProcessesAndTheirMergedRunHaveTheDigestOfOneRun() throws Exception {
    Path whole = folder.resolve("whole");
    Rig one = Rig.run(words("run", whole));
    assertEquals(ExitCode.PASSED, one.code(), one::toString);
    List<Process> shards = new ArrayList<>();
    List<String> merge = new ArrayList<>(List.of("report", "merge"));
    for (int index = 1; index <= 3; index++) {
      Path out = folder.resolve("shard-" + index);
      merge.add(out.toString());
      shards.add(
          new ProcessBuilder(
                  Child.command(
                      List.of("-XX:+UseSerialGC"),
                      words("run", out, "--shard", index + "/3", "--times", whole.toString())))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out-" + index).toFile())
              .start());
    }
    for (int index = 1; index <= 3; index++) {
      Process shard = shards.get(index - 1);
      assertTrue(shard.waitFor(BOUND_SECONDS, TimeUnit.SECONDS), "still running");
      assertEquals(0, shard.exitValue(), Files.readString(folder.resolve("out-" + index)));
    }
    Path merged = folder.resolve("merged");
    merge.addAll(List.of("--out", merged.toString()));
    Rig together = Rig.run(merge.toArray(String[]::new));
    assertEquals(ExitCode.PASSED, together.code(), together::toString);
    assertEquals(one.digest(), together.digest());
    assertEquals(
        new TreeSet<>(PastRun.read(whole).planned()),
        new TreeSet<>(PastRun.read(merged).planned()));
    Rig verified = Rig.run("verify", merged.toString());
    assertEquals(ExitCode.PASSED, verified.code(), verified::toString);
    assertEquals(one.digest(), verified.digest());

    merge.remove(folder.resolve("shard-2").toString());
    merge.set(merge.size() - 1, folder.resolve("again").toString());
    Rig part = Rig.run(merge.toArray(String[]::new));
    assertEquals(ExitCode.USAGE, part.code(), part::toString);
    assertTrue(part.err().contains("of 3 shards these are missing: [2]"), part::toString);
  }

  @Test
  void morePartsThanScenariosAreRefused() {
    Rig rig = Rig.run(words("run", folder.resolve("x"), "--shard", "1/900"));
    assertEquals(ExitCode.USAGE, rig.code(), rig::toString);
    assertTrue(rig.err().contains("scenarios are selected"), rig::toString);
  }
}
