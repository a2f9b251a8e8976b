// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import dev.dcmrig.can.candump.CandumpLog;
import dev.dcmrig.evidence.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes candump logs, as can-utils read them, of frame logs. */
public final class TraceConverter {
  /** Name of the frame log in a scenario's folder. */
  public static final String FRAMES = "frames.dcmt";

  private TraceConverter() {}

  /**
   * What was converted.
   *
   * @param warnings a sentence for each log that was not whole, or not as it was written
   */
  public record Converted(List<Path> files, long frames, List<String> warnings) {}

  /** What becomes of the logs, gathered. */
  private static final class Work {
    final List<Path> files = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    long frames;

    Converted done() {
      return new Converted(List.copyOf(files), frames, List.copyOf(warnings));
    }
  }

  /**
   * Converts one frame log to a file, or the logs of a run folder to one file a scenario in the
   * folder {@code out}.
   *
   * <p>Of a run folder each log is taken by itself: one that can't be read is a warning. A log that
   * was cut short is converted as far as it is whole. Of one that was changed nothing is kept.
   *
   * @throws TraceException when {@code in} is one log, and it is none or was changed
   * @throws IOException with a sentence, when {@code in} is neither or {@code out} can't be written
   */
  public static Converted toCandump(Path in, Path out) throws IOException {
    Work work = new Work();
    if (Files.isRegularFile(in)) {
      one(in, out, work);
      return work.done();
    }
    Path scenarios = Files.isDirectory(in.resolve("scenarios")) ? in.resolve("scenarios") : in;
    if (!Files.isDirectory(scenarios)) {
      throw new TraceException(in + ": there is no frame log and no run folder of that name");
    }
    if (Files.isRegularFile(scenarios.resolve(FRAMES))) {
      one(scenarios.resolve(FRAMES), out, work);
      return work.done();
    }
    List<Path> logs = logs(scenarios);
    if (logs.isEmpty()) {
      throw new TraceException(in + ": holds no " + FRAMES + "; is it a run folder?");
    }
    Files.createDirectories(out);
    for (Path folder : logs) {
      try {
        one(folder.resolve(FRAMES), out.resolve(folder.getFileName() + ".log"), work);
      } catch (TraceException e) {
        work.warnings.add(String.valueOf(e.getMessage()));
      }
    }
    return work.done();
  }

  private static List<Path> logs(Path scenarios) throws IOException {
    try (Stream<Path> folders = Files.list(scenarios)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve(FRAMES)))
          .sorted()
          .toList();
    }
  }

  private static void one(Path in, Path out, Work work) throws IOException {
    try (TraceReader reader = new TraceReader(in)) {
      AtomicFile.write(
          out,
          target -> {
            StringBuilder line = new StringBuilder(64);
            while (reader.next()) {
              line.setLength(0);
              line(reader, line);
              target.write(line.toString().getBytes(StandardCharsets.US_ASCII));
            }
          });
      if (!reader.defect().isEmpty()) {
        work.warnings.add(reader.defect());
      }
      work.frames += reader.frames();
      work.files.add(out);
    }
  }

  private static void line(TraceReader reader, StringBuilder line) {
    Instant at = reader.epoch().plusNanos(reader.timeNanos());
    long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
    CandumpLog.append(line, micros, reader.channelName(), reader.frame());
  }
}
