// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.report;

import dev.dcmrig.qualify.run.Noticed;
import dev.dcmrig.qualify.run.Outcome;
import dev.dcmrig.qualify.run.Qualified;
import dev.dcmrig.qualify.run.UnreachedLine;
import dev.dcmrig.sim.WallClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A qualification as {@code qualification.json} has it.
 *
 * @param of what was qualified
 * @param written when, ISO 8601 in UTC
 * @param command as the user typed it
 * @param faults how many there are to draw from
 * @param sample how many were drawn for this part
 * @param shard {@code 1/1}
 * @param scenarios of the suite
 * @param mostScenarios that one fault has met at most
 * @param complete whether each fault of the sample has an outcome
 * @param percent of those that count, noticed
 * @param goal in percent
 * @param counts by outcome
 * @param areas counts by area and outcome
 * @param unreached lines that no scenario runs, of all faults, drawn or not
 */
public record QualificationData(
    String of,
    String written,
    String command,
    List<String> operators,
    long seed,
    int faults,
    int sample,
    String shard,
    int scenarios,
    int mostScenarios,
    boolean complete,
    double percent,
    double goal,
    Map<String, Integer> counts,
    Map<String, Map<String, Integer>> areas,
    List<UnreachedLine> unreached,
    List<Outcome> outcomes) {

  @WallClock("a stamp for people, outside of everything that is compared")
  static QualificationData of(Qualified qualified) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    qualified.counts().forEach((noticed, count) -> counts.put(key(noticed), count));
    Map<String, Map<String, Integer>> areas = new TreeMap<>();
    for (Outcome outcome : qualified.outcomes()) {
      areas
          .computeIfAbsent(outcome.area(), area -> new TreeMap<>())
          .merge(key(outcome.noticed()), 1, Integer::sum);
    }
    List<Outcome> outcomes = new ArrayList<>(qualified.outcomes());
    return new QualificationData(
        qualified.request().domain().name(),
        Instant.now().toString(),
        qualified.request().command(),
        qualified.request().operators(),
        qualified.request().seed(),
        qualified.all(),
        qualified.sample(),
        qualified.request().shard().index() + "/" + qualified.request().shard().count(),
        qualified.cases(),
        Math.min(qualified.cases(), qualified.request().most()),
        qualified.isComplete(),
        Math.round(qualified.percent() * 100) / 100.0,
        qualified.request().domain().goal(),
        counts,
        areas,
        qualified.unreached(),
        outcomes);
  }

  /** As data has it: {@code by-its-id}. */
  static String key(Noticed noticed) {
    return noticed.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
