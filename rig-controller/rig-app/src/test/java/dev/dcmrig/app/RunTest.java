// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.app.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some scenarios through everything: command line, bench, DCM, environment, evidence, report. */
class RunTest {
  /** Calls, the lamp, and what the service is told: ten scenarios. */
  private static final String SOME = "@SOS-08 or @IND-02 or @PRV-02";

  /** One of the shortest there is. */
  private static final String ONE = "@SOS-08";

  @TempDir Path folder;

  @Test
  void oneSeedGivesOneDigestInAnyOrderAndInParallel() {
    Rig first = run("a", "--tags", SOME, "--seed", "7");
    Rig again = run("b", "--tags", SOME, "--seed", "7");
    Rig parallel = run("c", "--tags", SOME, "--seed", "7", "--parallel", "2");
    Rig ordered = run("d", "--tags", SOME, "--seed", "7", "--order", "feature");
    assertEquals(ExitCode.PASSED, first.code(), first::toString);
    assertEquals(first.digest(), again.digest());
    assertEquals(first.digest(), parallel.digest());
    assertEquals(first.digest(), ordered.digest());
  }

  @Test
  void everyRequirementIsReportedAndThoseWithoutAScenarioAsNotVerified() throws IOException {
    Rig rig = run("run", "--tags", ONE);
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    Map<String, String> verdicts = verdicts("run");
    assertEquals(77, verdicts.size());
    assertEquals("passed", verdicts.get("SOS-08"));
    assertEquals("not verified", verdicts.get("OTA-01"));
    for (String file : new String[] {"report.html", "junit.xml", "manifest.json"}) {
      assertTrue(Files.size(folder.resolve("run").resolve(file)) > 0, file);
    }
    assertTrue(rig.out().contains("report.html"), rig::toString);
    assertEquals(ExitCode.PASSED, Rig.run("verify", folder.resolve("run").toString()).code());
  }

  @Test
  void aSeededDefectEndsWithOneAndItsRequirementIsAmongThoseFailed() throws IOException {
    Rig rig =
        run("defect", "--name", "SOS, ringing 3: line lost", "--defect", "sos-one-retry-too-many");
    assertEquals(ExitCode.FAILED, rig.code(), rig::toString);
    assertEquals("failed", verdicts("defect").get("SOS-04"));
    assertTrue(rig.out().contains("FAILED"), rig::toString);
  }

  @Test
  void aChangedRunFolderIsFoundOut() throws IOException {
    run("run", "--tags", ONE);
    Path requirements = folder.resolve("run/requirements.json");
    Files.writeString(
        requirements, Files.readString(requirements).replace("not verified", "passed"));
    Rig verify = Rig.run("verify", folder.resolve("run").toString());
    assertEquals(ExitCode.FAILED, verify.code(), verify::toString);
    assertTrue(verify.err().contains("requirements.json"), verify::toString);
  }

  @Test
  void theFramesOfARunBecomeCandumpLogs() throws IOException {
    run("run", "--tags", ONE);
    Rig rig =
        Rig.run("trace", "convert", folder.resolve("run").toString(), folder.resolve("logs") + "");
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    try (var logs = Files.walk(folder.resolve("logs"))) {
      Path log = logs.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
      try (var lines = Files.lines(log)) {
        String line = lines.findFirst().orElseThrow();
        assertTrue(line.matches("\\(\\d+\\.\\d{6}\\) \\S+ [0-9A-F]{3}#[0-9A-F]*"), line);
      }
    }
  }

  @Test
  void evidenceIsNeverWrittenOver() throws IOException {
    run("run", "--tags", ONE);
    Path run = folder.resolve("run");
    String frames;
    try (var files = Files.walk(run.resolve("scenarios"))) {
      frames = files.filter(file -> file.endsWith("frames.dcmt")).findFirst().orElseThrow() + "";
    }
    for (String out : new String[] {frames, run + "/run.json", run + "/logs", run + "/a/b"}) {
      Rig rig = Rig.run("trace", "convert", frames, out);
      assertEquals(ExitCode.USAGE, rig.code(), rig::toString);
      assertTrue(rig.err().contains("evidence is never added to"), rig::toString);
    }
    assertEquals(ExitCode.PASSED, Rig.run("verify", run.toString()).code());
  }

  private Rig run(String name, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "run";
    all[1] = "--out";
    all[2] = folder.resolve(name).toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Rig.run(all);
  }

  private Map<String, String> verdicts(String run) throws IOException {
    Map<String, String> verdicts = new HashMap<>();
    JsonNode root =
        new ObjectMapper().readTree(folder.resolve(run).resolve("requirements.json").toFile());
    for (JsonNode requirement : root.get("requirements")) {
      verdicts.put(requirement.get("id").asText(), requirement.get("verdict").asText());
    }
    return verdicts;
  }
}
