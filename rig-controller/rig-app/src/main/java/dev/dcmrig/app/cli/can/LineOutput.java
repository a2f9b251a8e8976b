// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Lines on their way out: collected while frames come thick and fast, written as soon as there is
 * nothing else to do, so that a person sees each at once and a full bus costs few writes. Belongs
 * to the timeline's thread.
 */
final class LineOutput {
  private static final int FULL = 1 << 16;

  private final OutputStream out;
  private final Runnable onClosed;
  private final Timer idle;
  private final StringBuilder text = new StringBuilder(FULL + 1024);
  private boolean waiting;
  private boolean closed;

  /**
   * @param onClosed told once when nobody reads any more, or nothing can be written
   */
  LineOutput(OutputStream out, Timeline timeline, Runnable onClosed) {
    this.out = out;
    this.onClosed = onClosed;
    this.idle = timeline.timer(this::flush);
  }

  /** Where the next line is put together; {@link #lineDone} follows. */
  StringBuilder text() {
    return text;
  }

  /** One or more lines are complete, with their line feeds. */
  void lineDone() {
    if (text.length() >= FULL) {
      flush();
    } else if (!waiting) {
      // The timeline runs timers when nothing is posted: when no more frames have come.
      waiting = true;
      idle.armAt(0);
    }
  }

  void flush() {
    waiting = false;
    if (text.length() == 0 || closed) {
      text.setLength(0);
      return;
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    boolean failed;
    try {
      out.write(bytes);
      out.flush();
      failed = out instanceof PrintStream stream && stream.checkError();
    } catch (IOException e) {
      failed = true;
    }
    if (failed) {
      closed = true;
      onClosed.run();
    }
  }
}
