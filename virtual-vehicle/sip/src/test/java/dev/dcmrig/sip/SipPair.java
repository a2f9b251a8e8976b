// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.VirtualTimeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Two agents, {@code car} and {@code centre}, linked in memory on one virtual timeline. Faults are
 * scripted by side and number of the write (0 is the first); each write of an agent is one message.
 */
final class SipPair {
  static final Duration LATENCY = Duration.ofMillis(10);

  final VirtualTimeline timeline = new VirtualTimeline();
  final List<Sent> transcript = new ArrayList<>();
  final Side car;
  final Side centre;

  SipPair() {
    this(7);
  }

  SipPair(long seed) {
    Seed root = Seed.of(seed);
    car = new Side("car", "10.64.0.2:5060", "198.51.100.10:5060", root.of("car").stream());
    centre = new Side("centre", "198.51.100.10:5060", "10.64.0.2:5060", root.of("centre").stream());
    car.connection = new Link(car, centre);
    centre.connection = new Link(centre, car);
    car.agent.connected(car.connection);
    centre.agent.connected(centre.connection);
  }

  void run(Duration time) {
    timeline.runUntil(timeline.nowNanos() + time.toNanos());
  }

  /** One message, with who sent it when. */
  record Sent(String from, long nanos, byte[] bytes) {}

  /** Lets what is under way arrive. */
  void settle() {
    run(Duration.ofMillis(100));
  }

  /** Closes the link at both ends. */
  void cut() {
    car.connection.close();
  }

  SipCall callCentre() {
    return car.agent.call(
        car.connection,
        new SipUserAgent.OutgoingCall(
            "sip:+61800555911@assist.dcmrig.example;user=phone",
            "sip:+61491570156@dcmrig.example;user=phone",
            "sip:+61800555911@assist.dcmrig.example;user=phone",
            java.util.Map.of("X-Test", "1"),
            "application/sdp",
            "v=0\r\n".getBytes(StandardCharsets.US_ASCII)),
        car.events);
  }

  /** One agent, its end of the link, and what it was told. */
  final class Side {
    final String name;
    final String address;
    final String remoteAddress;
    final SipUserAgent agent;
    final Events events = new Events();
    final List<String> sent = new ArrayList<>();
    final Set<Integer> dropped = new HashSet<>();
    final Set<Integer> cutInMiddle = new HashSet<>();
    Duration latency = LATENCY;
    Link connection;
    int incomingCalls;
    SipCall call;
    SipMessageView lastInvite;
    int registerStatus = 200;

    /** What it does with a call. */
    java.util.function.Consumer<SipCall> onIncoming = each -> {};

    Side(String name, String address, String remoteAddress, Seed.Stream ids) {
      this.name = name;
      this.address = address;
      this.remoteAddress = remoteAddress;
      this.agent =
          SipUserAgents.create(
              timeline, ids, SipSettings.of("dcm-rig-test", name), new AgentListener());
    }

    /** First lines of what it sent. */
    List<String> sentLines() {
      return sent.stream().map(text -> text.substring(0, text.indexOf("\r\n"))).toList();
    }

    /** Methods and status codes of what it sent. */
    List<String> sentKinds() {
      return sentLines().stream()
          .map(line -> line.startsWith("SIP/2.0") ? line.substring(8, 11) : line.split(" ")[0])
          .toList();
    }

    String lastSent() {
      return sent.get(sent.size() - 1);
    }

    /** Puts bytes into the stream to this side, as if the other end had sent them. */
    void receive(String text) {
      agent.received(connection, text.getBytes(StandardCharsets.UTF_8));
    }

    final class AgentListener implements SipUserAgent.Listener {
      @Override
      public SipCall.Listener incoming(
          SipConnection from, SipCall incoming, SipMessageView invite) {
        incomingCalls++;
        call = incoming;
        lastInvite = invite;
        onIncoming.accept(incoming);
        return events;
      }

      @Override
      public int register(SipConnection from, SipMessageView register) {
        events.log.add("register " + register.header("Expires").orElse("-"));
        return registerStatus;
      }

      @Override
      public void malformed(SipConnection from, String why) {
        events.log.add("malformed " + why);
      }
    }
  }

  /** Everything a call's listener was told, as words. */
  static final class Events implements SipCall.Listener {
    final List<String> log = new ArrayList<>();
    int infoStatus = 200;
    Runnable onConnected = () -> {};
    Runnable onRinging = () -> {};

    @Override
    public void ringing(SipMessageView response) {
      log.add("ringing " + response.status());
      onRinging.run();
    }

    @Override
    public void connected(SipMessageView message) {
      log.add("connected");
      onConnected.run();
    }

    @Override
    public void failed(int status, String reason) {
      log.add("failed " + status);
    }

    @Override
    public void ended(SipCall.EndReason reason) {
      log.add("ended " + reason);
    }

    @Override
    public SipAnswer info(SipMessageView request) {
      log.add("info " + new String(request.body(), StandardCharsets.UTF_8));
      return SipAnswer.of(infoStatus);
    }

    @Override
    public void infoAnswered(SipMessageView response) {
      log.add("infoAnswered " + response.status());
    }
  }

  /** One end of the link. */
  final class Link implements SipConnection {
    private final Side from;
    private final Side to;
    boolean closed;
    private int writes;

    Link(Side from, Side to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public String name() {
      return from.address + ">" + to.address;
    }

    @Override
    public String localAddress() {
      return from.address;
    }

    @Override
    public String remoteAddress() {
      return to.address;
    }

    @Override
    public void write(byte[] bytes) {
      if (closed) {
        return;
      }
      int number = writes++;
      transcript.add(new Sent(from.name, timeline.nowNanos(), bytes));
      from.sent.add(new String(bytes, StandardCharsets.UTF_8));
      if (from.dropped.contains(number)) {
        return;
      }
      if (from.cutInMiddle.contains(number)) {
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        timeline.after(
            from.latency.toNanos(),
            () -> {
              to.agent.received(to.connection, half);
              close();
            });
        return;
      }
      timeline.after(
          from.latency.toNanos(),
          () -> {
            if (!to.connection.closed) {
              to.agent.received(to.connection, bytes);
            }
          });
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      timeline.after(
          0,
          () -> {
            from.agent.closed(this);
            if (!to.connection.closed) {
              to.connection.closed = true;
              to.agent.closed(to.connection);
            }
          });
    }
  }
}
