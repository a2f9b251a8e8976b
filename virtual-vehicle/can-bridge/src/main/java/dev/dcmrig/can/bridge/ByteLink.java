// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Bytes over a TCP connection: one thread reads, one writes, and neither can be kept waiting by the
 * other. What waits to be written has a bound.
 */
final class ByteLink implements AutoCloseable {

  /** Bytes that may wait: some 60 s of a full bus of 500 kbit/s. */
  private static final int MAX_WAITING_BYTES = 4 << 20;

  private static final int READ_BYTES = 1 << 16;

  /** How long a close waits for what is on its way out. */
  private static final int DRAIN_MILLIS = 200;

  /** Told of what comes in, on the reading thread. */
  interface Receiver {

    /** Bytes 0 to {@code length} - 1, to be used before it returns. */
    void bytes(byte[] bytes, int length);

    /** Nothing more comes: {@code why} is a clause. Not told after {@link ByteLink#close}. */
    void ended(String why);
  }

  private final Socket socket;
  private final Receiver receiver;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private final Thread reader;
  private final Thread writer;
  private int waitingBytes;
  private boolean writing;
  private boolean ended;
  private boolean closed;
  private long cutOff;

  /** Takes a connection over; nothing is read before {@link #start}. */
  ByteLink(String name, Socket socket, Receiver receiver) throws SocketException {
    this.socket = socket;
    this.receiver = receiver;
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    this.reader = new Thread(this::read, name + " in");
    this.writer = new Thread(this::write, name + " out");
    reader.setDaemon(true);
    writer.setDaemon(true);
  }

  void start() {
    reader.start();
    writer.start();
  }

  /**
   * Takes bytes to be written. What is for somebody who has gone is nobody's, and is taken.
   *
   * @return false, and nothing is taken, when too many wait already
   */
  synchronized boolean offer(byte[] bytes) {
    if (closed || ended) {
      return true;
    }
    if (waitingBytes + bytes.length > MAX_WAITING_BYTES) {
      return false;
    }
    waiting.add(bytes);
    waitingBytes += bytes.length;
    notifyAll();
    return true;
  }

  private void write() {
    try {
      OutputStream out = socket.getOutputStream();
      for (byte[] next = next(); next != null; next = next()) {
        out.write(next);
      }
    } catch (IOException e) {
      // The reader meets the same end, and tells of it.
      Addresses.close(socket);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      idle();
    }
  }

  private synchronized byte @Nullable [] next() throws InterruptedException {
    writing = false;
    notifyAll();
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    byte[] next = waiting.poll();
    if (next != null) {
      waitingBytes -= next.length;
      writing = true;
    }
    return next;
  }

  private synchronized void idle() {
    writing = false;
    cutOff += closed && !ended ? waiting.size() : 0;
    waiting.clear();
    waitingBytes = 0;
    notifyAll();
  }

  private void read() {
    byte[] bytes = new byte[READ_BYTES];
    String why;
    try {
      InputStream in = socket.getInputStream();
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        receiver.bytes(bytes, length);
      }
      why = "the other end has closed the connection";
    } catch (IOException e) {
      why = "the connection broke: " + e.getMessage();
    } catch (IllegalArgumentException e) {
      why = "the other end said what the protocol does not know: " + e.getMessage();
    }
    boolean told;
    synchronized (this) {
      told = !closed;
      ended = true;
    }
    close();
    if (told) {
      receiver.ended(why);
    }
  }

  /** Pieces that had been taken and did not get out before {@link #close}. */
  synchronized long cutOff() {
    return cutOff;
  }

  /** The other end does not read: what waits for it is given up. */
  void abort() {
    synchronized (this) {
      ended = true;
    }
    Addresses.close(socket);
  }

  /** Gives what waits a moment to get out, then closes. Its threads end. */
  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        notifyAll();
        awaitDrained();
      }
    }
    Addresses.close(socket);
    Addresses.join(writer);
    Addresses.join(reader);
  }

  private void awaitDrained() {
    try {
      long left = DRAIN_MILLIS;
      while (!ended && (writing || !waiting.isEmpty()) && left > 0 && writer.isAlive()) {
        wait(10);
        left -= 10;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
