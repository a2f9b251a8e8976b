// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.network.NetworkJournal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a scenario's files of lines again: its steps, and when things happened. */
final class EventLines {
  /** Longer lines are none that the rig writes. */
  private static final long MAX_LINE = 256L << 20;

  private static final ObjectMapper LINE =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A step that was not skipped. */
  record Step(String keyword, String text, StepVerdict came) {
    boolean isPassed() {
      return came.verdict() == Verdict.PASSED;
    }
  }

  /** A check that has measured. */
  record Measured(Subject subject, Decision decision, List<String> requirements, String sentence) {}

  private final Path folder;
  private final Consumer<String> problem;
  private final List<Step> steps = new ArrayList<>();
  private final List<Measured> measurements = new ArrayList<>();
  private long firstNanos;
  private long lastNanos;
  private boolean ordered = true;

  private EventLines(Path folder, Consumer<String> problem) {
    this.folder = folder;
    this.problem = problem;
  }

  static EventLines read(Path folder, Consumer<String> problem) {
    EventLines lines = new EventLines(folder, problem);
    lines.read(ScenarioFiles.EVENTS);
    if (Files.isRegularFile(folder.resolve(NetworkJournal.LINES))) {
      lines.read(NetworkJournal.LINES);
    }
    return lines;
  }

  /** A file of one endless line is refused before it is taken for a line. */
  private static boolean hasEndlessLine(Path file) throws IOException {
    if (Files.size(file) <= MAX_LINE) {
      return false;
    }
    byte[] chunk = new byte[1 << 16];
    long length = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0 && length <= MAX_LINE; read = in.read(chunk)) {
        int last = read - 1;
        while (last >= 0 && chunk[last] != '\n') {
          last--;
        }
        length = last < 0 ? length + read : read - 1 - last;
      }
    }
    return length > MAX_LINE;
  }

  private void read(String file) {
    long before = 0;
    try {
      if (hasEndlessLine(folder.resolve(file))) {
        problem.accept(file + " has a line of more than " + (MAX_LINE >> 20) + " MB");
        return;
      }
    } catch (IOException e) {
      problem.accept(file + " can't be read: " + e.getMessage());
      return;
    }
    try (BufferedReader reader =
        Files.newBufferedReader(folder.resolve(file), StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode event = LINE.readTree(line);
        if (!event.path("t").isIntegralNumber()) {
          problem.accept(file + " has a line without a time");
          return;
        }
        long nanos = event.path("t").asLong();
        ordered &= nanos >= before;
        before = nanos;
        firstNanos = Math.min(firstNanos, nanos);
        lastNanos = Math.max(lastNanos, nanos);
        if (event.path("type").asText().equals("step")) {
          steps.add(step(event));
        } else if (event.path("type").asText().equals("measurement")) {
          measurements.add(measured(event));
        }
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      problem.accept(file + " has a line that the rig did not write");
    } catch (IOException e) {
      problem.accept(file + " can't be read: " + e.getMessage());
    }
  }

  private static Measured measured(JsonNode event) throws JsonProcessingException {
    JsonNode decision = event.path("decision");
    if (!decision.path("measurement").isObject() || !decision.path("rule").isTextual()) {
      throw new IllegalArgumentException("a measurement that was not decided");
    }
    return new Measured(
        Subject.valueOf(event.path("subject").asText()),
        LINE.treeToValue(decision, Decision.class),
        words(event.path("requirements")),
        event.path("sentence").asText());
  }

  private static Step step(JsonNode event) {
    String status = event.path("status").asText();
    Verdict verdict =
        status.equals("passed")
            ? Verdict.PASSED
            : Verdict.valueOf(event.path("verdict").asText(Verdict.ERROR.name()));
    if (verdict == Verdict.PASSED && !status.equals("passed")) {
      throw new IllegalArgumentException("a step that passed and failed");
    }
    String subject = event.path("subject").asText();
    return new Step(
        event.path("keyword").asText(),
        event.path("text").asText(),
        new StepVerdict(
            verdict,
            subject.isEmpty() ? null : Subject.valueOf(subject),
            words(event.path("requirements")),
            event.path("reason").asText()));
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }

  List<Measured> measurements() {
    return measurements;
  }

  List<Step> steps() {
    return steps;
  }

  /** The first step that did not pass; null when all did. */
  @Nullable Step firstNotPassed() {
    return steps.stream().filter(step -> !step.isPassed()).findFirst().orElse(null);
  }

  /** Whether a {@code Then}, or an {@code And} after one, has passed. */
  boolean anyThenPassed() {
    boolean outcome = false;
    for (Step step : steps) {
      switch (step.keyword()) {
        case "Then" -> outcome = true;
        case "Given", "When" -> outcome = false;
        default -> {
          // And, But and * go on with what stands above them.
        }
      }
      if (outcome && step.isPassed()) {
        return true;
      }
    }
    return false;
  }

  /** Whether each file goes on in time, from nanosecond 0. */
  boolean isOrdered() {
    return ordered && firstNanos >= 0;
  }

  long lastNanos() {
    return lastNanos;
  }
}
