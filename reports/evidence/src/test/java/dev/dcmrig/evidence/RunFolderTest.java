// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  @TempDir Path folder;

  private static void play(ScenarioEvidence scenario, String value) {
    scenario.frame(1000, 0, Frame.classic(1, (byte) 2));
    scenario.observation(2000, Subject.DCM, "call.connected", Map.of("a", value));
    scenario.beside("port", value + System.nanoTime());
    scenario.step(3000, "Then ", "it is so", StepVerdict.PASSED);
    scenario.conclude(3000, Verdict.PASSED, null, List.of(), "", true);
  }

  private RunFolder begin(String name, int... lines) {
    RunFolder run = RunFolder.create(folder.resolve(name), SmallRun.options(List.of()));
    run.plan(
        Arrays.stream(lines)
            .mapToObj(
                line ->
                    new PlannedScenario(
                        "sos/a:" + line,
                        "sos/a.feature:" + line,
                        "n",
                        List.of("@SOS-01"),
                        List.of("SOS-01")))
            .toList());
    run.requirements(List.of());
    run.tool(new ToolIdentity("0.1", "", false, "", List.of(), List.of()));
    run.inputs(List.of());
    return run;
  }

  private String run(String name, String value, int... lines) {
    RunFolder run = begin(name, lines);
    for (int line : lines) {
      play(run.scenario("sos/a:" + line, EPOCH), value);
    }
    RunResult result = run.finish();
    run.seal(result);
    return result.digest();
  }

  @Test
  void theDigestKnowsNoOrderAndNothingBesideButEachObservation() {
    assertEquals(run("a", "x", 9, 10), run("b", "x", 10, 9));
    assertNotEquals(run("c", "x", 9, 10), run("d", "y", 9, 10));
  }

  @Test
  void aFolderThatHoldsSomethingIsRefused() {
    run("a", "x", 1);
    assertThrows(
        RunFolderException.class,
        () -> RunFolder.create(folder.resolve("a"), SmallRun.options(List.of())));
  }

  @Test
  void aScenarioWithoutVerdictMakesTheRunIncomplete() {
    RunFolder run = begin("a", 1);
    run.scenario("sos/a:1", EPOCH);
    assertFalse(run.finish().complete());
  }

  @Test
  void aScenarioThatNeverBeganIsAnErrorAndMakesTheRunIncomplete() {
    RunFolder run = begin("a", 1, 2);
    play(run.scenario("sos/a:1", EPOCH), "x");
    RunResult result = run.finish();
    assertFalse(result.complete());
    assertEquals(
        List.of(Verdict.PASSED, Verdict.ERROR),
        result.scenarios().stream().map(ScenarioResult::verdict).toList());
    assertEquals(RunFolder.NEVER_BEGAN, result.lost().get(0).reason());
  }

  @Test
  void whatIsNotInThePlanOrRanBeforeIsRefused() {
    RunFolder run = begin("a", 1);
    assertThrows(RunFolderException.class, () -> run.scenario("sos/a:2", EPOCH));
    play(run.scenario("sos/a:1", EPOCH), "x");
    assertThrows(RunFolderException.class, () -> run.scenario("sos/a:1", EPOCH));
  }

  /** Many try at once, many times: whoever makes the folder has it alone. */
  @Test
  void ofRunsThatWantOneFolderOneGetsIt() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 50; round++) {
        Path wanted = folder.resolve("round-" + round);
        CyclicBarrier start = new CyclicBarrier(4);
        Callable<Integer> attempt =
            () -> {
              start.await();
              try {
                RunFolder.create(wanted, SmallRun.options(List.of()));
                return 1;
              } catch (RunFolderException e) {
                return 0;
              }
            };
        int made = 0;
        for (Future<Integer> done : pool.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
          made += done.get();
        }
        assertEquals(1, made, "round " + round);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aFailureOfTheDcmIsNoFailureOfAServiceRequirement() {
    ScenarioResult failed =
        new ScenarioResult(
            "a:x",
            "a:1",
            "n",
            List.of("@X-1", "@X-2"),
            Verdict.FAILED,
            Subject.DCM,
            List.of(),
            "r",
            0,
            "d",
            "f");
    List<RequirementOutcome> outcomes =
        RequirementOutcome.of(
            List.of(
                new Requirement("X-1", "", "", "D", Subject.DCM),
                new Requirement("X-2", "", "", "D", Subject.SERVICE),
                new Requirement("X-3", "", "", "D", Subject.DCM)),
            List.of(failed),
            true);
    assertEquals(
        List.of(Verdict.FAILED, Verdict.INCONCLUSIVE, Verdict.NOT_VERIFIED),
        outcomes.stream().map(RequirementOutcome::verdict).toList());
  }

  private static ScenarioResult result(String id, String tag, Verdict verdict, String reason) {
    return new ScenarioResult(
        id, "a:1", "n", List.of(tag), verdict, Subject.DCM, List.of(), reason, 0, "d", "f");
  }

  @Test
  void whatARunThatEndedEarlyHasNotBegunIsNotVerified() {
    List<RequirementOutcome> outcomes =
        RequirementOutcome.of(
            List.of(
                new Requirement("X-1", "", "", "D", Subject.DCM),
                new Requirement("X-2", "", "", "D", Subject.DCM),
                new Requirement("X-3", "", "", "D", Subject.DCM)),
            List.of(
                result("a:1", "@X-1", Verdict.ERROR, RunFolder.NEVER_BEGAN),
                result("a:2", "@X-2", Verdict.PASSED, ""),
                result("a:3", "@X-2", Verdict.ERROR, RunFolder.NEVER_BEGAN),
                result("a:4", "@X-3", Verdict.ERROR, "the bench broke"),
                result("a:5", "@X-3", Verdict.ERROR, RunFolder.NEVER_BEGAN)),
            true);
    assertEquals(
        List.of(Verdict.NOT_VERIFIED, Verdict.NOT_VERIFIED, Verdict.ERROR),
        outcomes.stream().map(RequirementOutcome::verdict).toList());
  }

  @Test
  void aScenarioThatLosesItsWayFailsWhatTheDeviceOwedAndDecidesNothingElse() {
    ScenarioResult lost =
        new ScenarioResult(
            "a:x",
            "a:1",
            "n",
            List.of("@X-1"),
            Verdict.FAILED,
            Subject.DCM,
            List.of("X-2"),
            "it did not become ready",
            0,
            "d",
            "f");
    List<RequirementOutcome> outcomes =
        RequirementOutcome.of(
            List.of(
                new Requirement("X-1", "", "", "D", Subject.DCM),
                new Requirement("X-2", "", "", "D", Subject.DCM),
                new Requirement("X-3", "", "", "D", Subject.DCM)),
            List.of(lost),
            false);
    assertEquals(
        List.of(Verdict.INCONCLUSIVE, Verdict.FAILED, Verdict.NOT_VERIFIED),
        outcomes.stream().map(RequirementOutcome::verdict).toList());
    assertEquals(List.of(lost), outcomes.get(1).scenarios());
  }

  @Test
  void aDeviceThatFailsInAScenarioAboutTheServiceFailsTheFirstIdOfItsOwn() {
    ScenarioResult reset =
        new ScenarioResult(
            "a:x",
            "a:1",
            "n",
            List.of("@long", "@X-1", "@X-2", "@X-3"),
            Verdict.FAILED,
            Subject.DCM,
            List.of("X-1"),
            "its watchdog reset it",
            0,
            "d",
            "f");
    List<RequirementOutcome> outcomes =
        RequirementOutcome.of(
            List.of(
                new Requirement("X-1", "", "", "D", Subject.SERVICE),
                new Requirement("X-2", "", "", "D", Subject.DCM),
                new Requirement("X-3", "", "", "D", Subject.DCM)),
            List.of(reset),
            false);
    assertEquals(
        List.of(Verdict.INCONCLUSIVE, Verdict.FAILED, Verdict.INCONCLUSIVE),
        outcomes.stream().map(RequirementOutcome::verdict).toList());
  }

  @Test
  void tsharkDissectsACallAndFindsNothingMalformed() throws Exception {
    boolean there = Files.isExecutable(Path.of("/usr/bin/tshark"));
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, "tshark is not installed (Debian's package tshark)");
    }
    RunFolder run = begin("a", 1);
    ScenarioEvidence s = run.scenario("sos/a:1", EPOCH);
    String sdp =
        "v=0\r\no=- 1 1 IN IP4 10.64.0.2\r\ns=-\r\nc=IN IP4 10.64.0.2\r\nt=0 0\r\n"
            + "m=audio 4000 RTP/AVP 0\r\n";
    String invite =
        "INVITE sip:1@198.51.100.10 SIP/2.0\r\nVia: SIP/2.0/TCP 10.64.0.2:5060;branch=z9hG4bK1\r\n"
            + "From: <sip:a@b>;tag=1\r\nTo: <sip:1@b>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n"
            + "Max-Forwards: 70\r\nContent-Type: application/sdp\r\nContent-Length: "
            + sdp.length()
            + "\r\n\r\n"
            + sdp;
    String from = "10.64.0.2:5060";
    String to = "198.51.100.10:5060";
    byte[] bytes = invite.getBytes(StandardCharsets.UTF_8);
    s.network(1000, Protocol.SIP, from, to, Delivery.DELIVERED, bytes);
    byte[] rtp = new byte[172];
    rtp[0] = (byte) 0x80;
    s.network(2000, Protocol.RTP, "198.51.100.10:4000", "10.64.0.2:4000", Delivery.DELIVERED, rtp);
    s.conclude(3000, Verdict.PASSED, null, List.of(), "", true);
    String pcap = folder.resolve("a/scenarios/sos-a--1/network.pcap").toString();
    assertEquals("", tshark(pcap, "_ws.malformed || tcp.analysis.flags"));
    assertTrue(tshark(pcap, "sip.Method == INVITE && sdp").contains("INVITE"));
    assertTrue(tshark(pcap, "rtp").contains("PCMU"));
    assertEquals(
        "",
        tshark(pcap, "ip.checksum.status==0 || tcp.checksum.status==0 || udp.checksum.status==0"));
  }

  private static String tshark(String file, String filter) throws Exception {
    Process process =
        new ProcessBuilder(
                "/usr/bin/tshark",
                "-r",
                file,
                "-o",
                "tcp.check_checksum:TRUE",
                "-o",
                "ip.check_checksum:TRUE",
                "-o",
                "udp.check_checksum:TRUE",
                "-Y",
                filter)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    return out;
  }
}
