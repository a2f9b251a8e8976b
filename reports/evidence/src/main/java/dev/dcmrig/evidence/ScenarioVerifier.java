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
import dev.dcmrig.evidence.trace.TraceConverter;
import dev.dcmrig.evidence.trace.TraceReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds one scenario's folder against the plan and against itself:
 *
 * <ol>
 *   <li>It has the files of a scenario, and no other.
 *   <li>scenario.json says what the plan says.
 *   <li>The frame log is whole, begins at the scenario's epoch and has the frames that were
 *       counted.
 *   <li>The digest follows from the files.
 *   <li>A passed scenario has no failed step; a failed one has a step that failed, and a subject.
 * </ol>
 */
final class ScenarioVerifier {
  private static final ObjectMapper LINE =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final PlannedScenario planned;
  private final String name;
  private final Path folder;
  private final boolean mayDiscard;
  private final Consumer<String> problems;
  private boolean kept = true;

  /**
   * @param mayDiscard whether the run may have removed evidence: it has seeded defects
   */
  ScenarioVerifier(
      Path run, PlannedScenario planned, boolean mayDiscard, Consumer<String> problems) {
    this.planned = planned;
    this.name = RunFolder.SCENARIOS + "/" + planned.folder();
    this.folder = run.resolve(RunFolder.SCENARIOS).resolve(planned.folder());
    this.mayDiscard = mayDiscard;
    this.problems = problems;
  }

  /** Whether the files that the digest is made of are still there. */
  boolean isKept() {
    return kept;
  }

  private void problem(String what) {
    problems.accept(name + ": " + what);
  }

  /**
   * What the folder says; a lost scenario when it says nothing.
   *
   * @param files names of its files; null without a folder
   */
  ScenarioResult verify(@Nullable Set<String> files) throws IOException {
    if (files == null) {
      return planned.lost(RunFolder.NEVER_BEGAN);
    }
    List<String> known = new ArrayList<>(ScenarioFiles.EVIDENCE);
    known.add(ScenarioFiles.HEADER);
    known.add(ScenarioFiles.VERDICT);
    files.stream()
        .filter(file -> !known.contains(file))
        .forEach(file -> problem(file + " is no file of a scenario"));
    Instant epoch = header();
    if (!files.contains(ScenarioFiles.VERDICT)) {
      return planned.lost(RunFolder.NEVER_ENDED);
    }
    RunFiles.Judged judged;
    try {
      judged = RunFiles.read(folder, ScenarioFiles.VERDICT, RunFiles.Judged.class);
    } catch (IOException e) {
      problem(String.valueOf(e.getMessage()));
      return planned.lost(RunFolder.NEVER_ENDED);
    }
    return held(judged, epoch);
  }

  private Instant header() {
    try {
      RunFiles.Header header = RunFiles.read(folder, ScenarioFiles.HEADER, RunFiles.Header.class);
      boolean same =
          header.id().equals(planned.id())
              && header.location().equals(planned.location())
              && header.name().equals(planned.name())
              && header.tags().equals(planned.tags());
      if (!same) {
        problem("scenario.json is of another scenario than the plan's");
      }
      return Instant.parse(header.epoch());
    } catch (DateTimeException e) {
      problem("scenario.json: its epoch is no instant");
    } catch (IOException e) {
      problem(String.valueOf(e.getMessage()));
    }
    return Instant.EPOCH;
  }

