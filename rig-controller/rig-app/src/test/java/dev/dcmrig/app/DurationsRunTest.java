// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.ScenarioTimes;
import dev.dcmrig.run.Durations;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long scenarios take, and what a bench in real time makes of it. */
class DurationsRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RigHome HOME = RigHome.find();

  /** A run on virtual time; with RIG_UPDATE=true its scenarios' durations are taken over. */
  private static final String RUN = "rig.durations";

  /** It takes 25 h, and nothing of it may begin. */
  private static final String DAY = "^Coverage that returns after 24 hours starts no call";

  private static final String SHORT = "^ACC counts as on for the indicator";

  @TempDir Path folder;

  /** Each scenario of the rig has one, and no other has. */
  @Test
  void theDurationOfEachScenarioIsKnown() throws IOException {
    if ("true".equals(System.getenv("RIG_UPDATE"))) {
      update();
    }
    Set<String> known = ScenarioTimes.read(Durations.file(HOME)).keySet();
    Set<String> all = new TreeSet<>();
    FeatureFiles.all(HOME).scenarios().forEach(scenario -> all.add(scenario.id()));
    Set<String> missing = new TreeSet<>(all);
    missing.removeAll(known);
    Set<String> gone = new TreeSet<>(known);
    gone.removeAll(all);
    assertEquals(
        List.of(List.of(), List.of()),
        List.of(List.copyOf(missing), List.copyOf(gone)),
        "missing, and gone; run the missing ones, then RIG_UPDATE=true with -D" + RUN + "=RUN");
  }

  private static void update() throws IOException {
    Map<String, Long> before =
        Files.exists(Durations.file(HOME)) ? ScenarioTimes.read(Durations.file(HOME)) : Map.of();
    Map<String, Long> now = new TreeMap<>();
    for (FeatureScenario scenario : FeatureFiles.all(HOME).scenarios()) {
      if (before.containsKey(scenario.id())) {
        now.put(scenario.id(), before.get(scenario.id()));
      }
      Path verdict =
          Path.of(System.getProperty(RUN, ""))
              .resolve("scenarios")
              .resolve(scenario.planned().folder())
              .resolve("verdict.json");
      if (Files.exists(verdict)) {
        long nanos = JSON.readTree(verdict.toFile()).path("endNanos").asLong();
        now.put(scenario.id(), TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
      }
    }
    new ScenarioTimes("on virtual time", now).write(Durations.file(HOME));
  }

  private Rig run(String bench, String name, String... more) {
    String[] words = {
      "run", "--bench", bench, "--name", name, "--out", folder.resolve("run").toString()
    };
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return Rig.run(all);
  }

  private String ofAllTags() throws IOException {
    Path bench = folder.resolve("all.yaml");
    Files.writeString(
        bench,
        Files.readString(HOME.benches().resolve("emulated-realtime.yaml"))
            .replaceAll("(?m)^tags: .*$", ""));
    return bench.toString();
  }

  @Test
  void whatTakesADayIsNotBegunInRealTimeAndNotVerified() throws Exception {
    Rig rig = run(ofAllTags(), DAY);
    assertEquals(ExitCode.BENCH_BROKE, rig.code(), rig::toString);
    assertTrue(
        (rig.out() + rig.err()).contains("1 of 1 scenarios take longer than 15min"), rig::toString);
    for (JsonNode entry :
        JSON.readTree(folder.resolve("run/requirements.json").toFile()).path("requirements")) {
      assertEquals("not verified", entry.path("verdict").asText(), entry::toString);
    }
    String junit = Files.readString(folder.resolve("run/junit.xml"));
    assertTrue(junit.contains("<skipped message=\"it takes 25 h "), junit);
    assertTrue(junit.contains(" of real time, and one may take 15min here; --long runs it"), junit);
    Rig verified = Rig.run("verify", folder.resolve("run").toString());
    assertEquals(ExitCode.PASSED, verified.code(), verified::toString);
  }

  @Test
  void oneOfSevenSecondsTakesTooLongWhereOneMayTakeOne() throws Exception {
    Rig rig = run("emulated-realtime", SHORT, "--max-duration", "1s");
    assertEquals(ExitCode.BENCH_BROKE, rig.code(), rig::toString);
    assertTrue(
        (rig.out() + rig.err()).contains("1 of 1 scenarios take longer than 1s"), rig::toString);
  }

  @Test
  void onVirtualTimeThereIsNothingToChoose() {
    Rig rig = run("emulated", DAY, "--max-duration", "30s");
    assertEquals(ExitCode.USAGE, rig.code(), rig::toString);
    assertTrue(rig.err().contains("this bench runs on virtual time"), rig::toString);
    Rig both = run("emulated-realtime", DAY, "--max-duration", "30s", "--long");
    assertEquals(ExitCode.USAGE, both.code(), both::toString);
  }
}
