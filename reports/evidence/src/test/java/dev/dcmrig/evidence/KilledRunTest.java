// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import dev.dcmrig.evidence.trace.TraceConverter;
import dev.dcmrig.evidence.trace.TraceReader;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is killed at any point (kill -9): its folder reads, is incomplete, and holds up to the cut.
 */
class KilledRunTest {
  private static final int KILLS = 10;

  /** Runs that a program makes side by side: a kill cuts each at a place of its own. */
  private static final int SIDE_BY_SIDE = 10;

  /** Runs that each of its threads makes, one after the other, until it is killed. */
  private static final int RUNS = 1000;

  private static final long SEED = 9;

  /** Most lines that one is let live for. */
  private static final int MOST_LINES = 60;

  @TempDir Path folder;

  @Test
  @Timeout(600)
  void aRunThatIsKilledVerifiesUpToTheCut() throws Exception {
    Random random = new Random(SEED);
    long records = 0;
    int began = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      for (Path run : killed(kill, 1 + random.nextInt(MOST_LINES), random.nextInt(200_000))) {
        began++;
        Pack pack = PackVerifier.verify(run);
        assertEquals(List.of(), pack.problems(), () -> "seed " + SEED + ", " + run);
        assertFalse(pack.isSealed(), "a run that was killed is not sealed");
        records += pack.records();
        reads(run);
      }
    }
    assertTrue(began > KILLS * SIDE_BY_SIDE / 2, began + " runs had begun");
    assertTrue(records > KILLS, records + " records before the cuts");
  }

  /** Killed before its first file, a folder is no run's. */
  private static boolean isCut(Path run) {
    return Files.exists(run.resolve(RunFolder.RUN))
        && !Files.exists(run.resolve(RunFolder.MANIFEST));
  }

  /** The folders of the runs in which a program was killed. */
  private List<Path> killed(int kill, int lines, int spins)
      throws IOException, InterruptedException {
    Path runs = folder.resolve("kill-" + kill);
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Endless.class.getName(),
                runs.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String last = "";
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < lines; i++) {
        String line = said.readLine();
        last = line == null ? last : line;
      }
      for (int i = 0; i < spins; i++) {
        Thread.onSpinWait();
      }
      program.destroyForcibly();
      assertTrue(program.waitFor(60, TimeUnit.SECONDS));
    }
    assertFalse(last.isEmpty(), "the program said nothing");
    try (Stream<Path> all = Files.list(runs)) {
      return all.map(one -> one.resolve("run")).filter(KilledRunTest::isCut).toList();
    }
  }

  /** What other readers make of it. */
  private static void reads(Path run) throws IOException {
    PastRun past = Files.exists(run.resolve(RunFolder.PLAN)) ? PastRun.read(run) : null;
    assertTrue(past == null || past.planned().size() == 2);
    try (Stream<Path> all = Files.walk(run)) {
      for (Path log : all.filter(file -> file.endsWith(TraceConverter.FRAMES)).toList()) {
        if (Files.size(log) > 0) {
          try (TraceReader reader = new TraceReader(log)) {
            while (reader.next()) {
              assertTrue(reader.timeNanos() >= 0);
            }
          }
        }
      }
    }
  }

  /** Makes runs until somebody ends it, and says a word now and then. */
  public static final class Endless {
    private Endless() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < SIDE_BY_SIDE; i++) {
        int number = i;
        new Thread(() -> make(Path.of(arguments[0]), number)).start();
      }
    }

    private static void make(Path folder, int number) {
      try {
        runs(folder, number);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void runs(Path folder, int number) throws IOException {
      for (int i = 0; i < RUNS; i++) {
        Path own = Files.createDirectories(folder.resolve("run-" + number + "-" + i));
        RunFolder made = SmallRun.begin(own);
        List<PlannedScenario> scenarios = new ArrayList<>(List.of(SmallRun.FAILS, SmallRun.PASSES));
        for (PlannedScenario scenario : scenarios) {
          play(made.scenario(scenario.id(), VirtualTimeline.EPOCH));
        }
        SmallRun.end(made);
        made.close();
        say("sealed");
      }
    }

    private static void play(ScenarioEvidence scenario) {
      int size = 100;
      for (int i = 1; i < size; i++) {
        for (int j = 0; j < 50; j++) {
          scenario.frame(1000L * i, 0, Frame.classic(j, (byte) (i * j), (byte) i));
        }
        scenario.observation(1000L * i, Subject.DCM, "call.connected", Map.of("number", "" + i));
        scenario.network(
            1000L * i,
            Protocol.SIP,
            "10.64.0.2:5060",
            "198.51.100.10:5060",
            Delivery.DELIVERED,
            ("INVITE " + i).getBytes(StandardCharsets.UTF_8));
        if (i % 20 == 0) {
          say("record " + i);
        }
      }
      scenario.step(1000L * size, "Then ", "it is so", StepVerdict.PASSED);
      scenario.conclude(1000L * size, Verdict.PASSED, null, List.of(), "", true);
    }

    private static void say(String word) {
      System.out.println(word);
      System.out.flush();
    }
  }
}