  private ScenarioResult held(RunFiles.Judged judged, Instant epoch) throws IOException {
    Subject subject = subject(judged.subject());
    EvidenceDigest.Parts parts = judged.evidence();
    kept = judged.kept();
    if (kept) {
      parts =
          new EvidenceDigest.Parts(
              frames(judged, epoch),
              Digests.ofFileIfAny(folder.resolve(ScenarioFiles.EVENTS)),
              Digests.ofFileIfAny(folder.resolve(NetworkJournal.LINES)),
              Digests.ofFileIfAny(folder.resolve(NetworkJournal.CAPTURE)));
      if (!parts.equals(judged.evidence())) {
        problem("its evidence is not the evidence that was judged");
      }
      steps(judged);
    } else if (!mayDiscard || judged.verdict() == Verdict.FAILED) {
      problem("its evidence was removed, which only runs with seeded defects do");
    }
    if ((judged.verdict() == Verdict.FAILED) != (subject != null)) {
      problem("only a failed scenario has a subject, and each has one");
    }
    String digest =
        EvidenceDigest.of(
            planned,
            epoch,
            parts,
            new EvidenceDigest.End(
                judged.endNanos(),
                judged.verdict(),
                subject,
                judged.requirements(),
                judged.reason()));
    if (!digest.equals(judged.digest())) {
      problem("verdict.json has another digest than its evidence: " + digest);
    }
    return new ScenarioResult(
        planned.id(),
        planned.location(),
        planned.name(),
        planned.tags(),
        judged.verdict(),
        subject,
        judged.requirements(),
        judged.reason(),
        judged.endNanos(),
        digest,
        planned.folder());
  }

  private @Nullable Subject subject(String word) {
    try {
      return word.isEmpty() ? null : Subject.valueOf(word);
    } catch (IllegalArgumentException e) {
      problem("verdict.json names a subject that there is not");
      return null;
    }
  }

  /** SHA-256 of the frame log, read from its first frame to its last. */
  private String frames(RunFiles.Judged judged, Instant epoch) {
    try (TraceReader reader = new TraceReader(folder.resolve(TraceConverter.FRAMES))) {
      while (reader.next()) {
        // Each record is looked at; what they say is in the hash.
      }
      if (!reader.defect().isEmpty()) {
        problem(TraceConverter.FRAMES + " is not whole");
      }
      if (!reader.epoch().equals(epoch)) {
        problem(TraceConverter.FRAMES + " begins at another instant than scenario.json says");
      }
      if (reader.frames() != judged.frames()) {
        problem(TraceConverter.FRAMES + " has another number of frames than verdict.json says");
      }
      return reader.sha256();
    } catch (IOException e) {
      problem(TraceConverter.FRAMES + " can't be read: " + e.getMessage());
      return "";
    }
  }

  private void steps(RunFiles.Judged judged) {
    Path events = folder.resolve(ScenarioFiles.EVENTS);
    boolean anyFailed = false;
    boolean anyPassed = false;
    boolean anyUnmet = false;
    try (BufferedReader reader = Files.newBufferedReader(events, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode event = LINE.readTree(line);
        if (event.path("type").asText().equals("step")) {
          anyFailed |= !event.path("status").asText().equals("passed");
          anyPassed |= event.path("status").asText().equals("passed");
        } else if (event.path("type").asText().equals("measurement")) {
          anyUnmet |= !measured(event, judged);
        }
      }
    } catch (JsonProcessingException e) {
      problem(ScenarioFiles.EVENTS + " has a line that the rig did not write");
    } catch (IOException e) {
      problem(ScenarioFiles.EVENTS + " can't be read: " + e.getMessage());
    }
    if (judged.verdict() == Verdict.PASSED && (anyFailed || !anyPassed)) {
      problem("it is called passed, and not all of its steps have passed");
    }
    if (judged.verdict() == Verdict.PASSED && anyUnmet) {
      problem("it is called passed, and one of its measurements is outside of its limit");
    }
    if (judged.verdict() == Verdict.FAILED && !anyFailed) {
      problem("it is called failed, and none of its steps has failed");
    }
  }

  /** Decides anew, from the value and its limit; whether it was met. */
  private boolean measured(JsonNode event, RunFiles.Judged judged) throws JsonProcessingException {
    Decision told = LINE.treeToValue(event.path("decision"), Decision.class);
    Decision anew = told.rule().decide(told.measurement(), told.uncertainty());
    if (!anew.equals(told)) {
      problem("a measurement says that it was decided otherwise than its numbers do");
    }
    if (!anew.met() && judged.verdict() == Verdict.FAILED) {
      List<String> about = new ArrayList<>();
      event.path("requirements").forEach(id -> about.add(id.asText()));
      if (!about.equals(judged.requirements())) {
        problem("verdict.json fails other requirements than the measurement that decided");
      }
    }
    return anew.met();
  }
}
