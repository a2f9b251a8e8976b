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
import dev.dcmrig.run.cucumber.TagFilter;
import dev.dcmrig.run.scenario.FeatureScenario;
import dev.dcmrig.run.scenario.Interruption;
import dev.dcmrig.run.scenario.ScenarioLog;
import dev.dcmrig.run.scenario.ScenarioResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite can fail: each seeded defect is caught by a check that speaks for the requirement it
 * breaks. The scenario that is known to catch it runs first, after a few short ones; then, if need
 * be, all others of that requirement, until one fails it.
 *
 * <p>The profile's two limits of 24 h are shorter here, on both sides: a day of restbus takes as
 * long as a hundred other scenarios, and its defects show in three hours as well.
 *
 * <p>{@code -Drig.defects=sos-,acn-late} tries only defects that begin so.
 */
class AllDefectsTest {
  /** One scenario at a time: other tests run beside this one. */
  private static final int PARALLEL = 1;

  private static final long SEED = 7;

  /**
   * Short scenarios of the requirement that run before the one that is known: what else a defect
   * breaks shows there.
   */
  private static final int SHORT_ONES = 8;

  private static final Comparator<FeatureScenario> SHORTEST =
      Comparator.comparing(AllDefectsTest::isLong).thenComparingInt(FeatureScenario::steps);

  private static final String PROFILE = "dcm-profiles/tps.yaml";

  private final RigHome home = RigHome.find();
  private final RequirementCatalogue catalogue = RequirementCatalogue.read(home);
  private final BenchConfiguration bench;
  private final FeatureFiles features;
  private final KnownCatches known = KnownCatches.read(home);

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
    List<String> asked = List.of(System.getProperty("rig.defects", "").split(","));
    return Defects.all().stream()
        .filter(defect -> asked.stream().anyMatch(defect.id()::startsWith))
        .map(
            defect ->
                DynamicTest.dynamicTest(
                    defect.id() + " breaks " + defect.requirement(), () -> isCaught(defect)));
  }

  @Test
  void whatIsKnownIsOfDefectsAndScenariosThatThereAre() {
    Map<String, String> left = new TreeMap<>(known.all());
    for (Defects.Defect defect : Defects.all()) {
      about(defect).forEach(scenario -> left.remove(defect.id(), scenario.id()));
    }
    assertEquals(Map.of(), left, "of caught-by.txt; run AllDefectsTest with -Drig.update=true");
  }

  private void isCaught(Defects.Defect defect) throws IOException {
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

  private static boolean isLong(FeatureScenario scenario) {
    return scenario.tags().contains("@long");
  }

  private List<FeatureScenario> about(Defects.Defect defect) {
    TagFilter filter = TagFilter.of("@" + defect.requirement(), features.tags());
    return features.scenarios().stream()
        .filter(scenario -> filter.matches(scenario.tags()))
        .sorted(SHORTEST)
        .toList();
  }

  private List<ScenarioResult> runUntilTheFirstFailure(Defects.Defect defect) throws IOException {
    List<FeatureScenario> open = new ArrayList<>(about(defect));
    List<FeatureScenario> near = new ArrayList<>();
    String first = known.of(defect.id()).orElse("");
    for (FeatureScenario scenario : open) {
      if (scenario.id().equals(first)) {
        open.subList(0, open.indexOf(scenario)).stream()
            .filter(other -> !isLong(other))
            .limit(SHORT_ONES)
            .forEach(near::add);
        near.add(scenario);
      }
    }
    open.removeAll(near);
    List<ScenarioResult> results = new ArrayList<>();
    for (List<FeatureScenario> part : List.of(near, open)) {
      if (results.stream().noneMatch(result -> isAbout(result, defect))) {
        results.addAll(run(defect, part));
      }
    }
    if (Boolean.getBoolean("rig.update")) {
      for (ScenarioResult result : results) {
        if (isAbout(result, defect)) {
          known.note(defect.id(), result.scenario().id());
        }
      }
    }
    return results;
  }

  private List<ScenarioResult> run(Defects.Defect defect, List<FeatureScenario> scenarios) {
    Interruption firstKill = new Interruption();
    List<ScenarioResult> results = new ArrayList<>();
    try (EmulatedBenches benches =
        new EmulatedBenches(home, bench, Set.of(defect.id()), SEED, PARALLEL, firstKill)) {
      new SuiteRun(features, scenarios, firstKill)
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
