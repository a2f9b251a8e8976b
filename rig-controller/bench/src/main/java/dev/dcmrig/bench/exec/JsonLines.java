// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lines of a program's standard output and input. One thread reads, one writes; what waits is
 * bounded both ways, and a program that writes without end is kept waiting.
 */
final class JsonLines implements AutoCloseable {

  /** Bytes of a line, without its end. */
  static final int MAX_LINE_BYTES = 1 << 16;

  /** Lines that wait, each way. */
  private static final int QUEUED_LINES = 1_000;

  /** After the last line. */
  private static final String END = "";

  /** Begins what stands for a line that was too long: no JSON begins so. */
  static final String TOO_LONG = "\0";

  private final InputStream in;
  private final OutputStream out;
  private final Runnable heard;
  private final Runnable ended;
  private final ArrayBlockingQueue<String> incoming = new ArrayBlockingQueue<>(QUEUED_LINES);
  private final ArrayBlockingQueue<String> outgoing = new ArrayBlockingQueue<>(QUEUED_LINES);
  private final Thread reader;
  private final Thread writer;
  private volatile boolean over;
  private volatile boolean closed;

  /**
   * @param heard told, on the reading thread, that a line is there
   * @param ended told, on the reading thread, that nothing more comes
   */
  JsonLines(String name, InputStream in, OutputStream out, Runnable heard, Runnable ended) {
    this.in = new BufferedInputStream(in);
    this.out = out;
    this.heard = heard;
    this.ended = ended;
    this.reader = new Thread(this::read, name + " lines in");
    this.writer = new Thread(this::write, name + " lines out");
    reader.setDaemon(true);
    writer.setDaemon(true);
  }

  void start() {
    reader.start();
    writer.start();
  }

  /** False when the program reads so slowly that there was no room in time. */
  boolean send(String line, Duration limit) {
    try {
      return outgoing.offer(line, limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The next line, waited for so long at most; empty when there is none. */
  Optional<String> await(Duration limit) {
    try {
      String line = over ? incoming.poll() : incoming.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
      return taken(line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** A line that is there. */
  Optional<String> poll() {
    return taken(incoming.poll());
  }

  private static Optional<String> taken(@org.jspecify.annotations.Nullable String line) {
    return Optional.ofNullable(line).filter(text -> !text.isEmpty());
  }

  /** Whether nothing more comes. */
  boolean hasEnded() {
    return over;
  }

  private void read() {
    try (in) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          hear(line.toString(StandardCharsets.UTF_8).strip());
          line.reset();
        } else if (line.size() < MAX_LINE_BYTES) {
          line.write(next);
        } else {
          hear(TOO_LONG + line.toString(StandardCharsets.UTF_8));
          line.reset();
        }
      }
      hear(line.toString(StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      // The pipe broke: the program has gone, and that is told below.
      over = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    over = true;
    boolean told = incoming.offer(END);
    if (!closed && (told || !incoming.isEmpty())) {
      ended.run();
    }
  }

  /** A line without anything in it says nothing. */
  private void hear(String line) throws InterruptedException {
    if (!line.isEmpty() && !closed) {
      incoming.put(line);
      heard.run();
    }
  }

  private void write() {
    try (out) {
      while (true) {
        out.write((outgoing.take() + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      // The reader meets the same end, and tells of it.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes the program's standard input. Its output is still read, so that it can end. */
  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    incoming.clear();
  }
}
