// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.can.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Processes on virtual time that keep the rules of their clock. */
class ClockedDcmTest extends ClockedCase {
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
}
