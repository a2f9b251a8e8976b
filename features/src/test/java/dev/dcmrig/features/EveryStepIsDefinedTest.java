// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.features.network.FaultSequence;
import dev.dcmrig.features.service.ServiceWords;
import io.cucumber.core.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dry run of Cucumber: every step of every feature has one definition, and only one. */
class EveryStepIsDefinedTest {
  private static final Exchange[] NO_EXCHANGE = {};
  private static final Path FEATURES = Path.of(System.getProperty("rig.root"), "features");

  @TempDir Path folder;

  private static byte dryRun(Path features) {
    return Main.run(
        "--dry-run", "--glue", "dev.dcmrig.features", "--plugin", "summary", features.toString());
  }

  @Test
  void everyStepOfEveryFeatureHasOneDefinition() throws IOException {
    for (Path file : Examples.files()) {
      assertEquals(0, dryRun(file), () -> file + ": steps without a definition, or with several");
    }
  }

  @Test
  void aStepWithoutDefinitionIsFound() throws IOException {
    Path file = folder.resolve("unknown.feature");
    Files.writeString(file, "Feature: f\n  Scenario: s\n    Given nobody has defined this\n");
    assertNotEquals(0, dryRun(file));
  }

  @Test
  void theMatrixHasEachFaultWithEachExchangeOnce() throws IOException {
    List<String> rows =
        Files.readAllLines(FEATURES.resolve("network/fault_matrix.feature")).stream()
            .filter(line -> line.strip().startsWith("|"))
            .skip(1)
            .map(line -> line.strip().replaceAll("\\s*\\|\\s*", "|"))
            .toList();
    List<String> expected = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (Exchange exchange : fault.isForEachExchange() ? Exchange.values() : NO_EXCHANGE) {
        if (exchange.isOfUpdates()) {
          continue;
        }
        expected.add("|" + ServiceWords.words(fault) + "|" + ServiceWords.words(exchange) + "|");
      }
    }
    assertEquals(new TreeSet<>(expected), new TreeSet<>(rows));
    assertEquals(expected.size(), rows.size());
  }

  @Test
  void everyFaultSequenceIsAFeatureThatCanRun() throws IOException {
    List<FaultSequence.Step> steps = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (Exchange exchange : Exchange.values()) {
        steps.add(new FaultSequence.Step(fault, exchange, 2, Duration.ofMillis(12_500)));
      }
    }
    String text = new FaultSequence(steps).feature("found\nby search");
    assertTrue(text.contains("  Scenario: found by search\n"));
    assertTrue(
        text.contains(
            "    When the next 2 tries of emergency status meet reset before the answer\n"
                + "    And 12500 ms pass\n"));
    Path file = folder.resolve("sequence.feature");
    Files.writeString(file, text);
    assertEquals(0, dryRun(file));
  }
}
