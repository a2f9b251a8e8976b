// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.console.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, or a SIGTERM, in the middle of a run, in a process of its own. */
class CtrlCTest {

  /** No machine is so busy that this is not enough. */
  private static final int BOUND_SECONDS = 120;

  private static final List<String> SERIAL = List.of("-XX:+UseSerialGC");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"-INT", "-TERM"})
  void whatRanIsReportedMarkedIncompleteAndNothingIsLeftRunning(String signal) throws Exception {
    Path out = folder.resolve("run");
    List<String> command = new ArrayList<>();
    // A build in the background of a script ignores it.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.addAll(Child.command(SERIAL, "run", "--order", "feature", "--out", out.toString()));
    Process rig = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> said = new ArrayList<>();
    try (BufferedReader reader = rig.inputReader()) {
      readUntil(reader, said, "  1/");
      new ProcessBuilder("kill", signal, Long.toString(rig.pid())).start().waitFor();
      readUntil(reader, said, null);
    }
    assertTrue(rig.waitFor(BOUND_SECONDS, TimeUnit.SECONDS), "still running");
    String all = String.join("\n", said);
    assertEquals(ExitCode.INTERRUPTED.number(), rig.exitValue(), all);
    assertTrue(all.contains("interrupted: the report holds"), all);
    assertFalse(all.contains("\tat "), all);
    assertTrue(Files.readString(out.resolve("result.json")).contains("\"complete\" : false"), all);
    assertTrue(Files.readString(out.resolve("report.html")).contains("incomplete"), all);
    assertEquals(ExitCode.PASSED, Rig.run("verify", out.toString()).code());
  }

  private static void readUntil(BufferedReader reader, List<String> said, String part)
      throws IOException {
    String line;
    while ((line = reader.readLine()) != null) {
      said.add(line);
      if (part != null && line.contains(part)) {
        return;
      }
    }
  }
}
