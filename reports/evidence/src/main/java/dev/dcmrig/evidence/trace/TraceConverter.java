// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import dev.dcmrig.can.candump.CandumpLog;
import dev.dcmrig.evidence.AtomicFile;
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
   * @param warnings a sentence for each log that was not whole
   */
  public record Converted(List<Path> files, long frames, List<String> warnings) {}

  /**
   * Converts one frame log to a file, or the logs of a run folder to one file a scenario in the
   * folder {@code out}.
   *
   * @throws IOException with a sentence, when {@code in} is neither or {@code out} can't be written
   */
  public static Converted toCandump(Path in, Path out) throws IOException {
    List<Path> files = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    if (Files.isRegularFile(in)) {
      long frames = one(in, out, warnings);
      return new Converted(List.of(out), frames, warnings);
    }
    Path scenarios = Files.isDirectory(in.resolve("scenarios")) ? in.resolve("scenarios") : in;
    if (!Files.isDirectory(scenarios)) {
      throw new IOException(in + ": there is no frame log and no run folder of that name");
    }
    if (Files.isRegularFile(scenarios.resolve(FRAMES))) {
      return new Converted(List.of(out), one(scenarios.resolve(FRAMES), out, warnings), warnings);
    }
    long frames = 0;
    Files.createDirectories(out);
    for (Path folder : logs(scenarios)) {
      Path target = out.resolve(folder.getFileName() + ".log");
      frames += one(folder.resolve(FRAMES), target, warnings);
      files.add(target);
    }
    if (files.isEmpty()) {
      throw new IOException(in + ": holds no " + FRAMES + "; is it a run folder?");
    }
    return new Converted(files, frames, warnings);
  }

  private static List<Path> logs(Path scenarios) throws IOException {
    try (Stream<Path> folders = Files.list(scenarios)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve(FRAMES)))
          .sorted()
          .toList();
    }
  }

  private static long one(Path in, Path out, List<String> warnings) throws IOException {
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
        warnings.add(reader.defect());
      }
      return reader.frames();
    }
  }

  private static void line(TraceReader reader, StringBuilder line) {
    Instant at = reader.epoch().plusNanos(reader.timeNanos());
    long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
    CandumpLog.append(line, micros, reader.channelName(), reader.frame());
  }
}
