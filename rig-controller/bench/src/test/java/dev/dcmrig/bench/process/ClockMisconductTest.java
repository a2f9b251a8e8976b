// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.driver.DcmDriver;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that break a rule of their clock, each in a way of its own. */
class ClockMisconductTest extends ClockedCase {
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
