// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.RequirementOutcome;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code report.html}: a page with its data as JSON, drawn by its own script, without network. */
final class HtmlReport {

  /** Unicode's marks of reading direction (UAX 9, section 2). */
  private static final Pattern DIRECTION =
      Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private static final ObjectMapper JSON = new ObjectMapper();

  private HtmlReport() {}

  /** The whole page, in UTF-8. */
  static byte[] of(RunData run) throws IOException {
    ReportPage page = ReportPage.read();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    page.begin(out);
    out.write(embeddable(data(run)).getBytes(StandardCharsets.UTF_8));
    page.end(out);
    return out.toByteArray();
  }

  /**
   * JSON that can't end a script element or begin a comment in it, and without marks that turn the
   * direction of reading: a name could show "failed" in the place of another one's verdict.
   */
  private static String embeddable(Object data) throws IOException {
    return DIRECTION
        .matcher(JSON.writeValueAsString(data))
        .replaceAll("\uFFFD")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static Map<String, Object> data(RunData run) throws IOException {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("options", run.options());
    data.put("identifier", run.identifier());
    data.put("inputs", run.inputs());
    data.put("deviations", run.deviations());
    data.put("started", run.started());
    data.put("ended", run.ended());
    data.put("complete", run.complete());
    data.put("digest", run.digest());
    data.put("verdict", run.verdict().word());
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict.word(), run.count(verdict));
    }
    data.put("counts", counts);
    data.put("requirements", requirements(run));
    data.put("faultMatrix", FaultMatrix.of(run).data(ScenarioResult::folder));
    List<Object> scenarios = new ArrayList<>();
    FrameWords words = FrameWords.of(run.folder(), run.options());
    for (ScenarioResult scenario : run.scenarios()) {
      scenarios.add(scenario(run, words, scenario));
    }
    data.put("problems", words.problems());
    data.put("scenarios", scenarios);
    data.put("maxDrawn", Timelines.MAX_DRAWN);
    return data;
  }

  private static List<Object> requirements(RunData run) {
    List<Object> requirements = new ArrayList<>();
    for (RequirementOutcome outcome : run.requirements()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("id", outcome.requirement().id());
      entry.put("title", outcome.requirement().title());
      entry.put("statement", outcome.requirement().statement());
      entry.put(
          "subject", outcome.requirement().subject().name().toLowerCase(java.util.Locale.ROOT));
      entry.put("verdict", outcome.verdict().word());
      entry.put("standIn", outcome.standIn() && !outcome.scenarios().isEmpty());
      entry.put("source", outcome.requirement().source());
      entry.put("scenarios", outcome.scenarios().stream().map(ScenarioResult::folder).toList());
      requirements.add(entry);
    }
    return requirements;
  }

  private static Map<String, Object> scenario(
      RunData run, FrameWords words, ScenarioResult scenario) throws IOException {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", scenario.id());
    entry.put("location", scenario.location());
    entry.put("folder", scenario.folder());
    entry.put("name", scenario.name());
    entry.put("tags", scenario.tags());
    entry.put("verdict", scenario.verdict().word());
    entry.put("reason", scenario.reason());
    entry.put("end", scenario.endNanos() / 1e9);
    entry.put("digest", scenario.digest());
    entry.put("timeline", Timelines.of(run, words, scenario));
    return entry;
  }
}
