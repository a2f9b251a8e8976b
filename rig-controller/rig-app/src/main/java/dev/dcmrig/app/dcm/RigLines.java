// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The electrical socket of a DCM without a clock. One thread reads; any thread says something, and
 * what it says goes out as a whole, in its order.
 */
final class RigLines implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] incoming = new byte[CHUNK_BYTES];
  private final Object writing = new Object();
  private final byte[] outgoing = new byte[CHUNK_BYTES];
  private final Thread owner = Thread.currentThread();
  private int waiting;
  private long said;
  private String last = "";
  private int begin;
  private int end;

  RigLines(InetSocketAddress rig) throws IOException {
    this.socket = new Socket(rig.getAddress(), rig.getPort());
    socket.setTcpNoDelay(true);
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Says a line at the next {@link #flush}. */
  void say(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    if (Thread.currentThread() == owner) {
      said++;
      last = line;
    }
    synchronized (writing) {
      if (waiting + bytes.length + 1 > outgoing.length) {
        flush();
      }
      System.arraycopy(bytes, 0, outgoing, waiting, bytes.length);
      waiting += bytes.length;
      outgoing[waiting++] = '\n';
    }
  }

  /** How many lines the thread has said that made this. On that thread. */
  long said() {
    return said;
  }

  /** The last of them. */
  String last() {
    return last;
  }

  /** Hands over what was said. */
  void flush() {
    synchronized (writing) {
      try {
        out.write(outgoing, 0, waiting);
        waiting = 0;
      } catch (IOException e) {
        throw new UncheckedIOException("the rig does not read the electrical socket", e);
      }
    }
  }

  /**
   * The next line, which is valid until the one after it is asked for.
   *
   * @return false when there is none any more
   */
  boolean next(Line line) throws IOException {
    int from = begin;
    int at = begin;
    while (true) {
      while (at < end) {
        if (incoming[at++] == '\n') {
          line.bytes = incoming;
          line.from = from;
          line.to = at - 1;
          begin = at;
          return true;
        }
      }
      if (from > 0) {
        System.arraycopy(incoming, from, incoming, 0, end - from);
        end -= from;
        at -= from;
        from = 0;
        begin = 0;
      }
      if (end == incoming.length) {
        throw new EOFException("a line of the rig has no end");
      }
      int count = in.read(incoming, end, incoming.length - end);
      if (count < 0) {
        return false;
      }
      end += count;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** One line, where it was read. */
  static final class Line {
    private byte[] bytes = {};
    private int from;
    private int to;

    /** Whether it begins so. */
    boolean beginsWith(byte[] word) {
      if (to - from < word.length) {
        return false;
      }
      for (int index = 0; index < word.length; index++) {
        if (bytes[from + index] != word[index]) {
          return false;
        }
      }
      return true;
    }

    /** The number from this place up to a blank, or the end; the next place is behind that. */
    long number(int place) {
      long number = 0;
      for (int index = from + place; index < to && bytes[index] != ' '; index++) {
        number = number * 10 + (bytes[index] - '0');
      }
      return number;
    }

    /** Where the word that begins here is over, and its blank with it. */
    int behind(int place) {
      int index = from + place;
      while (index < to && bytes[index] != ' ') {
        index++;
      }
      return index - from + 1;
    }

    /** For a table: the same for the same text from this place on. */
    int hash(int place) {
      int hash = 0;
      for (int index = from + place; index < to; index++) {
        hash = hash * 31 + bytes[index];
      }
      return hash;
    }

    /** Whether the text from this place on is that. */
    boolean endsWith(byte[] text, int place) {
      return Arrays.equals(bytes, Math.min(to, from + place), to, text, 0, text.length);
    }

    /** The text from this place on. */
    String text(int place) {
      int first = Math.min(to, from + place);
      return new String(bytes, first, to - first, StandardCharsets.UTF_8);
    }
  }
}
