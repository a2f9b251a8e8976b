// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.bench.Defects;
import dev.dcmrig.app.bench.Drivers;
import dev.dcmrig.app.bench.EmulatedBenches;
import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.config.RequirementCatalogue;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.run.cucumber.FeatureFiles;
import dev.dcmrig.run.cucumber.SuiteRun;
import dev.dcmrig.run.cucumber.SuiteRun.Order;
import dev.dcmrig.run.cucumber.TagFilter;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.ScenarioLog;
import dev.dcmrig.run.scenario.ScenarioResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite can fail: each seeded defect is caught by a check that speaks for the requirement it
 * breaks. The shortest scenarios of that requirement run first, until one fails it.
 *
 * <p>The profile's two limits of 24 h are shorter here, on both sides: a day of restbus takes as
 * long as a hundred other scenarios, and its defects show in three hours as well.
 */
class AllDefectsTest {
  private static final int PARALLEL = 2;
  private static final long SEED = 7;

  private static final String PROFILE = "dcm-profiles/tps.yaml";

  private final RigHome home = RigHome.find();
  private final RequirementCatalogue catalogue = RequirementCatalogue.read(home);
  private final BenchConfiguration bench;
  private final FeatureFiles features;

  AllDefectsTest(@TempDir Path folder) throws IOException {
    String profile = Files.readString(home.configs().resolve(PROFILE));
    profile = replaced(profile, " limit: 24 h ", " limit: 3 h ");
    profile = replaced(profile, " eventLifetime: 24 h ", " eventLifetime: 6 h ");
    Files.writeString(folder.resolve("short.yaml"), profile);
    Path file = folder.resolve("short-days.yaml");
    String like = Files.readString(home.benches().resolve("emulated.yaml"));
    Files.writeString(file, replaced(like, PROFILE, "short.yaml"));
    bench = BenchConfiguration.load(home, file, Drivers.TABLE);
    features = FeatureFiles.of(home, bench.file().features());
  }

  private static String replaced(String text, String what, String by) {
    assertEquals(2, text.split(Pattern.quote(what), -1).length, () -> "once: " + what);
    return text.replace(what, by);
  }

  @TestFactory
  Stream<DynamicTest> everySeededDefectIsCaughtByItsRequirement() {
    return Defects.all().stream()
        .map(
            defect ->
                DynamicTest.dynamicTest(
                    defect.id() + " breaks " + defect.requirement(), () -> isCaught(defect)));
  }

  private void isCaught(Defects.Defect defect) {
    List<ScenarioResult> results = runUntilTheFirstFailure(defect);
    List<String> others =
        results.stream()
            .filter(result -> result.verdict() != Verdict.FAILED)
            .filter(result -> result.verdict() != Verdict.PASSED)
            // A defect may keep a scenario from the situation that it speaks of.
            .filter(result -> result.verdict() != Verdict.INCONCLUSIVE)
            .map(result -> result.scenario().location() + ": " + result.judgement())
            .toList();
    assertEquals(List.of(), others, "a seeded defect must not break the bench");
    assertTrue(
        results.stream().anyMatch(result -> isAbout(result, defect)),
        () ->
            "nothing fails "
                + defect.requirement()
                + " with "
                + defect.id()
                + "; these ran: "
                + results.stream()
                    .map(result -> result.scenario().location() + " " + result.judgement())
                    .toList());
    assertEquals(
        Set.of(), undeclared(defect, results), defect.id() + " breaks more than it says it does");
  }

  private static boolean isAbout(ScenarioResult result, Defects.Defect defect) {
    return result.verdict() == Verdict.FAILED
        && result.judgement().requirements().contains(defect.requirement());
  }

  /**
   * Requirements of the defect's subject that failures are about, and that the defect leaves out.
   */
  private Set<String> undeclared(Defects.Defect defect, List<ScenarioResult> results) {
    Set<String> broken = new TreeSet<>();
    for (ScenarioResult result : results) {
      if (result.verdict() == Verdict.FAILED) {
        broken.addAll(result.judgement().requirements());
      }
    }
    broken.removeIf(id -> catalogue.find(id).orElseThrow().subject() != defect.subject());
    broken.remove(defect.requirement());
    defect.alsoBreaks().forEach(broken::remove);
    return broken;
  }

  private List<ScenarioResult> runUntilTheFirstFailure(Defects.Defect defect) {
    Interruption firstKill = new Interruption();
    TagFilter filter = TagFilter.of("@" + defect.requirement(), features.tags());
    SuiteRun.Plan plan = new SuiteRun.Plan(filter, Order.SHORTEST, SEED, PARALLEL);
    List<ScenarioResult> results = new CopyOnWriteArrayList<>();
    try (EmulatedBenches benches =
        new EmulatedBenches(home, bench, Set.of(defect.id()), SEED, PARALLEL, firstKill)) {
      new SuiteRun(features, plan, firstKill)
          .run(
              scenario -> ScenarioLog.NONE,
              benches::open,
              OutputStream.nullOutputStream(),
              result -> {
                results.add(result);
                if (isAbout(result, defect)) {
                  firstKill.request();
                }
              },
              thrown -> {});
    }
    return results;
  }
}
