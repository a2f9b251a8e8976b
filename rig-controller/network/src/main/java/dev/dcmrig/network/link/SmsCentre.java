// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
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

  private final class Leg implements Flow.ServiceSide {
    private final SmsConduct conduct = new SmsConduct(link.timeline(), this::wrong, this::answered);
    private final Flow flow;
    private final String address;
    private @Nullable String sent;
    private boolean gone;

    Leg(Flow flow, String address) {
      this.flow = flow;
      this.address = address;
    }

    void next() {
      Deque<String> queue = waiting.get(address);
      String line = conduct.isWaiting() || queue == null || gone ? null : queue.peek();
      if (line != null) {
        sent = line;
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        link.deliveries().sendDown(flow, bytes, bytes);
        conduct.sent();
      }
    }

    private void answered() {
      Deque<String> queue = waiting.get(address);
      String line = sent;
      if (queue != null && line != null) {
        queue.remove(line);
      }
      next();
    }

    @Override
    public void write(byte[] bytes) {
      link.deliveries().cameUp(flow, bytes);
      if (!conduct.up(bytes)) {
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
      conduct.close();
      legs.remove(address, this);
    }
  }
}
