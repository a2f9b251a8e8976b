// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import dev.dcmrig.evidence.trace.TraceConverter;
import dev.dcmrig.evidence.trace.TraceWriter;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may do to a run folder; where a manifest is made anew, all of it is. */
class RunVerifierTest {
  private static final String OWN = "scenarios/sos-a--fails/";

  @TempDir Path folder;
  private Path run;
  private String digest = "";

  @BeforeEach
  void make() {
    run = folder.resolve("run");
    RunFolder made = SmallRun.begin(folder);
    play(made.scenario("sos/a:fails", VirtualTimeline.EPOCH), Verdict.FAILED);
    play(made.scenario("sos/a:passes", VirtualTimeline.EPOCH), Verdict.PASSED);
    digest = SmallRun.end(made).digest();
  }

  private static void play(ScenarioEvidence scenario, Verdict verdict) {
    boolean failed = verdict == Verdict.FAILED;
    scenario.dut(failed ? "stranger 1" : "stranger 2");
    scenario.frame(1000, 0, Frame.classic(1, (byte) 2));
    scenario.network(
        1500,
        Protocol.SIP,
        "10.64.0.2:5060",
        "198.51.100.10:5060",
        Delivery.DELIVERED,
        "INVITE".getBytes(StandardCharsets.UTF_8));
    scenario.observation(2000, Subject.DCM, "call.connected", Map.of("a", "b"));
    scenario.step(
        3000,
        "Then ",
        "it is so",
        failed
            ? new StepVerdict(Verdict.FAILED, Subject.DCM, List.of(), "it is not so")
            : StepVerdict.PASSED);
    scenario.conclude(
        3000, verdict, failed ? Subject.DCM : null, List.of(), failed ? "it is not so" : "", true);
  }

  /** The sentences, after somebody sealed the folder again. */
  private List<String> sealedAgain() throws IOException {
    RunForger.remake(run);
    return RunVerifier.verify(run).problems();
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(run.resolve(file));
    assertTrue(text.contains(from), text);
    Files.writeString(run.resolve(file), text.replace(from, to));
  }

  private static void has(List<String> problems, String part) {
    assertTrue(problems.stream().anyMatch(p -> p.contains(part)), problems::toString);
  }

  @Test
  void anUntouchedRunIsGoodAndItsDigestIsComputed() {
    Verification verification = RunVerifier.verify(run);
    assertEquals(List.of(), verification.problems());
    assertEquals(digest, verification.digest());
  }

  @Test
  void everyProblemIsNamedNotTheFirstOnly() throws Exception {
    Files.writeString(run.resolve(".hidden"), "x");
    Files.createDirectories(run.resolve("inputs/empty"));
    Files.createSymbolicLink(run.resolve("dangling"), Path.of("nowhere"));
    assertEquals(0, new ProcessBuilder("mkfifo", run + "/pipe").start().waitFor());
    Files.delete(run.resolve(OWN + "network.pcap"));
    List<String> problems = RunVerifier.verify(run).problems();
    has(problems, ".hidden was added");
    has(problems, "inputs/empty is an empty folder");
    has(problems, "dangling is a link");
    has(problems, "pipe is a pipe");
    has(problems, "network.pcap was removed");
  }

  @ParameterizedTest
  @ValueSource(strings = {OWN + "frames.dcmt", OWN + "events.jsonl", "plan.json", "manifest.json"})
  @Timeout(60)
  void aPipeInAFilesPlaceIsNeverOpened(String file) throws Exception {
    Files.delete(run.resolve(file));
    assertEquals(0, new ProcessBuilder("mkfifo", run.resolve(file).toString()).start().waitFor());
    Verification verification = RunVerifier.verify(run);
    has(verification.problems(), file + " is a pipe");
    assertEquals("", verification.digest());
  }

  @Test
  void theSealChangesWithAnyFileWhileTheDigestIsThatOfTheEvidence() throws IOException {
    Verification before = RunVerifier.verify(run);
    edit("tool.json", "\"dirty\" : false", "\"dirty\" : true");
    sealedAgain();
    Verification after = RunVerifier.verify(run);
    assertEquals(List.of(), after.problems());
    assertEquals(before.digest(), after.digest());
    assertNotEquals(before.seal(), after.seal());
  }

  @Test
  void aVerdictThatWasTurnedDoesNotFollowFromItsEvidence() throws IOException {
    edit(OWN + "verdict.json", "\"FAILED\"", "\"PASSED\"");
    edit(OWN + "verdict.json", "\"DCM\"", "\"\"");
    List<String> problems = sealedAgain();
    has(problems, "has another digest than its evidence");
    has(problems, "not all of its steps have passed");
  }

  @Test
  void evidenceThatWasChangedIsNotTheEvidenceThatWasJudged() throws IOException {
    for (String file : List.of("events.jsonl", "network.jsonl", "network.pcap")) {
      make(folder.resolve(file));
      byte[] bytes = Files.readAllBytes(run.resolve(OWN + file));
      bytes[bytes.length - 5] ^= 1;
      Files.write(run.resolve(OWN + file), bytes);
      has(sealedAgain(), "its evidence is not the evidence that was judged");
    }
  }

  private void make(Path other) {
    folder = other;
    make();
  }

  @Test
  void aDeviceThatWasMadeRealAndDefectsThatWereTakenAwayChangeTheDigest() throws IOException {
    edit("run.json", "\"dutIsStandIn\" : true", "\"dutIsStandIn\" : false");
    List<String> problems = sealedAgain();
    has(problems, "result.json says 'digest'");
    has(problems, "manifest.json says 'options'");
  }

