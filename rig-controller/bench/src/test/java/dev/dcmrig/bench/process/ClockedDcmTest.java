// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.config.Problems;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.config.VehicleFile;
import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.host.Leash;
import dev.dcmrig.sim.pins.PinBoard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes on virtual time: one that keeps the rules of its clock, and many that break one. */
@Tag("slow")
class ClockedDcmTest {
  private static final long SECOND = 1_000_000_000L;

  /** Two seconds of a process that runs, in place of two minutes. */
  private static final int FEW_LOOKS = 20;

  /** Connects, greets, and gives the words of the next turn; what is no turn it passes over. */
  private static final String GREET =
      String.join(
          "\n",
          "import os, signal, socket, sys, time",
          "h, p = os.environ['DCM_ELECTRICAL'].rsplit(':', 1)",
          "s = socket.create_connection((h, int(p)))",
          "rig = s.makefile('r', encoding='utf-8', newline='\\n')",
          "def say(*lines): s.sendall(''.join(l + '\\n' for l in lines).encode())",
          "def turn():",
          "  for line in rig:",
          "    w = line.split()",
          "    if w[0] in ('pins', 'frame', 'run', 'reset', 'off', 'sent', 'quiet'): return w",
          "  sys.exit(0)",
          "say('hello x 1', 'clock 1')",
          "");

  private VirtualTimeline timeline;
  private ClockedProcesses pool;
  private PinBoard pins;
  private EmulatedBus bus;
  private CanNode car;
  private final List<String> seen = new ArrayList<>();
  private DcmDriver.Dcm fitted;

  @BeforeEach
  void wireABench() {
    timeline = new VirtualTimeline();
    pool = new ClockedProcesses();
    pins = new PinBoard(timeline);
    bus = new EmulatedBus("test", timeline, new BitRates(500_000, 500_000));
    car = bus.connect("car", FrameListener.NONE);
    bus.listen("log", (nanos, frame) -> seen.add(nanos + " " + frame));
    pins.onLamp((nanos, lamp, brightness) -> seen.add(nanos + " " + lamp + " " + brightness));
    pins.onDraw((nanos, amperes) -> seen.add(nanos + " draw " + amperes));
    pins.speaker((nanos, samples) -> seen.add(nanos + " hears " + samples[0]));
    pins.microphone(samples -> Arrays.fill(samples, (short) 1234));
  }

  @AfterEach
  void nothingIsLeft() {
    if (fitted != null) {
      try {
        fitted.close();
      } catch (BenchBroken known) {
        assertTrue(fitted.failure().isPresent());
      }
    }
    pool.close();
    assertEquals(0, children());
  }

