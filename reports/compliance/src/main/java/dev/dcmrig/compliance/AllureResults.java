// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A run as Allure reads it: a result for each scenario, a container for each feature file,
 * attachments, environment and categories (the file formats of Allure 2, which Allure 3 reads,
 * too). Made from the run folder alone, into a folder beside it.
 *
 * <ul>
 *   <li>Passed, failed and skipped (not verified) are Allure's words. Error and inconclusive are
 *       {@code broken}.
 *   <li>Times of scenarios and steps are those in which somebody waited. Virtual times stand beside
 *       them, as parameters: the two can't stand on one axis.
 *   <li>Whose evidence is attached: all that did not pass. What was measured, of every scenario.
 * </ul>
 */
public final class AllureResults {

  /** Evidence of a scenario, and how a browser takes it. */
  private static final Map<String, String> ATTACHED =
      Map.of("events.jsonl", "text/plain", "network.jsonl", "text/plain");

  /** A larger file stays where it is: in the run folder. */
  private static final long MAX_ATTACHMENT_BYTES = 4L << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunData run;
  private final Path into;

  private AllureResults(RunData run, Path into) {
    this.run = run;
    this.into = into;
  }

  /**
   * Writes them.
   *
   * @param into a folder outside of the run's; made if it is not there, and files of other runs in
   *     it stay
   * @throws RunFolderException when the folder is no run's, or something can't be read or written
   */
  public static void write(Path runFolder, Path into) {
    try {
      Files.createDirectories(into);
      new AllureResults(RunData.read(runFolder), into).write();
    } catch (IOException e) {
      throw RunFolderException.unwritable("writing Allure's results", into, e);
    }
  }

  private void write() throws IOException {
    Map<String, List<String>> children = new LinkedHashMap<>();
    for (ScenarioResult scenario : run.scenarios()) {
      String uuid = uuid(run.identifier() + "\n" + scenario.id());
      write(uuid + "-result.json", result(scenario, uuid));
      children.computeIfAbsent(scenario.uri(), uri -> new ArrayList<>()).add(uuid);
    }
    for (Map.Entry<String, List<String>> feature : children.entrySet()) {
      String uuid = uuid(run.identifier() + "\ncontainer\n" + feature.getKey());
      Map<String, Object> container = new LinkedHashMap<>();
      container.put("uuid", uuid);
      container.put("name", feature.getKey());
      container.put("children", feature.getValue());
      container.put("befores", List.of());
      container.put("afters", List.of());
      write(uuid + "-container.json", container);
    }
    environment();
    write("categories.json", categories());
    write(
        "executor.json",
        Map.of("name", "DCM Rig", "type", "dcm-rig", "buildName", run.identifier()));
  }

  private Map<String, Object> result(ScenarioResult scenario, String uuid) throws IOException {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("uuid", uuid);
    result.put("historyId", uuid(scenario.id()).replace("-", ""));
    result.put("testCaseId", uuid(scenario.id()).replace("-", ""));
    result.put("fullName", scenario.id());
    result.put("name", scenario.name());
    result.put("status", status(scenario.verdict()));
    if (!scenario.reason().isEmpty()) {
      result.put("statusDetails", Map.of("message", scenario.reason()));
    }
    result.put("stage", "finished");
    JsonNode beside = run.verdictFile(scenario).path("beside");
    long start = millis(beside.path("began").asText(run.started()));
    result.put("start", start);
    result.put("stop", start + beside.path("wallNanos").asLong() / 1_000_000);
    result.put("labels", labels(scenario));
    List<Object> parameters = new ArrayList<>();
    parameters.add(parameter("virtual time", seconds(scenario.endNanos())));
    parameters.add(parameter("seed", run.options().path("seed").asText()));
    result.put("parameters", parameters);
    result.put("steps", steps(scenario, start));
    result.put("attachments", attachments(scenario, uuid));
    result.put("links", List.of());
    return result;
  }

  private List<Object> labels(ScenarioResult scenario) {
    String area = scenario.uri().contains("/") ? scenario.uri().split("/", 2)[0] : "";
    List<Object> labels = new ArrayList<>();
    labels.add(label("framework", "dcm-rig"));
    labels.add(label("language", "gherkin"));
    labels.add(label("host", run.options().path("bench").asText()));
    labels.add(label("parentSuite", area));
    labels.add(label("suite", scenario.uri()));
    labels.add(label("epic", area));
    labels.add(label("feature", scenario.uri()));
    for (String tag : scenario.tags()) {
      String word = tag.substring(1);
      labels.add(label(word.matches("[A-Z]{3}-[0-9]{2}") ? "story" : "tag", word));
    }
    return labels;
  }

