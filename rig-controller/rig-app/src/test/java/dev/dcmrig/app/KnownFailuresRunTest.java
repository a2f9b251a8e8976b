// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run beside a list of known failures; the day is the test's. */
class KnownFailuresRunTest {
  private static final String DAY = "rig.today";
  private static final List<String> DEFECT = List.of("--defect", "sos-one-retry-too-many");

  @TempDir Path folder;
  private int runs;

  @BeforeEach
  void setTheDay() {
    System.setProperty(DAY, "2027-01-31");
  }

  @AfterEach
  void freeTheDay() {
    System.clearProperty(DAY);
  }

  private Path list(String id, String expires) throws IOException {
    return Files.writeString(
        folder.resolve("known.yaml"),
        """
        known:
          - id: %s
            dut: emulated-dcm
            ticket: DCM-17
            expires: %s
        """
            .formatted(id, expires));
  }

  private Path out() {
    return folder.resolve("run-" + runs);
  }

  private Rig run(Path list, List<String> more) {
    runs++;
    List<String> words =
        new ArrayList<>(
            List.of("run", "--tags", "@SOS-04", "--name", "Without coverage there are three"));
    words.addAll(List.of("--known", list.toString(), "--out", out().toString()));
    words.addAll(more);
    return Rig.run(words.toArray(String[]::new));
  }

  @Test
  void aListThatCannotBeReadIsRefusedBeforeAnythingIsMade() throws Exception {
    Rig rig = run(list("SOS-04", "2027-02-30"), DEFECT);
    assertEquals(ExitCode.USAGE, rig.code(), rig::toString);
    assertTrue(rig.err().contains("'2027-02-30' is no day"), rig::toString);
    assertFalse(Files.exists(out()), "a run folder was left behind");
  }

  @Test
  void aKnownFailureEndsWithZeroAndIsToldEverywhere() throws Exception {
    Rig rig = run(list("SOS-04", "2027-01-31"), DEFECT);
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    String told = "SOS-04 (DCM-17, until 2027-01-31): known to fail, in 1 scenario";
    assertTrue(rig.out().contains(told), rig::toString);
    assertTrue(rig.out().contains("1 scenarios: 1 FAILED"), rig::toString);
    String junit = Files.readString(out().resolve("junit.xml"));
    assertTrue(junit.contains("<skipped message=\"known, DCM-17: "), junit);
    assertTrue(junit.contains("failures=\"0\""), junit);
    String requirements = Files.readString(out().resolve("requirements.json"));
    assertTrue(requirements.contains("\"ticket\" : \"DCM-17\""), requirements);
    assertTrue(requirements.contains("\"verdict\" : \"failed\""), requirements);
    assertTrue(Files.readString(out().resolve("report.html")).contains(told));
    Rig verified = Rig.run("verify", out().toString());
    assertEquals(ExitCode.PASSED, verified.code(), verified::toString);
  }

  @Test
  void whatHasExpiredPassesOrIsForNothingEndsWithOneAndIsNamed() throws Exception {
    Rig expired = run(list("SOS-04", "2027-01-30"), DEFECT);
    assertEquals(ExitCode.FAILED, expired.code(), expired::toString);
    assertTrue(expired.err().contains("SOS-04 (DCM-17, until 2027-01-30): expired"));
    Rig passed = run(list("SOS-04", "2027-01-31"), List.of());
    assertEquals(ExitCode.FAILED, passed.code(), passed::toString);
    assertTrue(passed.err().contains("until 2027-01-31): passed unexpectedly"));
    Rig nothing = run(list("SOS-94", "2027-01-31"), List.of());
    assertEquals(ExitCode.FAILED, nothing.code(), nothing::toString);
    assertTrue(nothing.err().contains("SOS-94 (DCM-17, until 2027-01-31): for nothing"));
  }

  @Test
  void aListThatCanNotBeReadIsToldWithItsLine() throws Exception {
    Rig rig = run(list("SOS-04", "soon"), List.of());
    assertEquals(ExitCode.USAGE, rig.code(), rig::toString);
    assertTrue(rig.err().contains("known.yaml"), rig::toString);
    assertTrue(rig.err().contains("'soon' is no day"), rig::toString);
    Rig shard = run(list("SOS-04", "2027-01-31"), List.of("--shard", "1/1"));
    assertEquals(ExitCode.USAGE, shard.code(), shard::toString);
    assertTrue(shard.err().contains("give it to 'rig report merge'"), shard::toString);
  }

  @Test
  void aMergedRunIsHeldAgainstTheListAsAWhole() throws Exception {
    Path list = list("SOS-04", "2027-01-31");
    Path shard = folder.resolve("shard");
    List<String> words = new ArrayList<>(List.of("run", "--tags", "@SOS-04", "--name"));
    words.addAll(List.of("Without coverage there are three", "--shard", "1/1", "--out"));
    words.add(shard.toString());
    words.addAll(DEFECT);
    assertEquals(ExitCode.FAILED, Rig.run(words.toArray(String[]::new)).code());
    Path out = folder.resolve("merged");
    Rig merged =
        Rig.run(
            "report",
            "merge",
            shard.toString(),
            "--known",
            list.toString(),
            "--out",
            out.toString());
    assertEquals(ExitCode.PASSED, merged.code(), merged::toString);
    Rig verified = Rig.run("verify", out.toString());
    assertEquals(ExitCode.PASSED, verified.code(), verified::toString);
  }
}
