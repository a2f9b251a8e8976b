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

/** A bench on virtual time with one process on it, which is a few lines of Python. */
@Tag("slow")
abstract class ClockedCase {
  static final long SECOND = 1_000_000_000L;

  /** Two seconds of a process that runs, in place of two minutes. */
  static final int FEW_LOOKS = 20;

  /** Connects, greets, and gives the words of the next turn; what is no turn it passes over. */
  static final String GREET =
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

  VirtualTimeline timeline;
  ClockedProcesses pool;
  PinBoard pins;
  EmulatedBus bus;
  CanNode car;
  final List<String> seen = new ArrayList<>();
  DcmDriver.Dcm fitted;

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

  static long children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.isAlive() && child.pid() != Leash.guardian())
        .count();
  }

  DcmDriver.Dcm fit(String... program) {
    return fit(Set.of(), program);
  }

  DcmDriver.Dcm fit(Set<String> defects, String... program) {
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

  static String python() {
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
  String broken(String... afterFirstTurn) {
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

  static final String ORDERLY =
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
}
