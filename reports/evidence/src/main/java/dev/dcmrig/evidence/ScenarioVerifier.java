// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.evidence.network.NetworkJournal;
import dev.dcmrig.evidence.trace.TraceCheck;
import dev.dcmrig.evidence.trace.TraceConverter;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
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
 *   <li>The frame log is whole, begins at the scenario's epoch, has the frames that were counted,
 *       in the order of time, and is what the rig writes of these frames; so is the picture.
 *   <li>The digest follows from the files.
 *   <li>The verdict, its subject and reason follow from the steps, and so do the texts of errors.
 *   <li>In virtual time events and messages go on in time, and nothing is later than the end.
 * </ol>
 */
final class ScenarioVerifier {
  private final PlannedScenario planned;
  private final String name;
  private final Path folder;
  private final boolean mayDiscard;
  private final Consumer<String> problems;
  private boolean kept = true;
  private String dutIdentity = "";
  private Instant epoch = Instant.EPOCH;
  private List<EventLines.Step> steps = List.of();

  /**
   * @param parent the folder of first or of second attempts
   * @param mayDiscard whether the run may have removed evidence: it has seeded defects
   */
  ScenarioVerifier(
      Path run,
      String parent,
      PlannedScenario planned,
      boolean mayDiscard,
      Consumer<String> problems) {
    this.planned = planned;
    this.name = parent + "/" + planned.folder();
    this.folder = run.resolve(parent).resolve(planned.folder());
    this.mayDiscard = mayDiscard;
    this.problems = problems;
  }

  /** Whether the files that the digest is made of are still there. */
  boolean isKept() {
    return kept;
  }

  /** What the device under test said that it is; empty where it said nothing. */
  String dutIdentity() {
    return dutIdentity;
  }

  /** Nanosecond 0 of its timeline. */
  Instant epoch() {
    return epoch;
  }

