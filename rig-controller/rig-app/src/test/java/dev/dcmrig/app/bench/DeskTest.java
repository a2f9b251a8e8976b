// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.Child;
import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.scpi.sim.InstrumentServer.Manner;
import dev.dcmrig.bench.scpi.sim.SimulatedDesk;
import dev.dcmrig.sim.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs over instruments that speak SCPI: to their good end, to Ctrl-C, and to a broken one.
 */
@Tag("slow")
class DeskTest {

  /** No machine is so busy that this is not enough. */
  private static final int BOUND_SECONDS = 180;

  /** A scenario that measures no short times. */
  private static final String SCENARIO = "The ignition at START counts as on";

  @TempDir Path folder;
  private SimulatedDesk desk;
  private Path bench;

  @BeforeEach
  void begin() throws IOException {
    desk = new SimulatedDesk(0);
    String shipped = Files.readString(RigHome.find().benches().resolve("desk.yaml"));
    String here =
        shipped
            .replace("tcp:127.0.0.1:5024", desk.electricalAddress())
            .replace("tcp:127.0.0.1:5025", desk.supplyAddress())
            .replace("tcp:127.0.0.1:5026", desk.relaysAddress())
            .replace("tcp:127.0.0.1:5027", desk.lightReaderAddress())
            .replace("driver: process", "driver: emulated")
            .replaceFirst("\n  command: .*", "");
    bench = Files.writeString(folder.resolve("desk.yaml"), here);
  }

  @AfterEach
  void end() {
    desk.close();
  }

  private Process run() throws IOException {
    List<String> command = new ArrayList<>();
    // A build in the background of a script ignores it.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.addAll(
        Child.command(
            List.of("-XX:+UseSerialGC"),
            "run",
            "--bench",
            bench.toString(),
            "--name",
            SCENARIO,
            "--out",
            folder.resolve("run").toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  private int endOf(Process rig) throws InterruptedException {
    assertTrue(rig.waitFor(BOUND_SECONDS, TimeUnit.SECONDS), "still running");
    return rig.exitValue();
  }

  private void untilPowered(Process rig) throws InterruptedException {
    for (int look = 0; look < Patience.LOOKS && desk.volts() == 0 && rig.isAlive(); look++) {
      rig.waitFor(Patience.LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    assertTrue(desk.volts() > 10, "the supply is on");
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said.txt"));
  }

  private String verdict() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("run"))) {
      Path file = files.filter(it -> it.endsWith("verdict.json")).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }

  @Test
  void aScenarioIsJudgedOverInstrumentsAndTheyAreNamedInItsEvidence() throws Exception {
    Process rig = run();
    assertEquals(0, endOf(rig), this::saidOrNot);
    assertEquals(0, desk.volts());
    for (String serial : List.of("SIM-PSU-1", "SIM-REL-1", "SIM-LED-1")) {
      assertTrue(verdict().contains(serial), serial);
    }
  }

  private String saidOrNot() {
    try {
      return said();
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void whoIsToldToEndSwitchesTheSupplyOff() throws Exception {
    Process rig = run();
    untilPowered(rig);
    new ProcessBuilder("kill", "-TERM", Long.toString(rig.pid())).start().waitFor();
    assertEquals(ExitCode.INTERRUPTED.number(), endOf(rig), this::saidOrNot);
    assertEquals(0, desk.volts());
  }

  @Test
  void anInstrumentThatFallsSilentIsAnErrorThatNamesItAndNothingGoesOn() throws Exception {
    Process rig = run();
    untilPowered(rig);
    desk.supply().behave(Manner.SILENT);
    assertEquals(ExitCode.BENCH_BROKE.number(), endOf(rig), this::saidOrNot);
    assertTrue(said().contains("'instruments.supply' at " + desk.supplyAddress()), this::saidOrNot);
    assertFalse(rig.descendants().findAny().isPresent());
    desk.supply().behave(Manner.WELL);
    Rig again = Rig.run("check", bench.toString(), "--live");
    assertEquals(ExitCode.PASSED, again.code(), again.err());
  }

  @Test
  void aLiveCheckAsksEachInstrumentWhoItIs() {
    Rig all = Rig.run("check", bench.toString(), "--live");
    assertEquals(ExitCode.PASSED, all.code(), all.err());
    assertTrue(
        all.out().contains("instruments.supply (scpi): DCM Rig,Simulated supply,SIM-PSU-1,1.0"),
        all.out());
    assertTrue(all.out().contains("instruments.indicator (scpi): "), all.out());
    desk.relays().behave(Manner.GARBAGE);
    Rig one = Rig.run("check", bench.toString(), "--live");
    assertEquals(ExitCode.BENCH_BROKE, one.code(), one.out());
    assertTrue(one.err().contains("'instruments.faults' at " + desk.relaysAddress()), one.err());
    Rig none = Rig.run("check", "emulated", "--live");
    assertTrue(none.out().contains("no driver"), none.out());
  }

  @Test
  void instrumentsThatAreWiredToNothingAreRefusedWhenTheFileIsRead() throws IOException {
    String own =
        """
        extends: desk.yaml
        name: own
        instruments:
          wiring: {driver: emulated}
        """;
    Path file = Files.writeString(folder.resolve("own.yaml"), own);
    Rig program = Rig.run("check", file.toString());
    assertEquals(ExitCode.USAGE, program.code(), program.out());
    assertTrue(
        program.err().contains("'scpi' is a real thing, and the DCM is a program"), program.err());
    Files.writeString(
        file,
        own
            + """
            bus: {uri: "socketcan:can0"}
            dcm: {driver: remote, face: pins, profile: dcm-profiles/tps.yaml}
            """);
    // Whether this machine has such an interface is another question.
    String real = Rig.run("check", file.toString()).err();
    assertFalse(real.contains("the DCM is a program"), real);
  }
}
