// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.NotOnThisBench;
import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.evidence.ScenarioTimes;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurationsTest {
  private static final Optional<Duration> HALF_A_MINUTE = Optional.of(Duration.ofSeconds(30));
  private static final FeatureScenario JUST = scenario("just");
  private static final FeatureScenario OVER = scenario("over");
  private static final FeatureScenario DAY = scenario("day");
  private static final FeatureScenario NEW = scenario("new");
  private static final List<FeatureScenario> ALL = List.of(JUST, OVER, DAY, NEW);

  @TempDir Path root;
  private RigHome home = new RigHome(Path.of(""));

  private static FeatureScenario scenario(String id) {
    return new FeatureScenario(id, "a.feature", Path.of("a.feature"), 1, "A", id, List.of(), 1);
  }

  @BeforeEach
  void durations() throws IOException {
    home = new RigHome(root);
    Files.createDirectories(home.configs());
    new ScenarioTimes("a run", Map.of("just", 30_000L, "over", 30_001L, "day", 90_000_000L))
        .write(Durations.file(home));
  }

  private List<String> begun(Durations durations) {
    return Stream.of(JUST, OVER, DAY, NEW)
        .filter(
            scenario -> {
              try {
                durations.refuseTooLong(scenario);
                return true;
              } catch (NotOnThisBench e) {
                return false;
              }
            })
        .map(FeatureScenario::id)
        .toList();
  }

  @Test
  void whatTakesJustAsLongAsOneMayIsRunAndWhatNobodyKnowsToo() {
    Durations durations = Durations.of(home, HALF_A_MINUTE, false, ALL);
    assertEquals(List.of("just", "new"), begun(durations));
    assertEquals(
        List.of(
            "2 of 4 scenarios take longer than 30s: they are not verified here; --long runs them,"
                + " too",
            "nobody knows how long 1 scenarios take: they are run"),
        durations.notes());
    String why =
        String.valueOf(
            assertThrows(NotOnThisBench.class, () -> durations.refuseTooLong(DAY)).getMessage());
    assertEquals(
        "it takes 25 h 0 min of real time, and one may take 30s here; --long runs it", why);
  }

  @Test
  void whereNothingIsSaidAQuarterOfAnHourIsTheMost() {
    Durations durations = Durations.of(home, Optional.empty(), false, ALL);
    assertEquals(List.of("just", "over", "new"), begun(durations));
  }

  @Test
  void longRunsAllAndSaysNothing() {
    Durations durations = Durations.of(home, Optional.of(RunTerms.ANY_DURATION), false, ALL);
    assertEquals(List.of("just", "over", "day", "new"), begun(durations));
    assertEquals(List.of(), durations.notes());
  }

  @Test
  void onVirtualTimeAllAreRunAndASpanIsRefused() {
    assertEquals(4, begun(Durations.of(home, Optional.empty(), true, ALL)).size());
    assertDoesNotThrow(() -> Durations.of(home, Optional.of(RunTerms.ANY_DURATION), true, ALL));
    assertThrows(ConfigurationException.class, () -> Durations.of(home, HALF_A_MINUTE, true, ALL));
  }

  @Test
  void withoutTheFileASpanIsRefused() throws IOException {
    Files.delete(Durations.file(home));
    assertEquals(4, begun(Durations.of(home, Optional.empty(), false, ALL)).size());
    String refused =
        String.valueOf(
            assertThrows(
                    ConfigurationException.class,
                    () -> Durations.of(home, HALF_A_MINUTE, false, ALL))
                .getMessage());
    assertTrue(refused.contains("durations.json"), refused);
  }
}
