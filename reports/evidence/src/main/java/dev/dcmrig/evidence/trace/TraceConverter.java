// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import dev.dcmrig.can.log.FrameReader;
import dev.dcmrig.can.log.FrameWriter;
import dev.dcmrig.can.log.LoggedFrame;
import dev.dcmrig.can.logfile.LogFormat;
import dev.dcmrig.evidence.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes logs that other people's tools read, of frame logs or of each other's logs. */
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
    final LogFormat format;
    final List<Path> files = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    long frames;

    Work(LogFormat format) {
      this.format = format;
    }

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
   * <p>A file whose name says another format of {@link LogFormat} is read as a log of that format.
   *
   * @param format of the logs that are written
   * @throws TraceException when {@code in} is one log, and it is none or was changed
   * @throws IOException with a sentence, when {@code in} is neither or {@code out} can't be written
   */
  public static Converted convert(Path in, Path out, LogFormat format) throws IOException {
    Work work = new Work(format);
    if (Files.isRegularFile(in)) {
      Optional<LogFormat> known = LogFormat.of(in);
      if (known.isPresent()) {
        foreign(known.get(), in, out, work);
      } else {
        one(in, out, work);
      }
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
        one(
            folder.resolve(FRAMES),
            out.resolve(folder.getFileName() + "." + format.suffix()),
            work);
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
            try (FrameWriter writer = work.format.writer(target)) {
              while (reader.next()) {
                writer.write(micros(reader), reader.channelName(), reader.frame());
              }
            }
          });
      if (!reader.defect().isEmpty()) {
        work.warnings.add(reader.defect());
      }
      work.frames += reader.frames();
      work.files.add(out);
    }
  }

  private static long micros(TraceReader reader) {
    Instant at = reader.epoch().plusNanos(reader.timeNanos());
    return at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
  }

  /** A log that somebody else has written. */
  private static void foreign(LogFormat from, Path in, Path out, Work work) throws IOException {
    try (FrameReader reader = from.reader(in.toString(), Files.newInputStream(in))) {
      AtomicFile.write(
          out,
          target -> {
            try (FrameWriter writer = work.format.writer(target)) {
              for (LoggedFrame next = reader.next(); next != null; next = reader.next()) {
                writer.write(next.epochMicros(), next.channel(), next.frame());
                work.frames++;
              }
            }
          });
      work.files.add(out);
    } catch (IllegalArgumentException e) {
      throw new TraceException(String.valueOf(e.getMessage()));
    }
  }
}
