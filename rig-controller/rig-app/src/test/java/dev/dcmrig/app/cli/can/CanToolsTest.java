// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.Child;
import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console tools by hand, on a bus in this process. */
class CanToolsTest {

  /** No machine is so busy that this is not enough. */
  private static final int BOUND_SECONDS = 100;

  /** Bytes in a pipe that holds 64 KiB and takes no further line. */
  private static final int FULL_PIPE = 60_000;

  private static final int LOOK_MILLIS = 100;

  @TempDir Path folder;

  @Test
  void oneSeedSendsTheSameFramesEachTime() {
    Rig one = gen("--seed", "7", "-m", "-v", "-n", "60");
    Rig again = gen("--seed", "7", "-m", "-v", "-n", "60");
    assertEquals(ExitCode.PASSED, one.code(), one::toString);
    assertEquals(60, one.out().lines().count());
    assertEquals(one.out(), again.out());
    assertFalse(one.out().equals(gen("--seed", "8", "-m", "-v", "-n", "60").out()));
    assertTrue(one.err().contains("rig: 60 frames sent (--seed 7)"), one::toString);
  }

  @Test
  void theSeedOfARunWithoutOneIsSaidAndMakesItAgain() {
    Rig first = gen("-v", "-n", "5");
    String seed = first.err().replaceAll("(?s).*--seed (\\d+).*", "$1");
    assertEquals(first.out(), gen("-v", "-n", "5", "--seed", seed).out());
  }

  private static Rig gen(String... more) {
    List<String> words = new ArrayList<>(List.of("can", "gen", "emulated:desk", "-g", "0"));
    words.addAll(List.of(more));
    return Rig.run(words.toArray(String[]::new));
  }

  @Test
  void whatIsSentArrivesAtAnotherNode() {
    Rig rig = Rig.run("can", "send", "emulated:desk", "--echo", "123#DE.AD", "456#R2", "123##1AA");
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    assertEquals(
        List.of(
            "  desk  123   [2]  DE AD",
            "  desk  123  [01]  AA",
            "  desk  456   [2]  remote request"),
        rig.out().lines().sorted().toList());
  }

  @Test
  void moreFramesThanTheQueueHoldsAreWaitedFor() {
    Rig rig = gen("-n", "300", "-L", "0", "-I", "7", "--echo");
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    assertEquals(300, rig.out().lines().count());
  }

  @Test
  void burstsComeTogetherAndGapsBetweenThem() {
    long begin = System.nanoTime();
    Rig rig = Rig.run("can", "gen", "emulated:desk", "-g", "50", "-c", "3", "-n", "9");
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    // Three bursts have two gaps; a busy machine takes longer, none less.
    assertTrue(System.nanoTime() - begin >= 100_000_000L);
  }

  @Test
  void aLogIsPlayedInItsOwnTimeOrScaledAndInLoops() throws Exception {
    Path log = log("(10.000000) can0 123#11", "(10.100000) can0 123#22", "(10.200000) can1 123#33");
    String file = log.toString();
    long begin = System.nanoTime();
    Rig once = Rig.run("can", "replay", file, "emulated:desk=can0", "-v", "--speed", "0.5");
    assertTrue(System.nanoTime() - begin >= 200_000_000L);
    assertEquals(List.of("desk (can0) 123#11", "desk (can0) 123#22"), once.out().lines().toList());
    assertTrue(once.err().contains("2 frames sent, 1 of interfaces without an assignment"));
    Rig twice =
        Rig.run("can", "replay", "-t", "-l", "2", "-I", file, "stdout=can1", "emulated:d=can0");
    assertEquals(
        List.of("(0000000010.200000) can1 123#33", "(0000000010.200000) can1 123#33"),
        twice.out().lines().toList());
    assertTrue(twice.err().contains("4 frames sent"), twice::toString);
  }

