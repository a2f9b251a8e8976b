// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Lines of UTF-8 over a socket: one thread reads, one writes, and neither can be kept waiting by
 * the other. What arrives is told on the reading thread.
 */
public final class LineSocket implements AutoCloseable {

  /** Bytes of a line, without its end: 800 samples in Base64 need some 2,150. */
  public static final int MAX_LINE_BYTES = 4096;

  /** Lines that wait to be written: 20 s of sound. */
  private static final int QUEUED_LINES = 1000;

  private final Socket socket;
  private final Listener listener;
  private final ArrayBlockingQueue<String> outgoing = new ArrayBlockingQueue<>(QUEUED_LINES);
  private final Thread reader;
  private final Thread writer;

  /** Told of what comes in. */
  public interface Listener {
    void line(String line);

    /** Nothing more comes: {@code why} says what happened. */
    void ended(String why);
  }

  /** Takes the socket over; nothing is read before {@link #start}. */
  public LineSocket(String name, Socket socket, Listener listener) {
    this.socket = socket;
    this.listener = listener;
    this.reader = new Thread(this::read, name + " lines in");
    this.writer = new Thread(this::write, name + " lines out");
    reader.setDaemon(true);
    writer.setDaemon(true);
  }

  public void start() {
    reader.start();
    writer.start();
  }

  /** False when the other side reads so slowly that the queue is full: the line is lost. */
  public boolean send(String line) {
    return outgoing.offer(line);
  }

  private void read() {
    String why;
    try (InputStream in = new BufferedInputStream(socket.getInputStream())) {
      why = readLines(in);
    } catch (IOException e) {
      why = "the electrical socket broke: " + e.getMessage();
    }
    listener.ended(why);
  }

  private String readLines(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int next = in.read();
      if (next < 0) {
        return "the electrical socket was closed";
      }
      if (next == '\n') {
        listener.line(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else if (line.size() == MAX_LINE_BYTES) {
        return "a line is longer than " + MAX_LINE_BYTES + " bytes";
      } else {
        line.write(next);
      }
    }
  }

  private void write() {
    try {
      OutputStream out = socket.getOutputStream();
      while (true) {
        out.write((outgoing.take() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The reader meets the same end, and tells of it.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits, so long at most, until the other side has closed. */
  void awaitEnd(int millis) {
    try {
      reader.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes at once: lines that wait are lost. Its threads end. */
  @Override
  public void close() {
    writer.interrupt();
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more, whatever the system thinks of it.
      return;
    }
  }
}