  private static long children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.isAlive() && child.pid() != Leash.guardian())
        .count();
  }

  private DcmDriver.Dcm fit(String... program) {
    return fit(Set.of(), program);
  }

  private DcmDriver.Dcm fit(Set<String> defects, String... program) {
    fitted =
        ClockedDcmDriver.fit(
            timeline,
            pool,
            new ProcessDcmDriver.Plan(
                List.of(python(), "-c", String.join("\n", program)),
                Path.of("."),
                ClockedDcmDriver.BUS,
                "tps",
                Path.of("tps.yaml"),
                Path.of("car.yaml"),
                defects),
            new DcmDriver.Socket(
                timeline,
                bus,
                VehicleFile.read(
                        RigHome.find(),
                        RigHome.find().configs().resolve("vehicles/reference.yaml"),
                        new Problems())
                    .orElseThrow()
                    .binding(),
                pins,
                new DcmDriver.Modem(
                    "127.0.0.1",
                    1080,
                    "001010000000001",
                    "10.64.0.2",
                    "sip:+61@x",
                    "DCMR1G00000000001",
                    Path.of("")),
                Seed.of(7)),
            new ClockedDcmDriver.Limits(2 * FEW_LOOKS + 60, FEW_LOOKS));
    return fitted;
  }

  private static String python() {
    try {
      Process python = new ProcessBuilder("python3", "-c", "").start();
      assertEquals(0, python.waitFor());
      return "python3";
    } catch (IOException e) {
      assertFalse("true".equals(System.getenv("CI")), "python3 is missing: .ci/install-tools");
      assumeTrue(false, "left out: there is no python3 here");
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What breaks the bench when its supply comes: each of these programs lives until then. */
  private String broken(String... afterFirstTurn) {
    DcmDriver.Dcm dcm =
        fit(GREET, "turn(); say('done')", "turn()", String.join("\n", afterFirstTurn));
    String told =
        assertThrows(
                BenchBroken.class,
                () -> {
                  pins.supply(12.6);
                  timeline.runUntil(SECOND);
                  pins.supply(12.7);
                })
            .getMessage();
    assertEquals(told, dcm.failure().orElseThrow().getMessage());
    return told;
  }

  // One that keeps the rules.

  private static final String ORDERLY =
      String.join(
          "\n",
          "while True:",
          "  w = turn(); t = int(w[1])",
          "  if w[0] == 'pins': say('arm 7 %d' % (t + 86400 * 10**9), 'draw 0.120')",
          "  elif w[0] == 'run': say('lamp GREEN 1', 'send 123#11', 'hear')",
          "  elif w[0] == 'frame': say('lamp RED 0.5', 'disarm 7' if w[2] == '456#00' else 'arm 8"
              + " %d' % t)",
          "  if w[0] == 'run':",
          "    say('speaker ' + rig.readline().split()[1])",
          "  if w[0] == 'off': say('ready'); break",
          "  say('done')",
          "");

  @Test
  void aDayPassesAtOnceAndEveryThingHasItsExactTime() {
    DcmDriver.Dcm dcm = fit(GREET, ORDERLY);
    assertEquals("x 1 in a process of its own, profile tps", dcm.identity());
    timeline.runUntil(86_400 * SECOND + SECOND);
    // 123#11 has 52 bits and one stuff bit.
    assertEquals(
        List.of(
            "0 draw 0.12",
            "86400000000000 GREEN 1.0",
            "86400000000000 hears 1234",
            "86400000106000 123#11"),
        seen);
  }

  @Test
  void aFrameIsATurnAtItsEndAndATimerThatWasDisarmedDoesNotRing() {
    fit(GREET, ORDERLY);
    car.send(Frame.classic(0x456, (byte) 0));
    timeline.runUntil(2 * 86_400 * SECOND);
    assertTrue(seen.get(2).endsWith(" RED 0.5"), seen.toString());
    assertTrue(seen.stream().noneMatch(line -> line.contains("GREEN")), seen.toString());
  }

  @Test
  void aProcessThatWasStoppedForAWhileHasDoneTheSame() throws Exception {
    fit(
        GREET,
        "turn(); say('arm 1 1000000000', 'done')",
        "turn()",
        "import subprocess",
        "subprocess.Popen(['sh', '-c', 'sleep 1; kill -CONT %d' % os.getpid()])",
        "os.kill(os.getpid(), signal.SIGSTOP)",
        "say('lamp GREEN 1', 'done')",
        "turn(); say('done')");
    timeline.runUntil(5 * SECOND);
    assertEquals(List.of("1000000000 GREEN 1.0"), seen);
  }

  @Test
  void aProcessThatIsReadyTakesTheNextScenarioWithNewValues() {
    String[] program = {
      GREET,
      "while True:",
      "  w = turn()",
      "  if w[0] == 'pins': say('draw ' + os.environ['DCM_CALLS'], 'done')",
      "  if w[0] == 'off':",
      "    say('ready')",
      "    for line in rig:",
      "      w = line.rstrip('\\n').split(' ', 2)",
      "      if w[0] == 'begin': say('hello x 2', 'clock 1'); break",
      "      if w[1] == 'DCM_VIN': os.environ['DCM_CALLS'] = '0.2'",
      "    else: sys.exit(0)"
    };
    program[0] = "import os\nos.environ['DCM_CALLS'] = '0.1'\n" + GREET;
    fit(program).close();
    assertEquals("x 2 in a process of its own, profile tps", fit(program).identity());
    assertEquals(List.of("0 draw 0.1", "0 draw 0.2"), seen);
  }

  @Test
  void whatItCalledQuietIsToldAndNotWaitedForUntilItForgets() {
    fit(
        GREET,
        "quiet = 0",
        "while True:",
        "  w = turn()",
        "  if w[0] == 'quiet': quiet += 1",
        "  elif w[0] == 'frame': say('quiet')",
        "  elif w[0] == 'pins': say('draw %d' % quiet, 'forget', 'done')",
        "  else: say('done')");
    for (int second = 0; second < 5; second++) {
      car.send(Frame.classic(0x100, (byte) 1));
      timeline.runUntil((second + 1) * SECOND);
    }
    pins.supply(12);
    // The first came after nothing, the second after the first: from then on it is quiet.
    assertTrue(seen.get(seen.size() - 1).endsWith(" draw 3.0"), seen.toString());
    car.send(Frame.classic(0x100, (byte) 1));
    timeline.runUntil(6 * SECOND);
    pins.supply(13);
    assertTrue(seen.stream().noneMatch(line -> line.endsWith(" draw 4.0")), seen.toString());
  }

  @Test
  void whatItForgetsOfOneIdentifierItStillCallsQuietOfAnother() {
    fit(
        GREET,
        "turns = 0",
        "while True:",
        "  w = turn()",
        "  if w[0] == 'frame': turns += 1; say('quiet')",
        "  elif w[0] == 'pins': say('draw %d' % turns, 'forget 100', 'done')",
        "  elif w[0] != 'quiet': say('done')");
    for (int second = 0; second < 3; second++) {
      car.send(Frame.classic(0x100, (byte) 1));
      car.send(Frame.classic(0x200, (byte) 1));
      timeline.runUntil((second + 1) * SECOND);
    }
    pins.supply(12);
    assertTrue(seen.get(seen.size() - 1).endsWith(" draw 4.0"), seen.toString());
    car.send(Frame.classic(0x100, (byte) 1));
    car.send(Frame.classic(0x200, (byte) 1));
    timeline.runUntil(4 * SECOND);
    pins.supply(13);
    assertTrue(seen.get(seen.size() - 1).endsWith(" draw 5.0"), seen.toString());
  }

  // Those that break one.

  @Test
  void oneThatDoesNotEndItsTurnIsNamedWithTheTurn() {
    String told = broken("say('lamp GREEN 1'); time.sleep(60)");
    assertTrue(told.startsWith("the DCM has not ended its turn 'pins' by 'done' within 2 s"), told);
    assertTrue(told.contains("is still running"), told);
  }

  @Test
  void oneThatGoesOnAfterItsTurnIsNamedWithItsLine() {
    String told = broken("say('done', 'lamp GREEN 1'); time.sleep(60)");
    assertTrue(told.endsWith("section 0): it said 'lamp' outside of a turn"), told);
  }

  @Test
  void aTimerInThePastIsRefused() {
    DcmDriver.Dcm dcm =
        fit(GREET, "turn(); say('arm 1 1000000000', 'done'); turn(); say('arm 1 999999999')");
    String told = assertThrows(BenchBroken.class, () -> timeline.runUntil(2 * SECOND)).getMessage();
    assertTrue(told.endsWith("'arm 1 999999999': it is 1000000000, in its turn 'run 1'"), told);
    assertTrue(dcm.failure().isPresent());
  }

  @Test
  void aTimerThatIsNotArmedCantBeDisarmed() {
    String told = broken("say('disarm 3', 'done'); time.sleep(60)");
    assertTrue(told.contains("'disarm 3': that timer is not armed"), told);
  }

  @Test
  void bytesThatWereNeverWrittenCantHaveBeenRead() {
    String told = broken("say('read TCP 40000 40001 12', 'done'); time.sleep(60)");
    assertTrue(told.contains("'read TCP 40000 40001 12': so much was never written"), told);
  }

  @Test
  void oneThatDiesInItsTurnIsNamedWithExitCodeAndLastWords() {
    String told = broken("sys.stderr.write('no more\\n'); sys.exit(3)");
    assertTrue(told.startsWith("the electrical socket was closed in its turn 'pins': "), told);
    assertTrue(told.contains("ended with exit code 3"), told);
    assertTrue(told.endsWith("\n  no more"), told);
  }

  @Test
  void oneThatTalksWithoutAnEndIsStopped() {
    String told = broken("while True: say(*['draw 0.%d' % (i % 10) for i in range(1000)])");
    assertTrue(told.contains("more than 100000 lines from one turn to the next"), told);
  }

  @Test
  @Timeout(60)
  void oneThatTellsOfConnectionsWithoutAnEndIsStopped() {
    String told = broken("while True: say(*['lost TCP 1 %d' % (i + 1) for i in range(1000)])");
    assertTrue(told.contains("more than 100000 lines from one turn to the next"), told);
  }

  @Test
  @Timeout(60)
  void oneThatTellsOfThemBetweenItsTurnsIsStopped() {
    fit(
        GREET,
        "turn(); say('arm 1 1000000000', 'done')",
        "turn(); say('wrote TCP 40000 40001 1'); rig.readline(); say('done')",
        "while True: say(*['gone TCP %d 1' % (i + 1) for i in range(1000)])");
    String told = assertThrows(BenchBroken.class, () -> timeline.runUntil(2 * SECOND)).getMessage();
    assertTrue(told.contains("more than 100000 lines from one turn to the next"), told);
  }

  @Test
  void oneThatDiedBetweenTwoScenariosIsReplaced() {
    String[] program = {
      GREET, "turn(); say('done')", "turn(); say('ready'); time.sleep(0.1); os._exit(5)"
    };
    fit(program).close();
    while (children() > 0) {
      Thread.onSpinWait();
    }
    assertEquals("x 1 in a process of its own, profile tps", fit(program).identity());
  }

  @Test
  void moreTimersThanAnybodyNeedsAreRefused() {
    String told = broken("say(*['arm %d 9000000000' % i for i in range(10001)])");
    assertTrue(told.contains("armed more than 10000 timers"), told);
  }

  @Test
  void moreTurnsThanAnybodyNeedsAreRefused() {
    String told = broken("say(*['post x %d' % i for i in range(10001)])");
    assertTrue(told.contains("asked for more than 10000 turns"), told);
  }

  @Test
  void aLineThatThePageDoesNotKnowIsRefused() {
    assertTrue(broken("say('wait 5')").contains("'wait 5': a DCM says"));
    nothingIsLeft();
    wireABench();
    assertTrue(broken("say('audio on')").contains("it says 'hear' for each block"));
  }

  @Test
  void oneThatKnowsNoClockIsToldThatItRunsInRealTimeOnly() {
    String told =
        assertThrows(
                BenchBroken.class, () -> fit(GREET.replace(", 'clock 1'", ""), "time.sleep(60)"))
            .getMessage();
    assertTrue(told.contains("not said 'clock 1' in time"), told);
    assertTrue(told.contains("write 'time: real'"), told);
  }

  @Test
  void oneThatGreetsWithoutAnEndIsStopped() {
    for (String said : List.of("clock 1", "what")) {
      String told =
          assertThrows(
                  BenchBroken.class,
                  () ->
                      fit(
                          Set.of("deaf"),
                          GREET,
                          "endless = b'" + said + "\\n' * 100000",
                          "while True: s.sendall(endless)"))
              .getMessage();
      assertTrue(told.contains("the DCM broke the rules of its electrical socket"), told);
    }
  }

  @Test
  void anotherVersionIsRefused() {
    String told =
        assertThrows(
                BenchBroken.class,
                () -> fit(GREET.replace("'clock 1'", "'clock 2'"), "time.sleep(60)"))
            .getMessage();
    assertTrue(told.contains("speaks version 2 of the clock protocol"), told);
  }

  @Test
  void aDefectThatItDoesNotKnowIsRefusedByItsId() {
    String told =
        assertThrows(
                BenchBroken.class,
                () -> fit(Set.of("deaf"), GREET, "say('defects mute', 'defects'); time.sleep(60)"))
            .getMessage();
    assertTrue(told.contains("does not know the seeded defect deaf"), told);
  }
}
