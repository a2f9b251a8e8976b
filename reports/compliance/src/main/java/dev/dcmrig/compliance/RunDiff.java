// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import dev.dcmrig.evidence.RequirementOutcome;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.measurement.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run has that an earlier one had not.
 *
 * @param newlyFailed requirements and scenarios that failed, and did not before, also those that
 *     the earlier run has not; and those that passed before and came to another verdict
 * @param newlyPassed those that passed, and did not before
 * @param changedRequirements ids whose text is another one
 * @param changedScenarios ids whose text is another one
 * @param changedValues measured values beyond the spread of the earlier run
 * @param onlyBefore scenarios that the later run has not
 * @param onlyNow scenarios that the earlier run has not
 */
public record RunDiff(
    List<String> newlyFailed,
    List<String> newlyPassed,
    List<String> changedRequirements,
    List<String> changedScenarios,
    List<Change> changedValues,
    List<String> onlyBefore,
    List<String> onlyNow) {

  /**
   * A value that has changed.
   *
   * @param before least and greatest value of the earlier run, in {@code unit}
   * @param uncertainty by which that spread is widened: the sum of both runs'
   */
  public record Change(
      String scenario,
      String quantity,
      String unit,
      List<Double> before,
      double now,
      double uncertainty) {}

  private record Key(String scenario, String quantity, String limit) {}

  private static final class Spread {
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private double uncertainty;
    private String unit = "";

    void add(Measured measured, double value) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      uncertainty = Math.max(uncertainty, measured.decision().uncertainty());
      unit = measured.decision().measurement().unit().symbol();
    }
  }

  /**
   * Compares two runs; nothing is verified.
   *
   * @throws IOException when a file of one can't be read
   */
  public static RunDiff of(Path before, Path now) throws IOException {
    RunData old = RunData.read(before);
    RunData young = RunData.read(now);
    Map<String, Verdict> then = verdicts(old);
    Map<String, Verdict> today = verdicts(young);
    List<String> failed = new ArrayList<>();
    List<String> passed = new ArrayList<>();
    today.forEach(
        (id, verdict) -> {
          Verdict was = then.get(id);
          boolean lost =
              was == Verdict.PASSED && verdict != Verdict.PASSED && verdict != Verdict.NOT_VERIFIED;
          if (lost || (verdict == Verdict.FAILED && was != Verdict.FAILED)) {
            failed.add(id + ": " + verdict.word());
          } else if (was != null && was != Verdict.PASSED && verdict == Verdict.PASSED) {
            passed.add(id + ": " + was.word() + " before");
          }
        });
    Map<String, String> texts = ScenarioTexts.of(before);
    Map<String, String> ownTexts = ScenarioTexts.of(now);
    return new RunDiff(
        failed,
        passed,
        differing(hashes(old), hashes(young)),
        differing(texts, ownTexts),
        changes(old, young),
        missing(old, young),
        missing(young, old));
  }

  private static Map<String, Verdict> verdicts(RunData run) {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (RequirementOutcome outcome : run.requirements()) {
      verdicts.put(outcome.requirement().id(), outcome.verdict());
    }
    run.scenarios().forEach(scenario -> verdicts.put(scenario.id(), scenario.verdict()));
    return verdicts;
  }

  private static Map<String, String> hashes(RunData run) {
    Map<String, String> hashes = new TreeMap<>();
    for (RequirementOutcome outcome : run.requirements()) {
      hashes.put(outcome.requirement().id(), outcome.requirement().hash());
    }
    return hashes;
  }

  private static List<String> differing(Map<String, String> before, Map<String, String> now) {
    return now.entrySet().stream()
        .filter(entry -> before.containsKey(entry.getKey()))
        .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> missing(RunData in, RunData from) {
    List<String> there = from.scenarios().stream().map(ScenarioResult::id).toList();
    return in.scenarios().stream()
        .map(ScenarioResult::id)
        .filter(id -> !there.contains(id))
        .toList();
  }

  private static List<Change> changes(RunData old, RunData young) {
    Map<Key, Spread> before = spreads(old);
    List<Change> changes = new ArrayList<>();
    spreads(young)
        .forEach(
            (key, now) -> {
              Spread was = before.get(key);
              if (was == null) {
                return;
              }
              double room = was.uncertainty + now.uncertainty;
              double beyond =
                  now.greatest > was.greatest + room
                      ? now.greatest
                      : now.least < was.least - room ? now.least : Double.NaN;
              if (!Double.isNaN(beyond)) {
                changes.add(
                    new Change(
                        key.scenario(),
                        key.quantity(),
                        now.unit,
                        List.of(was.least, was.greatest),
                        beyond,
                        room));
              }
            });
    return changes;
  }

  private static Map<Key, Spread> spreads(RunData run) {
    Map<Key, Spread> spreads = new LinkedHashMap<>();
    run.measurements()
        .forEach(
            (id, all) -> {
              for (Measured measured : all) {
                Measurement it = measured.decision().measurement();
                Double value = it.value();
                if (value != null) {
                  Key key = new Key(id, it.quantity(), it.limit().text(it.unit()));
                  spreads.computeIfAbsent(key, k -> new Spread()).add(measured, value);
                }
              }
            });
    return spreads;
  }

  /** Whether nothing is different. */
  @com.fasterxml.jackson.annotation.JsonIgnore
  public boolean isEmpty() {
    return lines().isEmpty();
  }

  /** For people, the worst first. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    newlyFailed.forEach(it -> lines.add("newly failed: " + it));
    newlyPassed.forEach(it -> lines.add("newly passed: " + it));
    changedRequirements.forEach(it -> lines.add("requirement changed: " + it));
    changedScenarios.forEach(it -> lines.add("scenario changed: " + it));
    for (Change it : changedValues) {
      lines.add(
          String.format(
              Locale.ROOT,
              "value changed: %s, %s: %.3f to %.3f before, %.3f now (%s, k = 2: %.3f)",
              it.scenario(),
              it.quantity(),
              it.before().get(0),
              it.before().get(1),
              it.now(),
              it.unit(),
              it.uncertainty()));
    }
    onlyBefore.forEach(it -> lines.add("no longer run: " + it));
    onlyNow.forEach(it -> lines.add("new: " + it));
    return lines;
  }
}
