// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import dev.dcmrig.sim.Timer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The network's short messages (docs/DCM-INTERFACE.md, 2.7): stored until the DCM is there, then
 * sent one after the other, each when the one before was answered. On the timeline's thread.
 */
final class SmsCentre {
  /** Messages that wait for one DCM; the oldest makes room. */
  private static final int MAX_WAITING = 100;

  private final Link link;
  private final Map<String, Deque<String>> waiting = new HashMap<>();
  private final Map<String, Leg> legs = new HashMap<>();

  SmsCentre(Link link) {
    this.link = link;
  }

  /**
   * @param address of the DCM
   */
  void send(String address, String sender, String text) {
    Deque<String> queue = waiting.computeIfAbsent(address, ignored -> new ArrayDeque<>());
    if (queue.size() == MAX_WAITING) {
      queue.remove();
    }
    queue.add(
        "sms " + sender.replaceAll("\\s", "") + " " + text.replaceAll("[\\r\\n]", " ") + "\n");
    Leg leg = legs.get(address);
    if (leg != null) {
      leg.next();
    }
  }

  /** Begins a message on a DCM's connection, if there is one, and leaves it at that. */
  void endless(String address, int characters) {
    Leg leg = legs.get(address);
    if (leg != null) {
      byte[] bytes = ("sms network " + "x".repeat(characters)).getBytes(StandardCharsets.UTF_8);
      link.deliveries().sendDown(leg.flow, bytes, bytes);
    }
  }

  /** The far side of a DCM's new connection. */
  Flow.ServiceSide open(Flow flow, String address) {
    Leg leg = new Leg(flow, address);
    legs.put(address, leg);
    link.timeline().after(0, leg::next);
    return leg;
  }

  /** An answer is a word: a longer line is none of a DCM's. */
  private static final int MAX_LINE = 80;

  /** A DCM answers at once; the network's own delays lie far below. */
  private static final long UNANSWERED_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final class Leg implements Flow.ServiceSide {
    private final Timer unanswered =
        link.timeline().timer(() -> wrong("no 'ok' for a minute after a message"));
    private final Flow flow;
    private final String address;
    private final StringBuilder heard = new StringBuilder();
    private @Nullable String sent;
    private boolean gone;

    Leg(Flow flow, String address) {
      this.flow = flow;
      this.address = address;
    }

    void next() {
      Deque<String> queue = waiting.get(address);
      String line = sent == null && queue != null && !gone ? queue.peek() : null;
      if (line != null) {
        sent = line;
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        link.deliveries().sendDown(flow, bytes, bytes);
        unanswered.armAfter(UNANSWERED_NANOS);
      }
    }

    @Override
    public void write(byte[] bytes) {
      link.deliveries().cameUp(flow, bytes);
      heard.append(new String(bytes, StandardCharsets.UTF_8));
      int end = heard.indexOf("\n");
      while (end >= 0) {
        boolean ok = heard.substring(0, end).strip().equals("ok");
        heard.delete(0, end + 1);
        Deque<String> queue = waiting.get(address);
        if (!ok) {
          wrong("a line that is not 'ok'");
        } else if (sent == null || queue == null) {
          wrong("an 'ok' to no message");
        } else {
          unanswered.cancel();
          queue.remove(sent);
          sent = null;
          next();
        }
        end = heard.indexOf("\n");
      }
      if (heard.length() > MAX_LINE) {
        wrong("a line of more than " + MAX_LINE + " characters");
        link.flows().resetAfterDelivery(flow);
      }
    }

    /** For steps to judge. */
    private void wrong(String why) {
      link.journal().malformed(flow, "sms.malformed", why);
    }

    @Override
    public void close() {
      gone = true;
      unanswered.cancel();
      legs.remove(address, this);
    }
  }
}
