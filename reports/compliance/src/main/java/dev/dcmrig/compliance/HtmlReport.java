// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.evidence.RequirementOutcome;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code report.html}: a page with its data as JSON, drawn by its own script, without network. The
 * timeline of each scenario is a block of its own, which is read when somebody opens it.
 */
final class HtmlReport {
  /**
   * Bytes that the page may take while timelines are added: a mail server and a browser on a phone
   * take 8 MB. Where they don't fit as they are, they are packed. Those of scenarios that did not
   * pass come first, and the page says of which scenarios it has none.
   */
  static final int MAX_PAGE_BYTES = 7_900_000;

  /** A file that 'rig qualify' may have left in the run folder. */
  private static final String QUALIFICATION = "qualification.json";

  private static final long MAX_QUALIFICATION_BYTES = 16_000_000;

  /** Entries of one list of a qualification that the page shows. */
  private static final int MAX_QUALIFIED = 400;

  /** Unicode's marks of reading direction (UAX 9, section 2). */
  private static final Pattern DIRECTION =
      Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  /** Digits of a requirement's hash that the page shows; requirements.json has all of them. */
  private static final int HASH_DIGITS = 12;

  private static final ObjectMapper JSON = new ObjectMapper();

  private HtmlReport() {}

  /** The whole page, in UTF-8. */
  static byte[] of(RunData run) throws IOException {
    return of(run, MAX_PAGE_BYTES);
  }

  /**
   * @param bytes that the page may take
   */
  static byte[] of(RunData run, int bytes) throws IOException {
    ReportPage page = ReportPage.read(run.identifier());
    FrameWords words = FrameWords.of(run.folder(), run.options());
    Map<String, Object> data = data(run, words);
    PageTimelines timelines =
        PageTimelines.of(run, words, bytes - page.bytes() - embeddable(data).length);
    markDrawn(data, timelines.numbers());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    page.begin(out);
    out.write(embeddable(data));
    timelines.write(page, out);
    page.end(out);
    return out.toByteArray();
  }

  /** Says of each scenario whether the page has its timeline. */
  private static void markDrawn(Map<String, Object> data, Set<Integer> timelines) {
    int number = 0;
    for (Object entry : (List<?>) Objects.requireNonNull(data.get("scenarios"))) {
      @SuppressWarnings("unchecked") // Made by 'data', below.
      Map<String, Object> scenario = (Map<String, Object>) entry;
      scenario.put("drawn", timelines.contains(number++) ? 1 : 0);
    }
  }

