// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.sim.Patience;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Lines of UTF-8 to and from a process, read and written by the timeline's thread alone: a turn
 * costs no change of threads here. What is said waits until {@link #flush}, or until there is much
 * of it.
 */
final class TurnSocket implements AutoCloseable {
  /** Words of the two lines that a car says all the time. */
  static final byte[] QUIET = "quiet ".getBytes(StandardCharsets.US_ASCII);

  static final byte[] FRAME = "frame ".getBytes(StandardCharsets.US_ASCII);

  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int CHUNKS = 16;
  private static final int MAX_DIGITS = 20;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(Patience.LOOK_MILLIS);

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(CHUNK_BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(CHUNK_BYTES);
  private final byte[] line = new byte[LineSocket.MAX_LINE_BYTES];
  private final byte[] digits = new byte[MAX_DIGITS];
  private Listener listener;
  private int length;
  private boolean ended;

  /** Told of what comes in, on the timeline's thread. */
  interface Listener {
    void line(String line);

    /** Nothing more comes: {@code why} says what happened. */
    void ended(String why);
  }

  /** Takes the channel over. */
  TurnSocket(SocketChannel channel, Listener listener) throws IOException {
    this.channel = channel;
    this.listener = listener;
    channel.configureBlocking(false);
  }

  /** Who is told from now on. */
  void listener(Listener newListener) {
    listener = newListener;
  }

  void heardBy(Selector selector) {
    try {
      channel.register(selector, SelectionKey.OP_READ, this);
    } catch (IOException e) {
      end("the electrical socket broke: " + e.getMessage());
    }
  }

  /** Stays registered, but what it says is left where it is. */
  void notHeardBy(Selector selector) {
    SelectionKey key = channel.keyFor(selector);
    if (key != null && key.isValid()) {
      key.interestOps(0);
    }
  }

  void heardNoMore(Selector selector) {
    SelectionKey key = channel.keyFor(selector);
    if (key != null) {
      key.cancel();
    }
  }

  /** There is something to be read: so much at most that whoever waits can look up in between. */
  void ready() {
    for (int chunk = 0; chunk < CHUNKS && !ended; chunk++) {
      try {
        in.clear();
        int count = channel.read(in);
        if (count < 0) {
          end("the electrical socket was closed");
          return;
        }
        if (count == 0) {
          return;
        }
        in.flip();
        lines();
        if (count < CHUNK_BYTES) {
          return;
        }
      } catch (IOException e) {
        end("the electrical socket broke: " + e.getMessage());
        return;
      }
    }
  }

  private void lines() {
    while (in.hasRemaining() && !ended) {
      byte next = in.get();
      if (next == '\n') {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        length = 0;
        listener.line(text);
      } else if (length == line.length) {
        end("a line is longer than " + line.length + " bytes");
      } else {
        line[length++] = next;
      }
    }
  }

  private void end(String why) {
    if (!ended) {
      ended = true;
      listener.ended(why);
    }
  }

  /** Says a line at the next flush. */
  void say(String text, Hearing hearing) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    make(bytes.length + 1, hearing);
    out.put(bytes).put((byte) '\n');
  }

  /**
   * Says a line at the next flush: {@code word}, a number of 0 or more, {@code rest}. Allocates
   * nothing.
   */
  void say(byte[] word, long number, byte[] rest, Hearing hearing) {
    make(word.length + MAX_DIGITS + rest.length + 1, hearing);
    out.put(word);
    int first = MAX_DIGITS;
    long left = number;
    do {
      digits[--first] = (byte) ('0' + left % 10);
      left /= 10;
    } while (left != 0);
    out.put(digits, first, MAX_DIGITS - first);
    out.put(rest).put((byte) '\n');
  }

  private void make(int bytes, Hearing hearing) {
    if (out.remaining() < bytes) {
      flush(hearing);
    }
  }

  /** Hands over all that was said; waits for a process that reads slowly. */
  void flush(Hearing hearing) {
    out.flip();
    int looks = 0;
    try {
      while (out.hasRemaining() && !ended) {
        if (channel.write(out) == 0 && !hearing.attend(LOOK_NANOS / 100)) {
          looks++;
        }
        if (looks > Patience.LOOKS * 100) {
          end("the electrical socket is not read");
        }
      }
    } catch (IOException e) {
      // What was said before the end is heard first: it may say why.
      ready();
      end("the electrical socket broke: " + e.getMessage());
    }
    out.clear();
  }

  /** Closes at once. */
  @Override
  public void close() {
    ended = true;
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no use any more, whatever the system thinks of it.
      return;
    }
  }
}
