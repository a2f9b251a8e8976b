// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.ScenarioTimes;
import dev.dcmrig.evidence.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Writes the reports of a run into its folder. */
public final class ReportWriter {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ReportWriter() {}

  /**
   * Writes {@code requirements.json}, {@code not-used.json}, {@code measurements.csv}, {@code
   * junit.xml}, {@code times.json} and {@code report.html}.
   *
   * @throws RunFolderException when the folder is no run's, or can't be written
   */
  public static void write(Path runFolder) {
    try {
      for (Map.Entry<String, byte[]> report : reports(RunData.read(runFolder)).entrySet()) {
        AtomicFile.write(runFolder.resolve(report.getKey()), out -> out.write(report.getValue()));
      }
    } catch (IOException e) {
      throw RunFolderException.unwritable("writing the reports", runFolder, e);
    }
  }

  /**
   * Makes the reports of a sealed run anew, and compares.
   *
   * @return a sentence for each report that is not what this rig makes of the evidence
   */
  public static List<String> differences(Path runFolder) {
    List<String> differences = new ArrayList<>();
    try {
      for (Map.Entry<String, byte[]> report : reports(RunData.read(runFolder)).entrySet()) {
        Path file = runFolder.resolve(report.getKey());
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          differences.add(report.getKey() + " is missing");
        } else if (!Arrays.equals(report.getValue(), Files.readAllBytes(file))) {
          differences.add(report.getKey() + " is not what this rig makes of the evidence");
        }
      }
    } catch (IOException | RuntimeException e) {
      // What is wrong with the evidence itself, its own verification says better.
      differences.add("no report can be made of the evidence: " + e.getMessage());
    }
    return differences;
  }

  private static List<NotUsed.Item> notUsed(RunData run) {
    return run.scenarios().stream()
        .flatMap(scenario -> run.notUsed().getOrDefault(scenario.id(), List.of()).stream())
        .toList();
  }

  /** Milliseconds that each scenario took somebody who waited. */
  private static ScenarioTimes times(RunData run) {
    Map<String, Long> times = new TreeMap<>();
    for (ScenarioResult scenario : run.scenarios()) {
      JsonNode wall = run.verdictFile(scenario).path("beside").path(ScenarioTimes.WALL);
      if (!wall.isMissingNode()) {
        times.put(scenario.id(), TimeUnit.NANOSECONDS.toMillis(wall.asLong()));
      }
    }
    return new ScenarioTimes(run.options().path("run").asText(), times);
  }

  private static Map<String, byte[]> reports(RunData run) throws IOException {
    Map<String, byte[]> reports = new LinkedHashMap<>();
    reports.put(
        "requirements.json",
        (JSON.writeValueAsString(RequirementsFile.of(run)) + "\n")
            .getBytes(StandardCharsets.UTF_8));
    reports.put(
        ReportSchemas.NOT_USED,
        (JSON.writeValueAsString(notUsed(run)) + "\n").getBytes(StandardCharsets.UTF_8));
    reports.put("measurements.csv", RequirementsFile.csv(run).getBytes(StandardCharsets.UTF_8));
    reports.put("junit.xml", JUnitReport.of(run).getBytes(StandardCharsets.UTF_8));
    reports.put(
        ScenarioTimes.FILE,
        (JSON.writeValueAsString(times(run)) + "\n").getBytes(StandardCharsets.UTF_8));
    reports.put("report.html", HtmlReport.of(run));
    return reports;
  }
}
