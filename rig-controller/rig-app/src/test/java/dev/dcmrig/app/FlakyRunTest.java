// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails once, and passes when it is run once more. */
class FlakyRunTest {
  private static final String ONE = "^Ignition on: red and green alternate";
  private static final String OWN =
      "/indicator-indicator--ignition-on-red-and-green-alternate-then-solid-green/verdict.json";

  @TempDir Path folder;

  /** A bench on which the light reader sees no green in the first scenario. */
  private Path bench() throws IOException, URISyntaxException {
    RigHome home = RigHome.find();
    Path program =
        Path.of(
            Objects.requireNonNull(FlakyRunTest.class.getResource("loose_indicator.py")).toURI());
    return Files.writeString(
        folder.resolve("loose.yaml"),
        Files.readString(home.benches().resolve("emulated.yaml"))
            + "instruments:\n  indicator: {driver: exec, command: [\"python3\", \""
            + program
            + "\", \""
            + folder.resolve("memory")
            + "\"]}\n");
  }

  private Rig run(Path out, String... more) throws Exception {
    String[] words = {
      "run",
      "--seed",
      "7",
      "--tags",
      "@IND-01",
      "--name",
      ONE,
      "--out",
      out.toString(),
      "--bench",
      bench().toString()
    };
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return Rig.run(all);
  }

  @Test
  void itIsShownAsFlakyAndNeverAsPassed() throws Exception {
    Path out = folder.resolve("run");
    Rig rig = run(out, "--retry-failed", "--shard", "1/1");
    assertEquals(ExitCode.FLAKY, rig.code(), rig::toString);
    assertEquals(4, rig.code().number());
    assertTrue(rig.out().contains("1 scenario failed, and is run once more"), rig::toString);
    assertTrue(rig.out().contains("flaky, which is not passed:"), rig::toString);
    assertTrue(rig.out().contains("1 scenarios: 1 FLAKY"), rig::toString);
    assertTrue(
        rig.out().contains("0 of 1 DCM requirements passed on the emulated DCM; 1 flaky"),
        rig::toString);
    // The evidence of both is kept.
    assertEquals("FAILED", json(out.resolve("scenarios" + OWN)).path("verdict").asText());
    assertEquals("PASSED", json(out.resolve("retries" + OWN)).path("verdict").asText());
    for (JsonNode entry : json(out.resolve("requirements.json")).path("requirements")) {
      assertEquals(
          entry.path("id").asText().equals("IND-01") ? "flaky" : "not verified",
          entry.path("verdict").asText(),
          entry::toString);
    }
    String junit = Files.readString(out.resolve("junit.xml"));
    assertTrue(junit.contains("<flakyFailure type=\"failed-dcm\" message=\""), junit);
    assertTrue(junit.contains("<skipped message=\"flaky: "), junit);
    assertFalse(junit.contains("<failure"), junit);
    Rig verified = Rig.run("verify", out.toString());
    assertEquals(ExitCode.PASSED, verified.code(), verified::toString);
    assertEquals(rig.digest(), verified.digest());
    // A merged run keeps both, too.
    Path merged = folder.resolve("merged");
    Rig whole = Rig.run("report", "merge", out.toString(), "--out", merged.toString());
    assertEquals(ExitCode.FLAKY, whole.code(), whole::toString);
    assertEquals(rig.digest(), whole.digest());
    assertEquals(ExitCode.PASSED, Rig.run("verify", merged.toString()).code());
    // It is no pass for who runs again what did not pass.
    Rig again = Rig.run("run", "--failed-of", out.toString(), "--out", folder + "/again");
    assertEquals(ExitCode.PASSED, again.code(), again::toString);
    // An attempt that somebody takes away is missed.
    Path second = out.resolve("retries" + OWN);
    Files.writeString(second, Files.readString(second).replace("\"PASSED\"", "\"FLAKY\""));
    Rig edited = Rig.run("verify", out.toString());
    assertEquals(ExitCode.FAILED, edited.code(), edited::toString);
    assertTrue(edited.err().contains("it is called flaky, which no single"), edited::toString);
  }

  @Test
  void withoutTheOptionItHasFailed() throws Exception {
    Rig rig = run(folder.resolve("run"));
    assertEquals(ExitCode.FAILED, rig.code(), rig::toString);
    assertFalse(Files.exists(folder.resolve("run/retries")));
  }

  @Test
  void whatFailsTwiceHasFailedAndBothAttemptsAreKept() throws Exception {
    Path out = folder.resolve("run");
    Rig rig =
        Rig.run(
            "run",
            "--retry-failed",
            "--tags",
            "@SOS-04",
            "--defect",
            "sos-one-retry-too-many",
            "--name",
            "Without coverage there are three attempts",
            "--out",
            out.toString());
    assertEquals(ExitCode.FAILED, rig.code(), rig::toString);
    assertTrue(rig.out().contains("run once more"), rig::toString);
    assertTrue(Files.isDirectory(out.resolve("retries")));
    String junit = Files.readString(out.resolve("junit.xml"));
    assertTrue(junit.contains("<rerunFailure type=\"failed\" message=\""), junit);
    assertTrue(junit.contains("; run once more: failed, in the same way"), junit);
    Rig verified = Rig.run("verify", out.toString());
    assertEquals(ExitCode.PASSED, verified.code(), verified::toString);
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
