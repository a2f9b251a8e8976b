// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds Cucumber's own account of a complete run against what the rig judged. No verdict is made of
 * it; but what it says of features, scenarios and steps must be the same.
 */
final class MessagesVerifier {

  /** A run of all scenarios needs some 20 MB. */
  private static final long MAX_BYTES = 512L << 20;

  /** What the engine writes; see the schema of Cucumber's messages. */
  private static final Set<String> KINDS =
      Set.of(
          "attachment",
          "gherkinDocument",
          "hook",
          "meta",
          "parameterType",
          "parseError",
          "pickle",
          "source",
          "stepDefinition",
          "suggestion",
          "testCase",
          "testCaseFinished",
          "testCaseStarted",
          "testRunFinished",
          "testRunHookFinished",
          "testRunHookStarted",
          "testRunStarted",
          "testStepFinished",
          "testStepStarted",
          "undefinedParameterType");

  private static final ObjectMapper LINE =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path folder;
  private final Path file;
  private final Consumer<String> problem;
  private final Map<String, String> sources = new HashMap<>();
  private final Map<String, JsonNode> pickles = new HashMap<>();
  private final Map<String, JsonNode> cases = new HashMap<>();
  private final Map<String, Attempt> attempts = new LinkedHashMap<>();
  private String runtime = "";
  private Instant began = Instant.EPOCH;
  private Instant ended = Instant.EPOCH;
  private boolean finished;

  /** One go at a scenario. */
  private static final class Attempt {
    private final String testCase;
    private final List<String> steps = new ArrayList<>();
    private boolean ended;

    Attempt(String testCase) {
      this.testCase = testCase;
    }
  }

  /** A scenario with a verdict, and its steps in one text each; without evidence there are none. */
  record Judged(PlannedScenario planned, boolean kept, List<EventLines.Step> steps) {
    String text() {
      return steps.stream()
          .map(step -> MessagesVerifier.text(step.text(), step.isPassed()))
          .collect(Collectors.joining("\n"));
    }
  }

  /**
   * @param name of the file in the run's folder
   */
  MessagesVerifier(Path folder, String name, Consumer<String> problem) {
    this.folder = folder;
    this.file = folder.resolve(name);
    this.problem = sentence -> problem.accept(name + sentence);
  }

