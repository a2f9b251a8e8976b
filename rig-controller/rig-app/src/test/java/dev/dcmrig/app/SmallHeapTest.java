// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.app.console.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run in a process that has too little memory for it, or nearly so. */
class SmallHeapTest {

  /** Only a run that never ends takes this long, on however busy a machine. */
  private static final int BOUND_MINUTES = 10;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {32, 48})
  void aRunPassesOnlyWhenAllOfItRanAndEndsInAnyCase(int megabytes) throws Exception {
    Path out = folder.resolve("run");
    Path said = folder.resolve("said");
    Process rig =
        new ProcessBuilder(
                Child.command(
                    List.of("-Xmx" + megabytes + "m", "-XX:+UseParallelGC"),
                    "run",
                    "--seed=7",
                    "--tags=@SOS-01",
                    "--parallel=4",
                    "--out=" + out))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertTrue(rig.waitFor(BOUND_MINUTES, TimeUnit.MINUTES), "still running");
    } finally {
      rig.destroyForcibly();
    }
    String all = Files.readString(said, StandardCharsets.UTF_8);
    if (rig.exitValue() == ExitCode.PASSED.number()) {
      var result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
      assertEquals(result.path("planned"), result.path("verdicts").path("PASSED"), all);
      assertTrue(result.path("complete").asBoolean(), all);
      return;
    }
    assertEquals(ExitCode.BENCH_BROKE.number(), rig.exitValue(), all);
    assertTrue(all.contains("memory"), all);
    if (Files.exists(out.resolve("result.json"))) {
      var result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
      assertTrue(result.path("verdicts").path("ERROR").asInt() > 0, all);
      assertEquals(ExitCode.PASSED, Rig.run("verify", out.toString()).code());
    }
  }
}
