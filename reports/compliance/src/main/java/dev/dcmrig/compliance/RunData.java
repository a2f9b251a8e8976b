// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.evidence.DutIdentities;
import dev.dcmrig.evidence.KnownFailures;
import dev.dcmrig.evidence.PlannedScenario;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RequirementOutcome;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.ScenarioRecorder;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A run as its folder tells it.
 *
 * @param complete only when the run ended by itself and each scenario has a verdict
 * @param measurements what was measured, by the scenario's id
 * @param notUsed what came from the DCM and was not used, by the scenario's id
 * @param verdictFiles each scenario's {@code verdict.json}, by its id
 * @param retryFiles those of second attempts
 * @param commit of the rig, with {@code -dirty} where files were changed; empty when it is unknown
 * @param scenarios those of the plan in feature order; one without verdict counts as an error
 */
public record RunData(
    Path folder,
    JsonNode options,
    String started,
    String ended,
    boolean complete,
    String digest,
    List<ScenarioResult> scenarios,
    List<RequirementOutcome> requirements,
    Map<String, List<Measured>> measurements,
    Map<String, List<NotUsed.Item>> notUsed,
    Map<String, JsonNode> verdictFiles,
    Map<String, JsonNode> retryFiles,
    String commit) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a run's folder; nothing is verified.
   *
   * @throws RunFolderException when it is no run's folder
   */
  public static RunData read(Path folder) throws IOException {
    Path runFile = folder.resolve(RunFolder.RUN);
    if (!Files.isRegularFile(runFile)) {
      throw new RunFolderException(
          folder + ": has no " + RunFolder.RUN + "; is it the folder of a run?");
    }
    JsonNode run = JSON.readTree(runFile.toFile());
    JsonNode options = run.path("options");
    Path resultFile = folder.resolve(RunFolder.RESULT);
    JsonNode result =
        Files.isRegularFile(resultFile)
            ? JSON.readTree(resultFile.toFile())
            : JSON.createObjectNode();
    Map<String, JsonNode> verdictFiles = new TreeMap<>();
    Map<String, JsonNode> retryFiles = new TreeMap<>();
    List<ScenarioResult> scenarios = scenarios(folder, verdictFiles, retryFiles);
    boolean whole = scenarios.stream().noneMatch(s -> s.digest().isEmpty());
    return new RunData(
        folder,
        options,
        run.path("started").asText(),
        result.path("ended").asText(),
        result.path("complete").asBoolean() && whole,
        result.path("digest").asText(),
        scenarios,
        RequirementOutcome.of(
            catalogue(folder), scenarios, options.path("serviceIsStandIn").asBoolean()),
        measurements(folder, scenarios),
        NotUsed.of(folder, scenarios),
        verdictFiles,
        retryFiles,
        commit(folder));
  }

  private static String commit(Path folder) throws IOException {
    Path file = folder.resolve(RunFolder.TOOL);
    if (!Files.isRegularFile(file)) {
      return "";
    }
    JsonNode tool = JSON.readTree(file.toFile());
    String commit = tool.path("commit").asText();
    return commit.isEmpty() || !tool.path("dirty").asBoolean() ? commit : commit + "-dirty";
  }

  /** What a scenario's {@code verdict.json} says; nothing when it has none. */
  public JsonNode verdictFile(ScenarioResult scenario) {
    return verdictFiles.getOrDefault(scenario.id(), JSON.createObjectNode());
  }

  /** What became of failures that somebody knew of. */
  List<KnownFailures.Outcome> known() throws IOException {
    return KnownFailures.of(folder).judge(scenarios, requirements, dutIdentity());
  }

  /** What a second attempt came to; nothing where there was none. */
  JsonNode retryFile(ScenarioResult scenario) {
    return retryFiles.getOrDefault(scenario.id(), JSON.createObjectNode());
  }

  /**
   * What the device under test said that it is, its versions included; several where scenarios met
   * several, empty where none did.
   */
  public String dutIdentity() {
    return String.join(
        "; ",
        DutIdentities.of(
            scenarios.stream()
                .map(
                    scenario ->
                        verdictFile(scenario).path("beside").path(ScenarioRecorder.DUT).asText())));
  }

  private static Map<String, List<Measured>> measurements(
      Path folder, List<ScenarioResult> scenarios) throws IOException {
    Map<String, List<Measured>> all = new TreeMap<>();
    for (ScenarioResult scenario : scenarios) {
      all.put(scenario.id(), Measured.of(folder, scenario));
    }
    return all;
  }

  private static List<Requirement> catalogue(Path folder) throws IOException {
    Path file = folder.resolve(RunFolder.CATALOGUE);
    List<Requirement> catalogue = new ArrayList<>();
    if (Files.isRegularFile(file)) {
      for (JsonNode entry : JSON.readTree(file.toFile())) {
        catalogue.add(JSON.treeToValue(entry, Requirement.class));
      }
    }
    return catalogue;
  }

  /** Every scenario of the plan; one that left no verdict is an error. */
  private static List<ScenarioResult> scenarios(
      Path folder, Map<String, JsonNode> verdictFiles, Map<String, JsonNode> retryFiles)
      throws IOException {
    Path file = folder.resolve(RunFolder.PLAN);
    List<ScenarioResult> results = new ArrayList<>();
    if (Files.isRegularFile(file)) {
      for (JsonNode entry : JSON.readTree(file.toFile())) {
        PlannedScenario planned = JSON.treeToValue(entry, PlannedScenario.class);
        Path own = folder.resolve(RunFolder.SCENARIOS).resolve(planned.folder());
        JsonNode verdict = verdict(own);
        verdictFiles.put(planned.id(), verdict);
        String lost = Files.isDirectory(own) ? RunFolder.NEVER_ENDED : RunFolder.NEVER_BEGAN;
        ScenarioResult first = scenario(planned, verdict, lost);
        JsonNode again = verdict(folder.resolve(RunFolder.RETRIES).resolve(planned.folder()));
        if (again.isEmpty()) {
          results.add(first);
        } else {
          retryFiles.put(planned.id(), again);
          results.add(first.again(scenario(planned, again, "")));
        }
      }
    }
    results.sort(RunFolder.FEATURE_ORDER);
    return results;
  }

  /** What a scenario's folder says that it came to; nothing where it says nothing. */
  private static JsonNode verdict(Path own) throws IOException {
    Path file = own.resolve("verdict.json");
    return Files.isRegularFile(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
  }

  private static ScenarioResult scenario(PlannedScenario planned, JsonNode verdict, String lost) {
    boolean concluded = !verdict.isEmpty();
    String subject = verdict.path("subject").asText();
    return new ScenarioResult(
        planned.id(),
        planned.location(),
        planned.name(),
        planned.tags(),
        concluded ? Verdict.valueOf(verdict.path("verdict").asText()) : Verdict.ERROR,
        subject.isEmpty() ? null : Subject.valueOf(subject),
        texts(verdict.path("requirements")),
        concluded ? verdict.path("reason").asText() : lost,
        verdict.path("endNanos").asLong(),
        verdict.path("digest").asText(),
        planned.folder());
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }

  /** The names of CAN channel 0, 1, ... */
  List<String> channels() {
    List<String> names = new ArrayList<>();
    options.path("channels").forEach(channel -> names.add(channel.path("name").asText()));
    return names;
  }

  /** What the run was configured by: each file with its SHA-256. */
  public Map<String, String> inputs() throws IOException {
    Map<String, String> inputs = new TreeMap<>();
    Path parent = folder.resolve(RunFolder.INPUTS);
    if (Files.isDirectory(parent)) {
      try (Stream<Path> all = Files.walk(parent)) {
        for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
          String name = parent.relativize(file).toString().replace('\\', '/');
          inputs.put(name, RunFolder.sha256(file));
        }
      }
    }
    return inputs;
  }

  /** Names this run and no other: its name, its start, and what it found. */
  public String identifier() {
    String start = started.replaceAll("\\.\\d+", "").replaceAll("[^0-9TZ]", "");
    String found = digest.isEmpty() ? "no-digest" : digest.substring(0, 12);
    return options.path("run").asText() + "/" + start + "/" + found;
  }

  /** What was not as a whole run of an unchanged device would be; a sentence each. */
  public List<String> deviations() throws IOException {
    List<String> deviations = new ArrayList<>();
    for (KnownFailures.Outcome outcome : known()) {
      deviations.add("Known failures: " + outcome.sentence() + ".");
    }
    if (!complete) {
      deviations.add("The run ended before all scenarios did.");
    }
    if (!options.path("tags").asText().isEmpty()) {
      deviations.add("Only scenarios that match " + options.path("tags").asText() + " were run.");
    }
    List<String> defects = new ArrayList<>();
    options.path("defects").forEach(defect -> defects.add(defect.asText()));
    if (!defects.isEmpty()) {
      deviations.add(
          "Faults were built into the device on purpose: " + String.join(", ", defects) + ".");
    }
    options.path("notes").forEach(note -> deviations.add(note.asText()));
    return deviations;
  }

  /** One word over all that began: the worst that a scenario came to. */
  public Verdict verdict() {
    Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
    scenarios.stream()
        .filter(scenario -> !scenario.neverBegan())
        .forEach(scenario -> seen.add(scenario.verdict()));
    return Stream.of(
            Verdict.FAILED,
            Verdict.ERROR,
            Verdict.INCONCLUSIVE,
            Verdict.FLAKY,
            Verdict.NOT_VERIFIED,
            Verdict.PASSED)
        .filter(seen::contains)
        .findFirst()
        .orElse(Verdict.NOT_VERIFIED);
  }
}
