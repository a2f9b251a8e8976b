// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads what a program writes to its standard error, so that the program is never kept waiting, and
 * keeps the end of it. Its memory is bounded, whatever comes: gigabytes without a line's end, too.
 */
final class ErrorTail {

  /** Lines that are kept for messages, and the bytes of each. */
  static final int KEPT_LINES = 20;

  static final int KEPT_BYTES = 400;

  private static final int BUFFER_BYTES = 8_192;

  private final InputStream in;
  private final Thread reader;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final byte[] line = new byte[KEPT_BYTES];
  private int length;
  private boolean cut;

  ErrorTail(String name, InputStream in) {
    this.in = in;
    this.reader = new Thread(this::read, name + " standard error");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (in) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        take(buffer, count);
      }
    } catch (IOException e) {
      keep("(standard error could not be read on: " + e.getMessage() + ")");
    }
    synchronized (lines) {
      if (length > 0) {
        endLine();
      }
    }
  }

  private void take(byte[] bytes, int count) {
    synchronized (lines) {
      for (int i = 0; i < count; i++) {
        if (bytes[i] == '\n') {
          endLine();
        } else if (length < KEPT_BYTES) {
          line[length++] = bytes[i];
        } else {
          cut = true;
        }
      }
    }
  }

  private void endLine() {
    keep(new String(line, 0, length, StandardCharsets.UTF_8) + (cut ? "..." : ""));
    length = 0;
    cut = false;
  }

  private void keep(String text) {
    synchronized (lines) {
      lines.add(text.replaceAll("\\p{Cntrl}", " "));
      if (lines.size() > KEPT_LINES) {
        lines.remove();
      }
    }
  }

  /** Waits, so long at most, until nothing more can come. */
  void await(int seconds) throws InterruptedException {
    reader.join(TimeUnit.SECONDS.toMillis(seconds));
  }

  /** The last lines, the one that has not ended included. */
  List<String> lines() {
    synchronized (lines) {
      ArrayDeque<String> all = new ArrayDeque<>(lines);
      if (length > 0) {
        all.add(new String(line, 0, length, StandardCharsets.UTF_8) + (cut ? "..." : ""));
      }
      return List.copyOf(all);
    }
  }
}