  @Test
  void longGapsAreLeftOut() throws Exception {
    Path log = log("(10.0) can0 123#11", "(99999.0) can0 123#22");
    Rig rig = Rig.run("can", "replay", "-s", "5", log.toString(), "emulated:desk=can0");
    assertTrue(rig.err().contains("2 frames sent"), rig::toString);
  }

  @Test
  void errorFramesOfALogAreLeftOutAndCounted() throws Exception {
    Path log = log("(1.0) can0 20000004#0001000000000000", "(1.0) can0 123#11");
    Rig rig = Rig.run("can", "replay", log.toString(), "emulated:desk=can0");
    assertTrue(rig.err().contains("1 frames sent, 1 error frames left out"), rig::toString);
  }

  private Path log(String... lines) throws Exception {
    return Files.write(folder.resolve("drive.log"), List.of(lines));
  }

  @Test
  void whatIsWrongInALogIsNamedWithItsLine() throws Exception {
    refused(
        ExitCode.BENCH_BROKE,
        Rig.run("can", "replay", log("(1.0) can0 12#").toString(), "emulated:x=can0"),
        "drive.log:1: '12#' is no frame");
    refused(
        ExitCode.BENCH_BROKE,
        Rig.run("can", "replay", "-l", "i", log("nothing").toString(), "emulated:x=can0"),
        "drive.log: holds no frame");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "can; say what to do: list, up, down, dump, send, gen, replay, load, share",
        "can dump; BUS",
        "can dump flexray:1; there is no kind of bus 'flexray'",
        "can dump flexray:1; socketcan:NAME is an interface",
        "can dump cannelloni:1; '1' is no address of this kind; emulated:NAME is",
        "can dump cannelloni:a:1:2:3; 'a:1:2:3' is no address",
        "can dump cannelloni-tcp:a:1:2; is no address of this kind",
        "can send socketcand:127.0.0.1:29536 123#; is no address of this kind",
        "can share emulated:x; say how: --cannelloni PORT",
        "can share emulated:x --socketcand x; 'x' is not [HOST:]PORT",
        "can share emulated:x --cannelloni 99999; '99999' is not [HOST:]PORT",
        "can dump socketcan:; the name of the bus is missing",
        "can dump emulated:x; nobody else is on it",
        "can load emulated:x@500k; nobody else is on it",
        "can dump can0,zz; socketcan:can0: 'zz' is no filter",
        "can dump -t x can0; -t x: there are a, d, z and A",
        "can dump -n -1 can0; -n and -T",
        "can dump --dbc none.dbc can0; none.dbc: there is no such file",
        "can send emulated:x; FRAME",
        "can send emulated:x 12#11; '12#11' is no frame",
        "can gen emulated:x -I xyz; -I xyz: give an identifier",
        "can gen emulated:x -I 800; give -e for identifiers of 29 bits",
        "can gen emulated:x -f -R; CAN FD has no remote frames",
        "can gen emulated:x -g -1; a gap in milliseconds",
        "can gen emulated:x -c 0; -n, -c and -p",
        "can gen emulated:x -n 0; -n, -c and -p",
        "can gen emulated:x -I q; 'e' and 'o' for even and odd ones",
        "can gen emulated:x -8 -f; leave out -8",
        "can gen can0 -x --echo; without the local loopback",
        "can gen emulated:x -X; Unknown option: '-X'",
        "can replay a.log -n 0; -n and -s take a number of 1 or more",
        "can replay -i; the standard input can't be the log and the keys at once",
        "can replay none.log; none.log: there is no such file",
        "can replay -l 0; -l 0: a number of 1 or more",
        "can replay -l 2; the standard input can be read but once",
        "can replay --speed 0 a.log; a factor above 0",
        "can replay a.log b.log; one log, and assignments",
        "can replay a.log vcan0=can0 vcan1=can0; can0 has been given a bus already",
        "can replay a.log x:y=can0; there is no kind of bus 'x'",
        "can load can0; the bit rate is missing: write can0@500000",
        "can load can0@fast; 'fast' is no bit rate",
        "can load can0@5; 10,000 to 1,000,000 are possible",
        "can load can0@500k,100k; from the nominal rate to 8,000,000"
      })
  void wrongUsageIsSaidInASentence(String command, String said) {
    refused(ExitCode.USAGE, Rig.run(command.split(" ")), said);
  }

  @Test
  void anErrorFrameCanNotBeSent() {
    refused(
        ExitCode.USAGE,
        Rig.run("can", "send", "emulated:x", "20000004#0011"),
        "'20000004#0011' can't be sent: it is an error frame");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anInterfaceThatIsNotThereIsABrokenBench() {
    for (String[] tool :
        new String[][] {
          {"dump", "can77"},
          {"send", "can77", "123#"},
          {"gen", "socketcan:can77"},
          {"load", "can77@500000"}
        }) {
      List<String> words = new ArrayList<>(List.of("can"));
      words.addAll(List.of(tool));
      refused(ExitCode.BENCH_BROKE, Rig.run(words.toArray(String[]::new)), "can77: ");
    }
  }

  @Test
  void cangensModesAreMeantAsCangenMeansThem() {
    Rig even = gen("--seed", "7", "-n", "20", "-I", "e", "-L", "0", "-v");
    assertTrue(
        even.out().lines().allMatch(line -> line.matches("  desk  ..[02468ACE]#")), even::toString);
    Rig drawn = gen("--seed", "7", "-n", "20", "-D", "11xx3344", "-L", "4", "-v", "-a", "-x");
    assertTrue(
        drawn.out().lines().allMatch(line -> line.matches("  desk  ...#11\\...\\.33\\.44")),
        drawn::toString);
    assertTrue(drawn.out().lines().distinct().count() > 10);
    Rig raw = gen("-n", "1", "-8", "-I", "1", "-L", "14", "-D", "00", "-v", "-v", "--echo");
    assertEquals("  desk  001   {E}  00 00 00 00 00 00 00 00", raw.out().lines().toList().get(0));
    assertEquals("  desk  001   {E}  00 00 00 00 00 00 00 00", raw.out().lines().toList().get(1));
  }

  @Test
  void anFdFrameIsFilledUpAsCansendDoes() {
    Rig rig = Rig.run("can", "send", "emulated:x", "123##1112233445566778899", "--echo");
    assertEquals(
        List.of("  x  123  [12]  11 22 33 44 55 66 77 88 99 00 00 00"), rig.out().lines().toList());
  }

  @Test
  void aLogIsPlayedUpToACountOrByTheEnterKey() throws Exception {
    String file = log("(1.0) can0 123#11", "(1.1) can0 123#22", "(9.0) can0 123#33").toString();
    Rig two = Rig.run("can", "replay", file, "-t", "-n", "2", "stdout=can0");
    assertEquals(ExitCode.PASSED, two.code(), two::toString);
    assertEquals(2, two.out().lines().count(), two::toString);
    Rig looped =
        Rig.run("can", "replay", file, "-t", "-l", "i", "-n", "7", "emulated:d=can0", "-x");
    assertTrue(looped.err().contains("rig: 7 frames sent"), looped::toString);
    InputStream keys = System.in;
    try {
      System.setIn(new ByteArrayInputStream("\n\n\n".getBytes(StandardCharsets.UTF_8)));
      Rig pressed = Rig.run("can", "replay", file, "-i", "emulated:d=can0", "-v");
      assertEquals(3, pressed.out().lines().count(), pressed::toString);
    } finally {
      System.setIn(keys);
    }
  }

  @Test
  void aReplayThatPlaysNothingIsNoSuccess() throws Exception {
    Path log = log("(1.0) can0 123#11", "(1.1) can1 123#22");
    refused(
        ExitCode.USAGE,
        Rig.run("can", "replay", log.toString(), "emulated:x=can7"),
        "no assignment names an interface of the log, which has can0, can1");
    refused(
        ExitCode.USAGE,
        Rig.run("can", "replay", log.toString(), "stdout=can7"),
        "no assignment names an interface of the log");
  }

  @Test
  void aByteOrderMarkHidesNoFrameAndARawDlcIsKept() throws Exception {
    Path log = log("\uFEFF(1.0) can0 123#1122334455667788_E", "(1.0) can0 124#R8_9");
    Rig rig = Rig.run("can", "replay", log.toString(), "stdout=can0");
    assertEquals(ExitCode.PASSED, rig.code(), rig::toString);
    assertEquals(
        List.of(
            "(0000000001.000000) can0 123#1122334455667788_E", "(0000000001.000000) can0 124#R8_9"),
        rig.out().lines().toList());
  }

  private static void refused(ExitCode code, Rig rig, String said) {
    assertEquals(code, rig.code(), rig::toString);
    assertTrue(rig.err().contains(said), () -> "expected '" + said + "' in " + rig);
    assertFalse(rig.err().contains("\tat "), rig::toString);
    assertFalse(rig.err().contains("Exception"), rig::toString);
  }

  @Test
  void theHelpHasExamplesAndTheCompletionKnowsTheTools() {
    for (String tool : List.of("dump", "send", "gen", "replay", "load")) {
      Rig help = Rig.run("can", tool, "--help");
      assertTrue(help.out().contains("Examples:\n  rig can " + tool), help::toString);
    }
    assertTrue(Rig.run("completion").out().contains("rig_can_dump"));
  }

  private static Process rig(String... words) throws Exception {
    // A build in the background of a script ignores it.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(Child.command(List.of("-XX:+UseSerialGC"), words));
    return new ProcessBuilder(command).start();
  }

  @Test
  void aReaderThatHasEnoughEndsItQuietly() throws Exception {
    Process rig = rig("can", "gen", "emulated:desk", "-g", "1", "-v");
    try (BufferedReader out = rig.inputReader()) {
      assertTrue(out.readLine().startsWith("  desk  "));
    }
    assertTrue(rig.waitFor(BOUND_SECONDS, TimeUnit.SECONDS), "still running");
    String said = new String(rig.getErrorStream().readAllBytes());
    assertEquals(ExitCode.PASSED.number(), rig.exitValue(), said);
    assertTrue(said.matches("rig: \\d+ frames sent \\(--seed \\d+\\)\\R"), said);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void ctrlCEndsItWithTheCount() throws Exception {
    Process rig = rig("can", "gen", "emulated:desk", "-g", "1", "-v");
    BufferedReader out = rig.inputReader();
    out.readLine();
    CompletableFuture<Long> rest = CompletableFuture.supplyAsync(() -> out.lines().count());
    interrupt(rig);
    assertTrue(rig.waitFor(BOUND_SECONDS, TimeUnit.SECONDS), "still running");
    String said = new String(rig.getErrorStream().readAllBytes());
    assertEquals(ExitCode.INTERRUPTED.number(), rig.exitValue(), said);
    assertTrue(said.contains(" frames sent (--seed "), said);
    assertTrue(rest.get(BOUND_SECONDS, TimeUnit.SECONDS) >= 0);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void ctrlCEndsItThoughNobodyReads() throws Exception {
    Process rig = rig("can", "gen", "emulated:desk", "-g", "0", "-v");
    InputStream out = rig.getInputStream();
    while (out.available() < FULL_PIPE) {
      assertTrue(rig.isAlive());
      Thread.sleep(LOOK_MILLIS);
    }
    interrupt(rig);
    assertTrue(rig.waitFor(BOUND_SECONDS, TimeUnit.SECONDS), "still running");
    assertEquals(ExitCode.INTERRUPTED.number(), rig.exitValue());
  }

  private static void interrupt(Process rig) throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(rig.pid())).start().waitFor();
  }
}