  /**
   * JSON that can't end a script element or begin a comment in it, and without marks that turn the
   * direction of reading: a name could show "failed" in the place of another one's verdict.
   */
  static byte[] embeddable(Object data) throws IOException {
    return DIRECTION
        .matcher(JSON.writeValueAsString(data))
        .replaceAll("\uFFFD")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> data(RunData run, FrameWords words) throws IOException {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("options", options(run));
    data.put("identifier", run.identifier());
    data.put("headline", Headline.of(run));
    data.put("rule", rule(run));
    data.put("inputs", run.inputs());
    data.put("deviations", run.deviations());
    data.put("started", run.started());
    data.put("ended", run.ended());
    data.put("complete", run.complete());
    data.put("digest", run.digest());
    data.put("verdict", run.verdict().word());
    data.put("requirements", requirements(run));
    data.put("faultMatrix", FaultMatrix.of(run).data(ScenarioResult::folder));
    data.put("sweep", Sweep.of(run).data(ScenarioResult::folder));
    data.put("states", StateCoverage.of(run).machines(ScenarioResult::folder));
    data.put("problems", words.problems());
    List<Object> scenarios = new ArrayList<>();
    MeasurementData measurements = new MeasurementData();
    for (int number = 0; number < run.scenarios().size(); number++) {
      ScenarioResult scenario = run.scenarios().get(number);
      Map<String, Object> entry = scenario(scenario);
      measurements.write(run, scenario, entry);
      entry.put("unused", unused(run, scenario));
      entry.put("drawn", 0);
      scenarios.add(entry);
    }
    data.put("scenarios", scenarios);
    data.put("forms", measurements.forms());
    JsonNode qualification = qualification(run.folder());
    if (!qualification.isMissingNode()) {
      data.put("qualification", qualification);
    }
    return data;
  }

  /** Rows of time, way, what, why and number. */
  private static List<Object> unused(RunData run, ScenarioResult scenario) {
    List<Object> rows = new ArrayList<>();
    for (NotUsed.Item it : run.notUsed().getOrDefault(scenario.id(), List.of())) {
      rows.add(List.of(it.seconds(), it.protocol(), it.what(), it.why(), it.times()));
    }
    return rows;
  }

  /** What the run was asked to do, and what it found there. */
  private static JsonNode options(RunData run) {
    ObjectNode options = JSON.createObjectNode();
    run.options().properties().forEach(each -> options.set(each.getKey(), each.getValue()));
    return options.put("dutIdentity", run.dutIdentity());
  }

  /** How values became verdicts; empty when nothing was measured. */
  private static String rule(RunData run) {
    return run.measurements().values().stream()
        .flatMap(List::stream)
        .findFirst()
        .map(measured -> measured.decision().rule().words())
        .orElse("");
  }

  private static JsonNode qualification(Path folder) throws IOException {
    Path file = folder.resolve(QUALIFICATION);
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_QUALIFICATION_BYTES) {
      return JSON.missingNode();
    }
    try {
      JsonNode whole = JSON.readTree(file.toFile());
      return whole instanceof ObjectNode node ? shortened(node) : JSON.missingNode();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // Half a file of a qualification that was cut off: the report is whole without it.
      return JSON.missingNode();
    }
  }

  /** Lists as far as a page shows them: what survived first; the true number stands beside. */
  private static JsonNode shortened(ObjectNode qualification) {
    for (String name : List.copyOf(names(qualification))) {
      JsonNode list = qualification.path(name);
      if (list.isArray() && list.size() > MAX_QUALIFIED) {
        List<JsonNode> shown = new ArrayList<>();
        list.forEach(shown::add);
        shown.sort(Comparator.comparing(entry -> !entry.toString().contains("\"survived")));
        ArrayNode kept = JSON.createArrayNode();
        shown.stream().limit(MAX_QUALIFIED).forEach(kept::add);
        qualification.set(name, kept);
        qualification.put(name + "InAll", list.size());
      }
    }
    return qualification;
  }

  private static List<String> names(ObjectNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<Object> requirements(RunData run) {
    List<Object> requirements = new ArrayList<>();
    for (RequirementOutcome outcome : run.requirements()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("id", outcome.requirement().id());
      entry.put("title", outcome.requirement().title());
      entry.put("statement", outcome.requirement().statement());
      entry.put("hash", outcome.requirement().hash().substring(0, HASH_DIGITS));
      entry.put(
          "subject", outcome.requirement().subject().name().toLowerCase(java.util.Locale.ROOT));
      entry.put("verdict", outcome.verdict().word());
      entry.put("standIn", outcome.standIn() && !outcome.scenarios().isEmpty());
      entry.put("source", outcome.requirement().source());
      entry.put("scenarios", outcome.scenarios().stream().map(ScenarioResult::folder).toList());
      entry.put(
          "undecided",
          outcome.scenarios().stream()
              .filter(s -> s.verdict() == Verdict.FAILED && !outcome.failedIn(s))
              .map(ScenarioResult::folder)
              .toList());
      requirements.add(entry);
    }
    return requirements;
  }

  private static Map<String, Object> scenario(ScenarioResult scenario) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", scenario.id());
    entry.put("location", scenario.location());
    entry.put("folder", scenario.folder());
    entry.put("name", scenario.name());
    entry.put("tags", scenario.tags());
    entry.put("verdict", scenario.verdict().word());
    entry.put("reason", scenario.reason());
    if (scenario.neverBegan()) {
      entry.put("never", 1);
    }
    entry.put("end", scenario.endNanos() / 1e9);
    entry.put("digest", scenario.digest());
    return entry;
  }
}
