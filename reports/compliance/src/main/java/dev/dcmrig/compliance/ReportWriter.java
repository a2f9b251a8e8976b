// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dcmrig.evidence.AtomicFile;
import dev.dcmrig.evidence.RequirementOutcome;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.ScenarioResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the reports of a run into its folder. */
public final class ReportWriter {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ReportWriter() {}

  /**
   * Writes {@code requirements.json}, {@code junit.xml} and {@code report.html}.
   *
   * @throws RunFolderException when the folder is no run's, or can't be written
   */
  public static void write(Path runFolder) {
    try {
      RunData run = RunData.read(runFolder);
      AtomicFile.write(
          runFolder.resolve("requirements.json"),
          JSON.writeValueAsString(requirements(run)) + "\n");
      AtomicFile.write(runFolder.resolve("junit.xml"), JUnitReport.of(run));
      HtmlReport.write(run, runFolder.resolve("report.html"));
    } catch (IOException e) {
      throw RunFolderException.unwritable("writing the reports", runFolder, e);
    }
  }

  private static Map<String, Object> requirements(RunData run) throws IOException {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("run", run.options().path("run").asText());
    file.put("seed", run.options().path("seed").asLong());
    file.put("bench", run.options().path("bench").asText());
    file.put("dut", run.options().path("dut").asText());
    file.put("dutIsStandIn", run.options().path("dutIsStandIn").asBoolean());
    file.put("complete", run.complete());
    file.put("digest", run.digest());
    List<Object> entries = new ArrayList<>();
    for (RequirementOutcome outcome : run.requirements()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("id", outcome.requirement().id());
      entry.put("subject", outcome.requirement().subject().name().toLowerCase(Locale.ROOT));
      entry.put("verdict", outcome.verdict().word());
      if (outcome.standIn() && !outcome.scenarios().isEmpty()) {
        entry.put("evidence", "stand-in");
      }
      entry.put("scenarios", outcome.scenarios().stream().map(ScenarioResult::location).toList());
      entries.add(entry);
    }
    file.put("requirements", entries);
    FaultMatrix matrix = FaultMatrix.of(run);
    if (!matrix.isEmpty()) {
      file.put("faultMatrix", matrix.data(ScenarioResult::location));
    }
    return file;
  }
}
