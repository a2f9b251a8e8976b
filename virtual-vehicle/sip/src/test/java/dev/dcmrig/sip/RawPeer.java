// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.VirtualTimeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One agent whose other end is the test itself, message by message as text. */
final class RawPeer {
  final VirtualTimeline timeline = new VirtualTimeline();
  final List<String> log = new ArrayList<>();
  final List<String> sent = new ArrayList<>();
  final SipUserAgent agent;
  Wire wire = new Wire();
  SipCall call;
  SipMessageView invite;
  Consumer<SipCall> onIncoming = each -> {};
  int registerStatus = 200;
  int infoStatus = 200;

  RawPeer() {
    agent =
        SipUserAgents.create(
            timeline,
            Seed.of(3).of("agent").stream(),
            SipSettings.of("dcm-rig-test", "agent"),
            new AgentListener());
    agent.connected(wire);
  }

  final class Wire implements SipConnection {
    boolean closed;

    @Override
    public String name() {
      return localAddress() + ">" + remoteAddress();
    }

    @Override
    public String localAddress() {
      return "198.51.100.10:5060";
    }

    @Override
    public String remoteAddress() {
      return "10.64.0.2:49152";
    }

    @Override
    public void write(byte[] bytes) {
      sent.add(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final class AgentListener implements SipUserAgent.Listener {
    @Override
    public SipCall.Listener incoming(SipConnection from, SipCall incoming, SipMessageView message) {
      log.add("incoming");
      call = incoming;
      invite = message;
      onIncoming.accept(incoming);
      return new CallListener();
    }

    @Override
    public int register(SipConnection from, SipMessageView register) {
      log.add("register");
      return registerStatus;
    }

    @Override
    public void malformed(SipConnection from, String why) {
      log.add("malformed " + why);
    }
  }

  final class CallListener implements SipCall.Listener {
    @Override
    public void ringing(SipMessageView response) {
      log.add("ringing " + response.status());
    }

    @Override
    public void connected(SipMessageView message) {
      log.add("connected");
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
      log.add("info");
      return SipAnswer.of(infoStatus);
    }

    @Override
    public void infoAnswered(SipMessageView response) {
      log.add("infoAnswered " + response.status());
    }
  }

  void run(Duration time) {
    timeline.runUntil(timeline.nowNanos() + time.toNanos());
  }

  void runMillis(long millis) {
    run(Duration.ofMillis(millis));
  }

  /** The agent calls. */
  SipCall place() {
    call =
        agent.call(
            wire,
            new SipUserAgent.OutgoingCall(
                "urn:service:sos.ecall.automatic",
                "sip:+61491570156@dcmrig.example;user=phone",
                "urn:service:sos.ecall.automatic",
                Map.of(),
                "application/sdp",
                new byte[] {'v'}),
            new CallListener());
    return call;
  }

  /** Puts a message into the stream: lines, and a body if there is one behind an empty line. */
  void receive(String... lines) {
    receiveRaw(message(lines));
  }

  void receiveRaw(String text) {
    agent.received(wire, text.getBytes(StandardCharsets.UTF_8));
  }

  static String message(String... lines) {
    StringBuilder head = new StringBuilder();
    String body = "";
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isEmpty()) {
        body = lines[i + 1];
        break;
      }
      head.append(lines[i]).append("\r\n");
    }
    return head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /** A request of a peer that calls the agent. */
  static String[] request(String method, int cseq, String branch, String toTag, String... more) {
    List<String> lines = new ArrayList<>();
    lines.add(method + " sip:agent@198.51.100.10 SIP/2.0");
    lines.add("Via: SIP/2.0/TCP 10.64.0.2:5060;branch=" + branch);
    lines.add("Max-Forwards: 70");
    lines.add("From: \"A, B\" <sip:a@example.com>;tag=peer");
    lines.add("To: <sip:agent@example.com>" + (toTag.isEmpty() ? "" : ";tag=" + toTag));
    lines.add("Call-ID: c1@peer");
    lines.add("CSeq: " + cseq + " " + method);
    lines.add("Contact: <sip:a@10.64.0.2:5060;transport=tcp>");
    lines.addAll(List.of(more));
    return lines.toArray(String[]::new);
  }

  void invite(String... more) {
    receive(request("INVITE", 1, "z9hG4bK-1", "", more));
  }

  /** The agent is called, answers and is acknowledged. */
  void connectIncoming() {
    invite();
    call.answer(Map.of(), "application/sdp", new byte[] {'v'});
    receive(request("ACK", 1, "z9hG4bK-ack", localTag()));
    sent.clear();
    log.clear();
  }

  /** A response to a request of the agent. */
  void respond(String request, int status, String toTag, String... more) {
    List<String> lines = new ArrayList<>();
    lines.add("SIP/2.0 " + status + " Whatever");
    lines.add("Via: " + header(request, "Via"));
    lines.add("From: " + header(request, "From"));
    String to = header(request, "To");
    lines.add("To: " + to + (toTag.isEmpty() || to.contains(";tag=") ? "" : ";tag=" + toTag));
    lines.add("Call-ID: " + header(request, "Call-ID"));
    lines.add("CSeq: " + header(request, "CSeq"));
    lines.addAll(List.of(more));
    receive(lines.toArray(String[]::new));
  }

  /** The agent calls and is answered. */
  void connectOutgoing() {
    place();
    respond(sent.get(0), 200, "peer", "Contact: <sip:centre@198.51.100.99:5070;transport=tcp>");
    sent.clear();
    log.clear();
  }

  /** A request of the peer that was called. */
  String[] calleeRequest(String outgoingInvite, String method, int cseq, String branch) {
    return new String[] {
      method + " sip:agent@198.51.100.10 SIP/2.0",
      "Via: SIP/2.0/TCP 198.51.100.99:5070;branch=" + branch,
      "Max-Forwards: 70",
      "From: " + header(outgoingInvite, "To") + ";tag=peer",
      "To: " + header(outgoingInvite, "From"),
      "Call-ID: " + header(outgoingInvite, "Call-ID"),
      "CSeq: " + cseq + " " + method
    };
  }

  String localTag() {
    Matcher matcher =
        Pattern.compile("\r\nTo: [^\r]*;tag=([^;\r]*)").matcher(sent.get(sent.size() - 1));
    return matcher.find() ? matcher.group(1) : "";
  }

  String last() {
    return sent.get(sent.size() - 1);
  }

  /** Methods and status codes of what the agent sent. */
  List<String> kinds() {
    return sent.stream()
        .map(text -> text.startsWith("SIP/2.0") ? text.substring(8, 11) : text.split(" ")[0])
        .toList();
  }

  static String header(String message, String name) {
    Matcher matcher = Pattern.compile("\r\n" + name + ": ([^\r]*)").matcher(message);
    return matcher.find() ? matcher.group(1) : "";
  }

  static String branch(String message) {
    Matcher matcher = Pattern.compile("branch=([^;\r]*)").matcher(message);
    return matcher.find() ? matcher.group(1) : "";
  }
}