  /** Those that were not skipped; only of a scenario that is kept. */
  List<EventLines.Step> steps() {
    return steps;
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
    epoch = header();
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
    return held(judged, files);
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

  private ScenarioResult held(RunFiles.Judged judged, Set<String> files) throws IOException {
    Subject subject = subject(judged.subject());
    EvidenceDigest.Parts parts = judged.evidence();
    kept = judged.kept();
    dutIdentity = judged.beside().getOrDefault(ScenarioRecorder.DUT, "");
    if (kept) {
      parts =
          new EvidenceDigest.Parts(
              frames(judged),
              Digests.ofFileIfAny(folder.resolve(ScenarioFiles.EVENTS)),
              Digests.ofFileIfAny(folder.resolve(NetworkJournal.LINES)),
              Digests.ofFileIfAny(folder.resolve(NetworkJournal.CAPTURE)));
      if (!parts.equals(judged.evidence())) {
        problem("its evidence is not the evidence that was judged");
      }
      events(judged, subject);
    } else if (!mayDiscard || judged.verdict() == Verdict.FAILED) {
      problem("its evidence was removed, which only runs with seeded defects do");
    } else if (files.stream().anyMatch(ScenarioFiles.EVIDENCE::contains)) {
      problem("verdict.json says that its evidence was removed, and it is there");
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
  private String frames(RunFiles.Judged judged) {
    String file = TraceConverter.FRAMES;
    try {
      TraceCheck log = TraceCheck.of(folder.resolve(file));
      if (!log.defect().isEmpty()) {
        problem(file + " is not whole");
      } else if (!log.ordered() || !log.remade().equals(log.sha256())) {
        problem(file + " is not as the rig writes these frames");
      }
      if (!log.epoch().equals(epoch)) {
        problem(file + " begins at another instant than scenario.json says");
      }
      if (log.frames() != judged.frames()) {
        problem(file + " has another number of frames than verdict.json says");
      }
      if (!RunFiles.Picture.of(log.picture()).equals(judged.picture())) {
        problem("verdict.json draws another picture than the frames of " + file);
      }
      if (isVirtual() && log.lastNanos() > judged.endNanos()) {
        problem(file + " goes on after the end that verdict.json names");
      }
      return log.sha256();
    } catch (IOException e) {
      problem(file + " can't be read: " + e.getMessage());
      return "";
    }
  }

  /** Virtual time begins at one instant, and has one order. In real time threads report late. */
  private boolean isVirtual() {
    return epoch.equals(VirtualTimeline.EPOCH);
  }

  /** What the verdict, its end and its texts must be, after what the steps came to. */
  private void events(RunFiles.Judged judged, @Nullable Subject subject) {
    EventLines events = EventLines.read(folder, this::problem);
    steps = events.steps();
    if (isVirtual()) {
      if (!events.isOrdered()) {
        problem("its events or messages are not in the order of time");
      }
      if (events.lastNanos() > judged.endNanos()) {
        problem("its events or messages go on after the end that verdict.json names");
      }
    }
    EventLines.Step first = events.firstNotPassed();
    StepVerdict said =
        new StepVerdict(judged.verdict(), subject, judged.requirements(), judged.reason());
    switch (judged.verdict()) {
      case PASSED -> {
        if (first != null || !events.anyThenPassed()) {
          problem("it is called passed, and not all of its steps have passed, or none judges");
        }
      }
      case FAILED, INCONCLUSIVE -> {
        if (first == null || !first.came().equals(said)) {
          problem(
              "it is called "
                  + judged.verdict().word()
                  + ", and its steps say "
                  + (first == null ? "nothing of it" : first.came().verdict().word() + ": ")
                  + (first == null ? "" : first.came().reason()));
        }
      }
      case NOT_VERIFIED -> {
        if (first != null && !first.came().equals(said)) {
          problem("it is called not verified, and its steps say otherwise");
        }
      }
      case FLAKY -> problem("it is called flaky, which no single attempt is");
      case ERROR -> {
        // Any scenario may end as one: a bench that broke overrules its steps.
      }
    }
    errors(judged, events.steps());
    events.measurements().forEach(measurement -> measured(measurement, judged));
    // A step takes down all that it measures: the first that is not met decides.
    events.measurements().stream()
        .filter(measurement -> !measurement.decision().met())
        .findFirst()
        .ifPresent(measurement -> decided(measurement, judged));
  }

  /** Decides anew, from the value and its limit. */
  private void measured(EventLines.Measured measured, RunFiles.Judged judged) {
    Decision told = measured.decision();
    Decision anew = told.rule().decide(told.measurement(), told.uncertainty());
    if (!anew.equals(told) || !anew.sentence().equals(measured.sentence())) {
      problem("a measurement says that it was decided otherwise than its numbers do");
    }
    if (!anew.met() && judged.verdict() == Verdict.PASSED) {
      problem("it is called passed, and one of its measurements is outside of its limit");
    }
  }

  private void decided(EventLines.Measured measured, RunFiles.Judged judged) {
    if (judged.verdict() == Verdict.FAILED
        && !measured.requirements().equals(judged.requirements())) {
      problem("verdict.json fails other requirements than the measurement that decided");
    }
  }

  /** The texts of failed steps, which begin with them, and say what the evidence says. */
  private void errors(RunFiles.Judged judged, List<EventLines.Step> all) {
    List<EventLines.Step> failed = all.stream().filter(step -> !step.isPassed()).toList();
    boolean same = judged.errors().size() == failed.size();
    for (int i = 0; same && i < failed.size(); i++) {
      EventLines.Step step = failed.get(i);
      String begin = step.keyword() + " " + step.text() + ": ";
      String error = judged.errors().get(i);
      same =
          step.came().verdict() == Verdict.ERROR
              ? error.startsWith(begin)
              : error.equals(begin + step.came().reason());
    }
    if (!same) {
      problem("verdict.json has other errors than its steps");
    }
  }
}
