// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.candump.FrameFilter;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.sim.Timer;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows what comes until something ends it. */
final class Dump implements AutoCloseable {
  private static final long MILLI = 1_000_000;
  private static final DateTimeFormatter LOG_NAME =
      DateTimeFormatter.ofPattern("'candump-'yyyy-MM-dd_HHmmss'.log'", Locale.ROOT);

  private final CanSession session;
  private final DumpFormat format;
  private final long count;
  private final long silenceNanos;
  private final LineOutput lines;
  private final @Nullable OutputStream log;
  private final Timer silence;
  private long received;
  private long lastNanos;

  /**
   * @param count frames after which it ends; 0: never
   * @param silenceMillis without a frame, after which it ends; 0: never
   * @param logs into a file
   * @param file the file; null: one with the date in its name, in the present folder
   */
  Dump(
      CanSession session,
      DumpFormat format,
      long count,
      long silenceMillis,
      boolean logs,
      @Nullable Path file)
      throws IOException {
    this.session = session;
    this.format = format;
    this.count = count;
    this.silenceNanos = silenceMillis * MILLI;
    this.silence = session.timeline().timer(this::checkSilence);
    if (logs) {
      Path name = file != null ? file : Path.of(now().format(LOG_NAME));
      OutputStream out = new FileOutputStream(name.toFile());
      session.console().err().println("rig: the log is " + name);
      this.log = out;
      this.lines =
          new LineOutput(
              out,
              session.timeline(),
              () -> session.fail(name + ": could not be written; is there space?"));
    } else {
      this.log = null;
      this.lines = session.out();
    }
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(session.timeline().now(), ZoneId.systemDefault());
  }

  ExitCode run(List<DumpCommand.Source> sources) {
    int width =
        sources.stream().mapToInt(source -> source.address().name().length()).max().orElse(0);
    List<Tap> taps = new ArrayList<>();
    for (DumpCommand.Source source : sources) {
      String name = source.address().name();
      String padded = " ".repeat(width - name.length()) + name;
      taps.add(new Tap(new DumpFormat.Channel(taps.size(), name, padded), source.filter()));
      session
          .open(source.address(), BitRates.DEFAULT)
          .listen("rig can dump", taps.get(taps.size() - 1));
    }
    if (silenceNanos > 0) {
      silence.armAfter(silenceNanos);
    }
    return session.await(
        () -> {
          lines.flush();
          long lost = session.lost();
          session
              .console()
              .err()
              .println("rig: " + received + " frames" + (lost > 0 ? ", " + lost + " LOST" : ""));
        });
  }

  private final class Tap implements FrameListener {
    private final DumpFormat.Channel channel;
    private final FrameFilter filter;

    Tap(DumpFormat.Channel channel, FrameFilter filter) {
      this.channel = channel;
      this.filter = filter;
    }

    @Override
    public void onFrame(long timeNanos, Frame frame) {
      onFrame(timeNanos, frame, false);
    }

    @Override
    public void onFrame(long timeNanos, Frame frame, boolean local) {
      if (!filter.passes(frame) || (count > 0 && received == count)) {
        return;
      }
      received++;
      lastNanos = timeNanos;
      format.append(lines.text(), channel, session.epochMicros(timeNanos), frame, local);
      lines.lineDone();
      if (received == count) {
        session.end(ExitCode.PASSED);
      }
    }
  }

  private void checkSilence() {
    long until = Math.max(lastNanos, 0) + silenceNanos;
    if (session.timeline().nowNanos() >= until) {
      session.end(ExitCode.PASSED);
    } else {
      silence.armAt(until);
    }
  }

  @Override
  public void close() throws IOException {
    if (log != null) {
      log.close();
    }
  }
}
