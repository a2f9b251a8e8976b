// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What docs/DCM-INTERFACE.md, 2.7, asks of a DCM's answers on one connection: each message is
 * answered with the line {@code ok}, once and within a minute. On the timeline's thread.
 */
final class SmsConduct {
  /** An answer is a word: a longer line is none of a DCM's. */
  static final int MAX_LINE = 80;

  /** A DCM answers at once; the network's own delays lie far below. */
  static final long UNANSWERED_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Consumer<String> wrong;
  private final Runnable answered;
  private final Timer unanswered;
  private final StringBuilder heard = new StringBuilder();
  private boolean waiting;

  /**
   * @param wrong told what is wrong, in a phrase
   * @param answered runs when the message that was sent has its answer; may send the next one
   */
  SmsConduct(Timeline timeline, Consumer<String> wrong, Runnable answered) {
    this.wrong = wrong;
    this.answered = answered;
    this.unanswered = timeline.timer(() -> wrong.accept("no 'ok' for a minute after a message"));
  }

  /** Whether a message waits for its answer. */
  boolean isWaiting() {
    return waiting;
  }

  /** A message goes to the DCM. */
  void sent() {
    waiting = true;
    unanswered.armAfter(UNANSWERED_NANOS);
  }

  /**
   * From the DCM.
   *
   * @return whether the connection may go on: a line that is too long ends it
   */
  boolean up(byte[] bytes) {
    heard.append(new String(bytes, StandardCharsets.UTF_8));
    int end = heard.indexOf("\n");
    while (end >= 0) {
      String line = heard.substring(0, end).strip();
      heard.delete(0, end + 1);
      line(line);
      end = heard.indexOf("\n");
    }
    boolean tooLong = heard.length() > MAX_LINE;
    if (tooLong) {
      wrong.accept("a line of more than " + MAX_LINE + " characters");
    }
    return !tooLong;
  }

  private void line(String line) {
    if (!line.equals("ok")) {
      wrong.accept("a line that is not 'ok'");
    } else if (!waiting) {
      wrong.accept("an 'ok' to no message");
    } else {
      waiting = false;
      unanswered.cancel();
      answered.run();
    }
  }

  void close() {
    unanswered.cancel();
  }
}