  /**
   * Reads it and compares.
   *
   * @param java as {@code tool.json} names the virtual machine
   */
  void verify(Collection<Judged> judged, Instant from, Instant to, String java) {
    try {
      if (!Files.isRegularFile(file)) {
        problem.accept(" is missing");
        return;
      }
      if (Files.size(file) > MAX_BYTES) {
        problem.accept(" is larger than " + (MAX_BYTES >> 20) + " MB");
        return;
      }
      try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          take(LINE.readTree(line));
        }
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      problem.accept(" has a line that the engine did not write");
      return;
    } catch (IOException e) {
      problem.accept(" can't be read: " + e.getMessage());
      return;
    }
    if (!finished || began.isBefore(from) || ended.isAfter(to) || ended.isBefore(began)) {
      problem.accept(" is of another time than the run");
    }
    if (!java.startsWith(runtime)) {
      problem.accept(" is of another virtual machine than tool.json names");
    }
    features(judged);
    scenarios(judged);
  }

  private void take(JsonNode line) {
    if (line == null || line.size() != 1) {
      throw new IllegalArgumentException("no envelope");
    }
    String kind = line.fieldNames().next();
    JsonNode it = line.path(kind);
    if (!KINDS.contains(kind) || finished) {
      throw new IllegalArgumentException("no message of the engine");
    }
    switch (kind) {
      case "meta" -> runtime = it.path("runtime").path("version").asText();
      case "source" -> sources.put(it.path("uri").asText(), it.path("data").asText());
      case "pickle" -> pickles.put(it.path("id").asText(), it);
      case "testCase" -> cases.put(it.path("id").asText(), it);
      case "testRunStarted" -> began = instant(it);
      case "testRunFinished" -> {
        ended = instant(it);
        finished = true;
      }
      case "testCaseStarted" ->
          attempts.put(it.path("id").asText(), new Attempt(it.path("testCaseId").asText()));
      case "testCaseFinished" -> attempt(it).ended = true;
      case "testStepFinished" -> step(attempt(it), it);
      default -> {
        // What else there is says nothing that the rig judges.
      }
    }
  }

  private static Instant instant(JsonNode message) {
    JsonNode stamp = message.path("timestamp");
    return Instant.ofEpochSecond(stamp.path("seconds").asLong(), stamp.path("nanos").asLong());
  }

  private Attempt attempt(JsonNode message) {
    Attempt attempt = attempts.get(message.path("testCaseStartedId").asText());
    if (attempt == null || attempt.ended) {
      throw new IllegalArgumentException("a message of no scenario that runs");
    }
    return attempt;
  }

  /** Hooks are no steps of a feature file; skipped steps are not told in the evidence. */
  private void step(Attempt attempt, JsonNode message) {
    String status = message.path("testStepResult").path("status").asText();
    JsonNode own =
        find(
            cases.get(attempt.testCase),
            "testSteps",
            step -> step.path("id").asText().equals(message.path("testStepId").asText()));
    if (own.isMissingNode()) {
      throw new IllegalArgumentException("a step of no scenario");
    }
    if (own.has("pickleStepId") && !status.equals("SKIPPED")) {
      JsonNode step =
          find(
              pickle(attempt),
              "steps",
              candidate -> candidate.path("id").asText().equals(own.path("pickleStepId").asText()));
      attempt.steps.add(text(step.path("text").asText(), status.equals("PASSED")));
    }
  }

  private JsonNode pickle(Attempt attempt) {
    JsonNode testCase = cases.get(attempt.testCase);
    JsonNode pickle = testCase == null ? null : pickles.get(testCase.path("pickleId").asText());
    if (pickle == null) {
      throw new IllegalArgumentException("a case of no scenario");
    }
    return pickle;
  }

  private static JsonNode find(@Nullable JsonNode parent, String list, Predicate<JsonNode> wanted) {
    if (parent != null) {
      for (JsonNode entry : parent.path(list)) {
        if (wanted.test(entry)) {
          return entry;
        }
      }
    }
    return LINE.missingNode();
  }

  private static String text(String step, boolean passed) {
    return (passed ? "passed " : "not passed ") + step;
  }

  /** What the engine read must be the feature file whose copy is kept. */
  private void features(Collection<Judged> judged) {
    for (String uri : judged.stream().map(one -> one.planned().uri()).distinct().toList()) {
      Path copy = folder.resolve(RunFolder.INPUTS).resolve("features").resolve(uri);
      String data =
          sources.entrySet().stream()
              .filter(source -> source.getKey().endsWith("/" + uri))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse("");
      try {
        if (!Files.isRegularFile(copy) || !Files.readString(copy).equals(data)) {
          problem.accept(" has another " + uri + " than inputs/features");
        }
      } catch (IOException e) {
        problem.accept(" can't be held against " + uri + ": " + e.getMessage());
      }
    }
  }

  private void scenarios(Collection<Judged> judged) {
    Map<String, List<String>> said = new HashMap<>();
    for (Attempt attempt : attempts.values()) {
      JsonNode pickle = pickle(attempt);
      if (attempt.ended) {
        said.computeIfAbsent(key(pickle), key -> new ArrayList<>())
            .add(String.join("\n", attempt.steps));
      }
    }
    Map<String, List<Judged>> found = new HashMap<>();
    judged.forEach(
        one -> found.computeIfAbsent(key(one.planned()), key -> new ArrayList<>()).add(one));
    found.forEach(
        (key, ones) -> {
          List<String> theirs =
              said.entrySet().stream()
                  .filter(entry -> entry.getKey().endsWith("/" + key))
                  .flatMap(entry -> entry.getValue().stream())
                  .sorted()
                  .toList();
          boolean kept = ones.stream().allMatch(Judged::kept);
          if (theirs.size() != ones.size()
              || (kept && !theirs.equals(ones.stream().map(Judged::text).sorted().toList()))) {
            problem.accept(" tells other scenarios or steps of " + ones.get(0).planned().id());
          }
        });
    if (attempts.size() != judged.size()) {
      problem.accept(" has " + attempts.size() + " scenarios, and the run " + judged.size());
    }
  }

  /** Rows of an outline may share all of this. */
  private static String key(PlannedScenario planned) {
    return planned.uri() + "\n" + planned.name() + "\n" + String.join(" ", planned.tags());
  }

  private static String key(JsonNode pickle) {
    List<String> tags = new ArrayList<>();
    pickle.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
    return pickle.path("uri").asText()
        + "\n"
        + pickle.path("name").asText()
        + "\n"
        + String.join(" ", tags);
  }
}