  @Test
  void aScenarioThatWasTakenOutIsMissed() throws IOException {
    try (Stream<Path> files = Files.list(run.resolve(OWN))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(run.resolve(OWN));
    List<String> problems = sealedAgain();
    has(problems, "result.json says 'lost'");
    has(problems, "result.json says 'digest'");
  }

  @Test
  void fieldsThatTheRigDoesNotWriteAreRefused() throws IOException {
    edit("result.json", "{", "{ \"approved\" : true,");
    has(sealedAgain(), "result.json is not as the rig writes it");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() throws IOException {
    edit("run.json", "\"seed\" : 7", "\"seed\" : 8, \"seed\" : 7");
    has(sealedAgain(), "run.json is not as the rig writes it");
  }

  @Test
  void somethingAfterTheEndIsRefused() throws IOException {
    Files.writeString(run.resolve("manifest.json"), "{}", StandardOpenOption.APPEND);
    has(RunVerifier.verify(run).problems(), "manifest.json is not as the rig writes it");
  }

  @Test
  void aManifestThatSaysOtherThanTheRunIsRefused() throws IOException {
    edit("manifest.json", "\"seed\" : 7", "\"seed\" : 8");
    edit("manifest.json", "DCM Rig 0.1", "DCM Rig 9");
    List<String> problems = RunVerifier.verify(run).problems();
    has(problems, "manifest.json says 'seed'");
    has(problems, "manifest.json says 'tool'");
  }

  @Test
  void aRunThatWasKilledIsNotSealedAndAFolderOfSomethingElseIsNoRun() throws IOException {
    Files.delete(run.resolve("manifest.json"));
    has(RunVerifier.verify(run).problems(), "killed before it was sealed");
    assertThrows(RunFolderException.class, () -> RunVerifier.verify(folder));
  }

  @Test
  void aRequirementThatNoTagNamesIsNotClaimed() throws IOException {
    edit("plan.json", "\"requirements\" : [ ]", "\"requirements\" : [ \"SOS-01\" ]");
    has(sealedAgain(), "is about other ids than its tags name");
  }

  /** Of each file: an edit of one place, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "verdict.json|\"density\" : [ 1 ]|\"density\" : [ 2 ]|draws another picture",
        "verdict.json|Then it is so: it is not so|Then it is so: it was late|other errors",
        "verdict.json|\"endNanos\" : 3000|\"endNanos\" : 2000|go on after the end",
        "verdict.json|\"FAILED\"|\"INCONCLUSIVE\"|called inconclusive, and its steps say failed",
        "verdict.json|\"FAILED\"|\"NOT_VERIFIED\"|called not verified",
        "verdict.json|\"reason\" : \"it is not so\"|\"reason\" : \"it rains\"|its steps say",
        "events.jsonl|\"t\":3000|\"t\":1000|not in the order of time",
        "events.jsonl|\"t\":3000|\"t\":4000|go on after the end",
        "events.jsonl|\"failed\"|\"passed\"|its steps say nothing of it"
      })
  void aScenariosFilesFollowFromItsEvidence(String file, String from, String to, String said)
      throws IOException {
    edit(OWN + file, from, to);
    has(sealedAgain(), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tool.json|\"version\" : \"0.1\"|\"version\" : \"0.2\"|tool.json says 'version'",
        "tool.json|\"commit\" : \"\"|\"commit\" : \"main\"|a commit or a hash that is none",
        "tool.json|17.0.1+1|21.0.1+1|another virtual machine",
        "tool.json|\"dirty\" : false|\"dirty\" :  false|the same content has other bytes",
        "run.json|\"started\" : \"2|\"started\" : \"3|result.json ends before run.json starts",
        "result.json|\"ended\" : \"2|\"ended\" : \"1|result.json ends before run.json starts",
        "run.json|stranger 2|stranger 3|run.json says 'dutIdentities' is [stranger 1, stranger 3]",
        "inputs.json|\"bytes\" : 11|\"bytes\" : 12|is not the file that inputs.json lists",
        "messages.ndjson|\"FAILED\"|\"PASSED\"|tells other scenarios or steps of sos/a:fails",
        "messages.ndjson|it is so|it was so|tells other scenarios or steps",
        "messages.ndjson|Feature: a|Feature: b|has another sos/a.feature than inputs/features",
        "messages.ndjson|testStepFinished|testStepFinisheD|a line that the engine did not write",
        "messages.ndjson|\"seconds\":|\"seconds\":9|is of another time than the run",
        "messages.ndjson|testRunFinished|testRunStarted|is of another time than the run"
      })
  void theRunsFilesAgreeWithEachOther(String file, String from, String to, String said)
      throws IOException {
    edit(file, from, to);
    has(sealedAgain(), said);
  }

  @Test
  void anInputThatWasChangedIsNotTheOneThatIsListed() throws IOException {
    edit("inputs/features/sos/a.feature", "Feature: a", "Feature: c");
    has(sealedAgain(), "is not the file that inputs.json lists");
  }

  @Test
  void aFrameLogOfOtherFramesThatIsWholeIsNotTheOneThatWasJudged() throws IOException {
    Path log = run.resolve(OWN + TraceConverter.FRAMES);
    Files.delete(log);
    try (TraceWriter writer = new TraceWriter(log, VirtualTimeline.EPOCH, List.of("vehicle"))) {
      writer.frame(5000, 0, Frame.classic(1, (byte) 3));
    }
    List<String> problems = sealedAgain();
    has(problems, "its evidence is not the evidence that was judged");
    has(problems, "frames.dcmt goes on after the end that verdict.json names");
  }
}
