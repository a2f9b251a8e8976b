// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.bench.config.RigHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a file of the service is said with its line, before anything runs. */
class ServiceFilesTest {
  private final RigHome home = RigHome.find();

  @TempDir Path folder;

  private Problem packagesProblem(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("packages.yaml"), text);
    return assertThrows(ConfigurationException.class, () -> ServiceFiles.packages(file))
        .problems()
        .get(0);
  }

  @Test
  void theShippedFilesAreWell() {
    ServiceFiles.check(home);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "paidMonthlyCents: 999 | paidMonthlyCents: 0 | 2 | paidMonthlyCents",
        "paidMonthlyCents: 999 | paidMonthlyCents: 100001 | 2 | paidMonthlyCents",
        "trialMonths: 3 | trialMonths: three | 3 | trialMonths",
        "trialMonths: 3 | trialMonth: 3 | 3 | trialMonth",
        "svt: 36, remote: 36 | svt: 241, remote: 36 | 9 | complimentaryMonths.premium.gen2.svt",
        "svt: 36, remote: 36 | svt: 36 | 9 | complimentaryMonths.premium.gen2",
      })
  void aWrongPackageIsNamedWithItsLine(String right, String wrong, int line, String key)
      throws IOException {
    String text = Files.readString(home.packages());
    assertTrue(text.contains(right), right);
    Problem problem = packagesProblem(text.replace(right, wrong));
    assertEquals(line, problem.line(), problem.toString());
    assertTrue(problem.what().startsWith(key), problem.toString());
    assertTrue(!problem.remedy().isEmpty(), problem.toString());
  }

  @Test
  void emptyBrokenOrMissingPackagesAreProblems() throws IOException {
    assertTrue(!packagesProblem("").what().isEmpty());
    assertTrue(!packagesProblem("a: [").what().isEmpty());
    assertTrue(!packagesProblem("complimentaryMonths: {}").what().isEmpty());
    assertTrue(!packagesProblem("\u0000").what().isEmpty());
    Path nowhere = folder.resolve("nowhere.yaml");
    assertThrows(ConfigurationException.class, () -> ServiceFiles.packages(nowhere));
    assertThrows(ConfigurationException.class, () -> ServiceFiles.packages(folder));
  }

  private Problem mappingsProblem() {
    return assertThrows(ConfigurationException.class, () -> ServiceFiles.mappings(folder))
        .problems()
        .get(0);
  }

  @Test
  void mappingsThatAreRemovedReplacedOrBrokenAreProblems() throws IOException {
    assertEquals("there is no such folder", mappingsProblem().what());
    Path mappings = Files.createDirectory(folder.resolve("mappings"));
    assertEquals("holds no file *.json", mappingsProblem().what());
    try (Stream<Path> shipped = Files.list(home.wiremock().resolve("mappings"))) {
      for (Path file : shipped.toList()) {
        Files.copy(file, mappings.resolve(file.getFileName()));
      }
    }
    ServiceFiles.mappings(folder);
    Path service = mappings.resolve("service.json");
    Files.writeString(
        service, "{\"mappings\": [\n{\"request\": {}, \"response\": {\"status\": 204}}]}");
    assertEquals("answers in place of the service", mappingsProblem().what());
    assertEquals(2, mappingsProblem().line());
    Files.writeString(service, "{\"mappings\": [\n{\"request\": {\"method\": }\n]}");
    assertEquals(2, mappingsProblem().line());
    Files.writeString(service, "");
    assertTrue(mappingsProblem().file().endsWith("service.json"));
    Files.delete(service);
    assertEquals("no mapping hands every request to the service", mappingsProblem().what());
  }
}
