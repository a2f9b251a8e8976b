// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.app.console.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Evidence that can't be written in mid-run, in a process of its own. A limit on the size of files
 * stands for the full disk: it needs no file system of its own, and fails the same writes.
 */
class FullDiskTest {

  /** In blocks of 512 bytes (POSIX), or 1024 (bash): more than any file of a short scenario. */
  private static final int FILE_BLOCKS = 3000;

  /** No machine is so busy that this is not enough. */
  private static final int BOUND_SECONDS = 240;

  @TempDir Path folder;

  @Test
  void theRunEndsWithThreeAndAReportOfWhatRanAndNothingHalfWrittenIsTakenForWhole()
      throws Exception {
    Path out = folder.resolve("run");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "ulimit -f " + FILE_BLOCKS + "; exec \"$@\"", "sh"));
    command.addAll(
        Child.command(
            List.of("-XX:+UseSerialGC"),
            "run",
            "--name",
            "With the ignition at OFF a press does nothing|refused is tried again|returns after"
                + " 24 hours",
            "--order",
            "shortest",
            "--out",
            out.toString()));
    Process rig = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(rig.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(rig.waitFor(BOUND_SECONDS, TimeUnit.SECONDS), "still running");
    assertEquals(ExitCode.BENCH_BROKE.number(), rig.exitValue(), said);
    assertTrue(said.contains("evidence can't be kept, the run ends here: "), said);
    assertTrue(said.contains("acn/retries.feature:"), said);
    assertTrue(said.contains("files may not grow that large here"), said);
    assertTrue(said.contains("cut short: the report holds the 2 of 3 scenarios that ran"), said);
    assertFalse(said.contains("\tat "), said);

    JsonNode requirements = new ObjectMapper().readTree(out.resolve("requirements.json").toFile());
    assertFalse(requirements.path("complete").asBoolean(true));
    Map<String, String> verdicts = verdicts(requirements);
    assertEquals("passed", verdicts.get("SOS-03"));
    assertEquals("error", verdicts.get("ACN-05"));
    Rig verify = Rig.run("verify", out.toString());
    assertEquals(ExitCode.PASSED, verify.code(), verify::toString);

    Rig convert = Rig.run("trace", "convert", out.toString(), folder.resolve("logs").toString());
    assertEquals(ExitCode.BENCH_BROKE, convert.code(), convert::toString);
    assertTrue(convert.err().contains("acn-retries--"), convert::toString);
  }

  private static Map<String, String> verdicts(JsonNode file) throws IOException {
    Map<String, String> verdicts = new HashMap<>();
    for (JsonNode requirement : file.path("requirements")) {
      verdicts.put(requirement.path("id").asText(), requirement.path("verdict").asText());
    }
    return verdicts;
  }
}
