// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.evidence.PlannedScenario;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunMerge;
import dev.dcmrig.evidence.RunShard;
import dev.dcmrig.evidence.ScenarioTimes;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts of a suite, each for a machine of its own. Whoever has the same features,
 * options and times cuts the suite into the same parts.
 *
 * <p>The scenario that takes longest goes first, to the part that has least; of parts with the same
 * load to the first. One whose time nobody knows counts as the median of the others. Without times
 * each scenario counts the same.
 *
 * @param index from 1 to {@code of}
 * @param of from 1 to {@link RunMerge#MAX_SHARDS}
 * @param times milliseconds that scenarios took, by id; empty: each counts the same
 */
public record Shard(int index, int of, Map<String, Long> times) {
  private static final Pattern WORDS = Pattern.compile("([0-9]{1,4})/([0-9]{1,4})");

  private record Load(String id, long millis) {}

  public Shard {
    times = Map.copyOf(times);
  }

  /** In place of i: the index that Kubernetes gives to each pod of an Indexed Job, plus 1. */
  private static final String OF_JOB = "job/";

  private static final String JOB_INDEX = "JOB_COMPLETION_INDEX";

  /**
   * Reads {@code 2/3}; of {@code job/3} the number stands in the environment, from 0.
   *
   * @throws ConfigurationException when it is written otherwise, or there is no such part
   */
  public static Shard parse(
      String words, Map<String, String> environment, Map<String, Long> times) {
    if (!words.startsWith(OF_JOB)) {
      return parse(words, times);
    }
    String index = environment.getOrDefault(JOB_INDEX, "");
    if (!index.matches("[0-9]{1,4}")) {
      throw new ConfigurationException(
          new Problem(
              "--shard " + words,
              0,
              JOB_INDEX + " is '" + index + "', and no number",
              "run it as an Indexed Job of Kubernetes, or write i/n"));
    }
    return parse((Integer.parseInt(index) + 1) + "/" + words.substring(OF_JOB.length()), times);
  }

  /**
   * Reads {@code 2/3}.
   *
   * @throws ConfigurationException when it is written otherwise, or there is no such part
   */
  public static Shard parse(String words, Map<String, Long> times) {
    Matcher matcher = WORDS.matcher(words);
    int index = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    int of = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    if (index < 1 || index > of || of > RunMerge.MAX_SHARDS) {
      throw new ConfigurationException(
          new Problem(
              "--shard " + words,
              0,
              "is no part of a suite",
              "write i/n with i from 1 to n, and n up to " + RunMerge.MAX_SHARDS + ", as in 2/3"));
    }
    return new Shard(index, of, times);
  }

  /**
   * The ids of this part.
   *
   * @throws ConfigurationException when there are more parts than scenarios
   */
  Set<String> of(List<FeatureScenario> whole) {
    if (whole.size() < of) {
      throw new ConfigurationException(
          new Problem(
              "--shard " + index + "/" + of,
              0,
              "only " + whole.size() + " scenarios are selected, so that a part would have none",
              "cut them into fewer parts"));
    }
    return new HashSet<>(parts(whole.stream().map(FeatureScenario::id).toList()).get(index - 1));
  }

  /** The ids of each part. */
  List<List<String>> parts(List<String> whole) {
    long median = median(whole);
    List<Load> longestFirst =
        whole.stream()
            .map(id -> new Load(id, Math.max(1, times.getOrDefault(id, median))))
            .sorted(Comparator.comparingLong((Load load) -> -load.millis()).thenComparing(Load::id))
            .toList();
    List<List<String>> parts = new ArrayList<>();
    long[] sums = new long[of];
    for (int part = 0; part < of; part++) {
      parts.add(new ArrayList<>());
    }
    for (Load load : longestFirst) {
      int least = 0;
      for (int part = 1; part < of; part++) {
        least = sums[part] < sums[least] ? part : least;
      }
      parts.get(least).add(load.id());
      sums[least] += load.millis();
    }
    return parts;
  }

  private long median(List<String> whole) {
    List<Long> known = whole.stream().filter(times::containsKey).map(times::get).sorted().toList();
    return known.isEmpty() ? 1 : known.get(known.size() / 2);
  }

  /** What a run folder says of it. */
  RunShard described(List<FeatureScenario> whole) {
    Map<String, String> files = new TreeMap<>();
    for (FeatureScenario scenario : whole) {
      files.computeIfAbsent(scenario.uri(), uri -> hash(scenario));
    }
    List<PlannedScenario> planned = whole.stream().map(FeatureScenario::planned).toList();
    return new RunShard(
        index,
        of,
        whole.size(),
        RunShard.selection(planned, files),
        times.isEmpty() ? "" : ScenarioTimes.hash(times));
  }

  private static String hash(FeatureScenario scenario) {
    try {
      return RunFolder.sha256(scenario.file());
    } catch (IOException e) {
      throw new ConfigurationException(
          new Problem(scenario.file().toString(), 0, "can't be read: " + e.getMessage(), ""));
    }
  }
}