  /** Steps of a scenario whose evidence was kept, each with the virtual time of its end. */
  private List<Object> steps(ScenarioResult scenario, long start) throws IOException {
    List<Object> steps = new ArrayList<>();
    for (TimedStep step : TimedStep.of(run, scenario)) {
      steps.add(step(scenario, start, step));
    }
    return steps;
  }

  private static Map<String, Object> step(ScenarioResult scenario, long start, TimedStep timed) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("name", timed.name());
    step.put("status", timed.isPassed() ? "passed" : status(scenario.verdict()));
    if (!timed.isPassed()) {
      step.put("statusDetails", Map.of("message", scenario.reason()));
    }
    step.put("stage", "finished");
    if (timed.isTimed()) {
      step.put("start", start + timed.fromNanos() / 1_000_000);
      step.put("stop", start + timed.toNanos() / 1_000_000);
    }
    step.put("parameters", List.of(parameter("ended at", seconds(timed.benchNanos()))));
    step.put("steps", List.of());
    step.put("attachments", List.of());
    return step;
  }

  private List<Object> attachments(ScenarioResult scenario, String uuid) throws IOException {
    List<Object> attachments = new ArrayList<>();
    StringBuilder measured = new StringBuilder();
    for (Measured value : run.measurements().getOrDefault(scenario.id(), List.of())) {
      measured.append(value.decision().met() ? "met: " : "NOT MET: ");
      measured.append(value.decision().sentence()).append('\n');
    }
    if (measured.length() > 0) {
      String name = uuid + "-measured-attachment.txt";
      AtomicFile.write(into.resolve(name), measured.toString());
      attachments.add(attachment("what was measured", name, "text/plain"));
    }
    if (scenario.verdict() == Verdict.PASSED) {
      return attachments;
    }
    for (Map.Entry<String, String> kind :
        ATTACHED.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      Path file = folder(scenario).resolve(kind.getKey());
      if (Files.isRegularFile(file) && Files.size(file) <= MAX_ATTACHMENT_BYTES) {
        String name = uuid + "-" + kind.getKey().replace(".jsonl", "") + "-attachment.jsonl";
        Files.copy(file, into.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        attachments.add(attachment(kind.getKey(), name, kind.getValue()));
      }
    }
    return attachments;
  }

  private Path folder(ScenarioResult scenario) {
    return run.folder().resolve(RunFolder.SCENARIOS).resolve(scenario.folder());
  }

  private void environment() throws IOException {
    JsonNode options = run.options();
    StringBuilder text = new StringBuilder();
    for (String key : List.of("bench", "dut", "seed", "toolVersion", "commandLine")) {
      text.append(key).append('=').append(oneLine(options.path(key).asText())).append('\n');
    }
    text.append("commit=").append(run.commit()).append('\n');
    text.append("digest=").append(run.digest()).append('\n');
    text.append("headline=").append(oneLine(Headline.of(run))).append('\n');
    AtomicFile.write(into.resolve("environment.properties"), text.toString());
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\r\\n]+", " ").replace("\\", "\\\\");
  }

  private static List<Object> categories() {
    return List.of(
        Map.of("name", "a requirement failed", "matchedStatuses", List.of("failed")),
        Map.of("name", "the bench broke, or could not judge", "matchedStatuses", List.of("broken")),
        Map.of("name", "nothing was judged", "matchedStatuses", List.of("skipped")));
  }

  private static String status(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> "passed";
      case FAILED -> "failed";
      case ERROR, INCONCLUSIVE, FLAKY -> "broken";
      case NOT_VERIFIED -> "skipped";
    };
  }

  private static Map<String, String> label(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  private static Map<String, String> parameter(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  private static Map<String, String> attachment(String name, String source, String type) {
    return Map.of("name", name, "source", source, "type", type);
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }

  private static long millis(String instant) {
    return instant.isEmpty() ? 0 : Instant.parse(instant).toEpochMilli();
  }

  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void write(String name, Object content) throws IOException {
    AtomicFile.write(into.resolve(name), JSON.writeValueAsString(content) + "\n");
  }
}
