// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dcmrig.evidence.measurement.Decision;
import dev.dcmrig.sim.settings.Key;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A line of {@code events.jsonl}; {@code type} says which one. */
sealed interface EventLine {

  /** What somebody saw. */
  record Observation(
      @Key(value = "when, on the scenario's timeline", unit = "ns") long t,
      @Key(
              value = "which line this is",
              words = {"observation"})
          String type,
      @Key("whose behaviour it is") Subject source,
      @Key("what happened, in one word with points") String kind,
      @Key("more of it, by name") SortedMap<String, String> details)
      implements EventLine {
    Observation(long t, Subject source, String kind, SortedMap<String, String> details) {
      this(t, "observation", source, kind, details);
    }
  }

  /** What an instrument read. */
  record Reading(
      @Key(value = "when, on the scenario's timeline", unit = "ns") long t,
      @Key(
              value = "which line this is",
              words = {"reading"})
          String type,
      @Key("the instrument's port") String instrument,
      @Key("what it measures") String quantity,
      @Key("in the unit beside it") double value,
      @Key("of the value") String unit)
      implements EventLine {
    Reading(long t, String instrument, String quantity, double value, String unit) {
      this(t, "reading", instrument, quantity, value, unit);
    }
  }

  /** What a check measured, and what follows. */
  record Measured(
      @Key(value = "when, on the scenario's timeline", unit = "ns") long t,
      @Key(
              value = "which line this is",
              words = {"measurement"})
          String type,
      @Key("whose behaviour was measured") Subject subject,
      @Key("ids that it speaks for") List<String> requirements,
      @Key("the measurement, its limit, and what the run's rule makes of it") Decision decision,
      @Key("the same for people") String sentence)
      implements EventLine {
    Measured(long t, Subject subject, List<String> requirements, Decision decision) {
      this(t, "measurement", subject, requirements, decision, decision.sentence());
    }
  }

  /** How a step ended; one that passed has no verdict beside its status. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Step(
      @Key(value = "when it ended, on the scenario's timeline", unit = "ns") long t,
      @Key(
              value = "which line this is",
              words = {"step"})
          String type,
      @Key("Given, When, Then, And, But or *") String keyword,
      @Key("the step as the feature file says it") String text,
      @Key(
              value = "how it ended",
              words = {"passed", "failed"})
          String status,
      @Key("what a step that did not pass came to") @Nullable Verdict verdict,
      @Key("whose behaviour failed it; empty unless failed") @Nullable String subject,
      @Key("ids that the failure is about") @Nullable List<String> requirements,
      @Key("a sentence; empty for an error, which may name a real port") @Nullable String reason)
      implements EventLine {

    static Step of(long t, String keyword, String text, StepVerdict came) {
      if (came.verdict() == Verdict.PASSED) {
        return new Step(t, "step", keyword, text, came.status(), null, null, null, null);
      }
      return new Step(
          t,
          "step",
          keyword,
          text,
          came.status(),
          came.verdict(),
          RunFiles.word(came.subject()),
          came.requirements(),
          // A broken rig may name a real port: then the reason stands beside the evidence only.
          came.verdict() == Verdict.ERROR ? "" : came.reason());
    }
  }
}
