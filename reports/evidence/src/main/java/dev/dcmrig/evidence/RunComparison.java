// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.dcmrig.evidence.network.NetworkJournal;
import dev.dcmrig.evidence.trace.TraceConverter;
import dev.dcmrig.evidence.trace.TraceReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the evidence of two runs of the same scenarios begins to differ. */
public final class RunComparison {
  /** Characters of a line that a sentence shows. */
  private static final int SHOWN = 160;

  private RunComparison() {}

  /**
   * Compares scenario by scenario, in the order of the first run's plan.
   *
   * @param most scenarios that are told of
   * @return a sentence for each scenario that differs; none when all are the same
   * @throws IOException when one of both can't be read
   */
  public static List<String> differences(Path one, Path other, int most) throws IOException {
    List<String> differences = new ArrayList<>();
    for (PlannedScenario planned :
        RunFiles.read(one, RunFolder.PLAN, new TypeReference<List<PlannedScenario>>() {})) {
      Path first = one.resolve(RunFolder.SCENARIOS).resolve(planned.folder());
      Path second = other.resolve(RunFolder.SCENARIOS).resolve(planned.folder());
      String difference = difference(first, second);
      if (!difference.isEmpty() && differences.size() < most) {
        differences.add(planned.id() + ": " + difference);
      }
    }
    return differences;
  }

  private static String difference(Path first, Path second) throws IOException {
    boolean here = Files.exists(first.resolve(ScenarioFiles.VERDICT));
    boolean there = Files.exists(second.resolve(ScenarioFiles.VERDICT));
    if (!here || !there) {
      return here == there ? "" : here ? "has no verdict now" : "had no verdict then";
    }
    RunFiles.Judged was = RunFiles.read(first, ScenarioFiles.VERDICT, RunFiles.Judged.class);
    RunFiles.Judged is = RunFiles.read(second, ScenarioFiles.VERDICT, RunFiles.Judged.class);
    if (was.digest().equals(is.digest())) {
      return "";
    }
    if (was.kept() && is.kept()) {
      for (String file : List.of(ScenarioFiles.EVENTS, NetworkJournal.LINES)) {
        String line = line(first.resolve(file), second.resolve(file));
        if (!line.isEmpty()) {
          return file + " differs first at record " + line;
        }
      }
      String frame =
          frame(first.resolve(TraceConverter.FRAMES), second.resolve(TraceConverter.FRAMES));
      if (!frame.isEmpty()) {
        return frame;
      }
    }
    return was.verdict() == is.verdict()
        ? "its digest differs, and the files that are kept do not say where"
        : "was " + was.verdict().word() + ", is " + is.verdict().word();
  }

  private static String line(Path first, Path second) throws IOException {
    if (!Files.exists(first) || !Files.exists(second)) {
      return Files.exists(first) == Files.exists(second) ? "" : "1: one of both has none";
    }
    try (BufferedReader was = Files.newBufferedReader(first, StandardCharsets.UTF_8);
        BufferedReader is = Files.newBufferedReader(second, StandardCharsets.UTF_8)) {
      for (int number = 1; ; number++) {
        String before = was.readLine();
        String now = is.readLine();
        if (before == null && now == null) {
          return "";
        }
        if (before == null || !before.equals(now)) {
          int from = Math.max(0, common(before, now) - SHOWN / 2);
          return number + ": was " + shown(before, from) + ", is " + shown(now, from);
        }
      }
    }
  }

  /** Characters that both begin with. */
  private static int common(@Nullable String one, @Nullable String other) {
    int same = 0;
    while (one != null
        && other != null
        && same < Math.min(one.length(), other.length())
        && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same;
  }

  private static String shown(@Nullable String line, int from) {
    if (line == null) {
      return "nothing";
    }
    int to = Math.min(line.length(), from + SHOWN);
    return (from > 0 ? "..." : "")
        + line.substring(Math.min(from, to), to)
        + (to < line.length() ? "..." : "");
  }

  private static String frame(Path first, Path second) throws IOException {
    try (TraceReader was = new TraceReader(first);
        TraceReader is = new TraceReader(second)) {
      for (long number = 1; ; number++) {
        boolean before = was.next();
        boolean now = is.next();
        if (!before && !now) {
          return "";
        }
        boolean same =
            before
                && now
                && was.timeNanos() == is.timeNanos()
                && was.channel() == is.channel()
                && was.frame().equals(is.frame());
        if (!same) {
          return "frames differ first at frame "
              + number
              + ": was "
              + (before ? was.timeNanos() + " ns " + was.frame() : "nothing")
              + ", is "
              + (now ? is.timeNanos() + " ns " + is.frame() : "nothing");
        }
      }
    }
  }
}
