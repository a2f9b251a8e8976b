// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as spans: the run, below it its scenarios, below each its steps. Made from the run folder
 * alone; who sends them is not this module's affair. Times are those in which somebody waited;
 * virtual times are attributes.
 */
public final class Spans {

  /**
   * One span.
   *
   * @param id 16 hexadecimal digits, which hang on the run and on what it is of
   * @param parent the same of the span that it is part of; empty for the run
   * @param startNanos since 1970
   * @param attributes texts, whole numbers (Long) and others (Double)
   * @param problem why it is not passed; empty when it is
   */
  public record Span(
      String id,
      String parent,
      String name,
      long startNanos,
      long endNanos,
      Map<String, Object> attributes,
      boolean passed,
      String problem) {}

  /**
   * A whole run's.
   *
   * @param id 32 hexadecimal digits
   * @param toolVersion of the rig that ran
   * @param spans each after its parent
   */
  public record Trace(String id, String toolVersion, List<Span> spans) {}

  private final RunData run;
  private final List<Span> spans = new ArrayList<>();

  private Spans(RunData run) {
    this.run = run;
  }

  /**
   * The spans of a run.
   *
   * @throws RunFolderException when the folder is no run's, or can't be read
   */
  public static Trace of(Path runFolder) {
    try {
      RunData run = RunData.read(runFolder);
      Spans made = new Spans(run);
      made.collect();
      return new Trace(
          made.id(run.identifier(), 32),
          run.options().path("toolVersion").asText(),
          List.copyOf(made.spans));
    } catch (IOException e) {
      throw new RunFolderException(runFolder + ": no spans can be made of it: " + e, e);
    }
  }

  private void collect() throws IOException {
    long began = nanos(run.started());
    Map<String, Object> attributes = new LinkedHashMap<>();
    JsonNode options = run.options();
    for (String key : List.of("bench", "dut", "seed", "tags", "toolVersion")) {
      attributes.put("dcmrig." + key, options.path(key).asText());
    }
    attributes.put("dcmrig.commit", run.commit());
    attributes.put("dcmrig.digest", run.digest());
    attributes.put("dcmrig.verdict", run.verdict().word());
    attributes.put("dcmrig.complete", Boolean.toString(run.complete()));
    String top = id("run", 16);
    boolean passed = run.complete() && run.verdict() == Verdict.PASSED;
    add(
        new Span(
            top,
            "",
            "run " + options.path("run").asText(),
            began,
            nanos(run.ended()),
            attributes,
            passed,
            passed ? "" : Headline.of(run)));
    for (ScenarioResult scenario : run.scenarios()) {
      scenario(top, scenario, began);
    }
  }

  private void scenario(String parent, ScenarioResult scenario, long runBegan) throws IOException {
    JsonNode beside = run.verdictFile(scenario).path("beside");
    String began = beside.path("began").asText();
    if (began.isEmpty()) {
      return; // It never began, or left no verdict: nothing took any time.
    }
    long start = Math.max(runBegan, nanos(began));
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("dcmrig.scenario", scenario.id());
    attributes.put("code.filepath", "features/" + scenario.uri());
    attributes.put("code.lineno", (long) scenario.line());
    attributes.put("dcmrig.tags", String.join(" ", scenario.tags()));
    attributes.put("dcmrig.virtual_seconds", scenario.endNanos() / 1e9);
    attributes.put("dcmrig.verdict", scenario.verdict().word());
    String own = id(scenario.id(), 16);
    boolean passed = scenario.verdict() == Verdict.PASSED;
    add(
        new Span(
            own,
            parent,
            scenario.name(),
            start,
            start + beside.path("wallNanos").asLong(),
            attributes,
            passed,
            passed ? "" : scenario.reason()));
    int number = 0;
    for (TimedStep step : TimedStep.of(run, scenario)) {
      if (step.isTimed()) {
        step(own, scenario, start, number, step);
      }
      number++;
    }
  }

  private void step(
      String parent, ScenarioResult scenario, long start, int number, TimedStep step) {
    add(
        new Span(
            id(scenario.id() + "\n" + number, 16),
            parent,
            step.name(),
            start + step.fromNanos(),
            start + step.toNanos(),
            Map.of("dcmrig.virtual_seconds", step.benchNanos() / 1e9),
            step.isPassed(),
            step.isPassed() ? "" : scenario.reason()));
  }

  private void add(Span span) {
    spans.add(span);
  }

  private static long nanos(String instant) {
    if (instant.isEmpty()) {
      return 0;
    }
    Instant at = Instant.parse(instant);
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }

  /** Hexadecimal digits that hang on the run and a name; never all zero. */
  private String id(String name, int digits) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(run.identifier().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of()
          .formatHex(sha256.digest(("\n" + name).getBytes(StandardCharsets.UTF_8)))
          .substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
