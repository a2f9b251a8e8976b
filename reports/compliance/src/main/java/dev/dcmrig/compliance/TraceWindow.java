// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunFolderException;
import dev.dcmrig.evidence.ScenarioResult;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.trace.TraceConverter;
import dev.dcmrig.evidence.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The frames of one scenario around a time, with what decided in that span, as lines of text. */
public final class TraceWindow {
  /** Frames that are listed; more than that is a file's work: {@code rig trace convert}. */
  public static final int MAX_FRAMES = 20_000;

  private static final double NANOS = 1e9;

  private record Row(long nanos, String text) {}

  private TraceWindow() {}

  /**
   * Lists a span.
   *
   * @param scenario its id, folder or location, or a part of its name that no other has
   * @param fromNanos begin of the span on the scenario's timeline, in nanoseconds
   * @param toNanos end, included
   * @param decoded whether names, values and units of the run's own DBC files are told
   * @throws RunFolderException when there is no such run or scenario, or no log of its frames
   */
  public static List<String> lines(
      Path run, String scenario, long fromNanos, long toNanos, boolean decoded) throws IOException {
    RunData data = RunData.read(run);
    ScenarioResult asked = find(data, scenario);
    Path log =
        run.resolve(RunFolder.SCENARIOS).resolve(asked.folder()).resolve(TraceConverter.FRAMES);
    if (!Files.isRegularFile(log)) {
      throw new RunFolderException(
          log
              + ": the frames of this scenario were not kept; runs with a seeded defect keep those"
              + " of scenarios that did not pass");
    }
    List<Row> rows = new ArrayList<>();
    decisions(data, asked, fromNanos, toNanos, rows);
    FrameWords words = FrameWords.of(run, data.options());
    List<String> notes = frames(log, words, decoded, fromNanos, toNanos, rows);
    rows.sort(Comparator.comparingLong(Row::nanos));
    List<String> lines = new ArrayList<>();
    lines.add(asked.name() + " (" + asked.location() + ", " + asked.verdict().word() + ")");
    rows.forEach(row -> lines.add(row.text()));
    if (rows.isEmpty()) {
      lines.add(
          "nothing from "
              + time(fromNanos)
              + " to "
              + time(toNanos)
              + "; the scenario ended at "
              + time(asked.endNanos()));
    }
    if (decoded) {
      lines.addAll(words.problems());
    }
    lines.addAll(notes);
    return lines;
  }

  private static ScenarioResult find(RunData run, String asked) {
    List<ScenarioResult> found =
        run.scenarios().stream()
            .filter(s -> List.of(s.id(), s.folder(), s.location()).contains(asked))
            .toList();
    if (found.isEmpty()) {
      String part = asked.toLowerCase(Locale.ROOT);
      found =
          run.scenarios().stream()
              .filter(s -> s.name().toLowerCase(Locale.ROOT).contains(part))
              .toList();
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    List<String> near =
        (found.isEmpty() ? run.scenarios() : found)
            .stream().map(ScenarioResult::id).limit(8).toList();
    throw new RunFolderException(
        (found.isEmpty() ? "no scenario" : found.size() + " scenarios")
            + " of this run is called '"
            + asked
            + "'; name one by its id, for instance "
            + String.join(", ", near));
  }

  private static void decisions(
      RunData run, ScenarioResult scenario, long from, long to, List<Row> rows) {
    for (Measured measured : run.measurements().getOrDefault(scenario.id(), List.of())) {
      List<EvidenceItem> items = measured.decision().measurement().decidedBy();
      for (int number = 0; number < items.size(); number++) {
        EvidenceItem item = items.get(number);
        if (item.nanos() >= from && item.nanos() <= to) {
          String text =
              number + 1 == items.size()
                  ? (measured.decision().met() ? "met      " : "NOT MET  ")
                      + measured.decision().sentence()
                  : "counted  " + measured.decision().measurement().quantity() + ": " + item.text();
          rows.add(new Row(item.nanos(), ">> " + time(item.nanos()) + "  " + text));
        }
      }
    }
  }

  private static List<String> frames(
      Path log, FrameWords words, boolean decoded, long from, long to, List<Row> rows) {
    List<String> notes = new ArrayList<>();
    Protections protections = new Protections(words);
    int shown = 0;
    try (TraceReader reader = new TraceReader(log)) {
      // Protection is judged from the first frame on: a counter is right by what came before.
      while (reader.next() && reader.timeNanos() <= to) {
        String wrong =
            protections.take(reader.timeNanos() / NANOS, reader.channelName(), reader.frame());
        if (reader.timeNanos() >= from && ++shown <= MAX_FRAMES) {
          String raw = reader.channelName() + " " + reader.frame();
          String meaning = decoded ? words.all(reader.channelName(), reader.frame()) : "";
          boolean known = decoded && !meaning.equals(reader.frame().toString());
          String text = "   " + time(reader.timeNanos()) + "  " + raw;
          rows.add(
              new Row(
                  reader.timeNanos(),
                  text + (known ? "  " + meaning : "") + (wrong.isEmpty() ? "" : "  ! " + wrong)));
        }
      }
      if (!reader.defect().isEmpty()) {
        notes.add(reader.defect());
      }
    } catch (IOException e) {
      notes.add(String.valueOf(e.getMessage()));
    }
    if (shown > MAX_FRAMES) {
      notes.add(
          (shown - MAX_FRAMES) + " more frames: take a shorter --span, or 'rig trace convert'");
    }
    return notes;
  }

  private static String time(long nanos) {
    return String.format(Locale.ROOT, "%.6f", nanos / NANOS);
  }
}
