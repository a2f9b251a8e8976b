// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.EmergencyCentre;
import dev.dcmrig.api.Observations;
import dev.dcmrig.centre.agent.Agent;
import dev.dcmrig.centre.agent.AgentRules;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sip.SipCall;
import dev.dcmrig.sip.SipConnection;
import dev.dcmrig.sip.SipMessageView;
import dev.dcmrig.sip.SipSettings;
import dev.dcmrig.sip.SipUserAgent;
import dev.dcmrig.sip.SipUserAgents;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The emergency-assistance centre (PSAP role; RFC 8147 on the SIP side): takes calls, calls back.
 *
 * <p>Does not simulate: queues and transfers between agents, more than one call centre.
 */
public final class Centre implements EmergencyCentre, SipUserAgent.Listener {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int FIRST_RTP_PORT = 30_000;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");

  /** Of a REGISTER that says nothing of it, in seconds: an hour, as registrars have it. */
  private static final long DEFAULT_EXPIRES = 3_600;

  private static final Pattern CONTACT_EXPIRES =
      Pattern.compile("(?i);\\s*expires\\s*=\\s*([0-9]+)");

  private final Timeline timeline;
  private final Observations observations;
  private final Seed.Stream ids;
  private final NetworkMap map;
  private final Agent agent;
  private final PartnerNotes notes;
  private final SipUserAgent sip;
  private final RingBehaviour behaviour = new RingBehaviour();
  private final List<CentreCall> calls = new ArrayList<>();
  private final IdentityHashMap<CentreCall, CentreLine> lines = new IdentityHashMap<>();

  private final Registry registered;
  private final RequestSeries series = new RequestSeries();

  private @Nullable Vertx vertx;
  private @Nullable Context context;
  private @Nullable NetServer server;

  /**
   * @param rules what the agent decides by
   */
  public Centre(
      Timeline timeline,
      Observations observations,
      Seed.Stream ids,
      NetworkMap map,
      AgentRules rules) {
    this.timeline = timeline;
    this.observations = observations;
    this.ids = ids;
    this.map = map;
    this.agent = new Agent(timeline, observations, rules);
    this.notes = new PartnerNotes(timeline, observations);
    this.registered = new Registry(timeline);
    this.sip =
        SipUserAgents.create(
            timeline,
            ids,
            new SipSettings(
                "Centre", "centre", SipSettings.T1, Map.of("Recv-Info", InfoHandler.PACKAGE)),
            this);
  }

  /** Opens the centre's SIP port; its real number is told. */
  public Future<Integer> listen(Vertx onVertx, Context onContext) {
    vertx = onVertx;
    context = onContext;
    NetServer listening = onVertx.createNetServer();
    server = listening;
    listening.connectHandler(
        socket -> map.centrePeers().accept(socket, known -> accepted(onContext, known)));
    listening.exceptionHandler(ignored -> {});
    return listening.listen(0, LOOPBACK).map(NetServer::actualPort);
  }

  private void accepted(Context on, NetSocket socket) {
    CentreLine.open(timeline, on, socket, map, sip, notes, behaviour, registered::closed);
  }

  Timeline timeline() {
    return timeline;
  }

  PartnerNotes notes() {
    return notes;
  }

  Agent agent() {
    return agent;
  }

  Seed.Stream ids() {
    return ids;
  }

  Duration now() {
    return Duration.ofNanos(timeline.nowNanos());
  }

  CentreVoice newVoice(String fixedAddress, VoiceRules rules) {
    Vertx on = vertx;
    Context at = context;
    if (on == null || at == null) {
      throw new BenchBroken("the centre is not open");
    }
    return new CentreVoice(timeline, on, at, map, ids, fixedAddress, rules);
  }

  void noteCall(String kind, CentreCall call) {
    Map<String, String> details = new TreeMap<>();
    details.put("number", String.valueOf(calls.indexOf(call) + 1));
    details.put("callBack", String.valueOf(call.isCallBack()));
    details.put("dialled", call.dialled());
    call.endedBy().ifPresent(by -> details.put("endedBy", by));
    observations.note(Subject.DCM, kind, details);
    timeline.changed();
  }

  private int nextRtpPort() {
    return FIRST_RTP_PORT + 2 * calls.size();
  }

  @Override
  public SipCall.Listener incoming(SipConnection connection, SipCall call, SipMessageView invite) {
    CentreLine line = (CentreLine) connection;
    CentreCall taken =
        new CentreCall(this, behaviour, line.vin(), false, invite.requestUri(), nextRtpPort());
    calls.add(taken);
    lines.put(taken, line);
    line.rules().began("INVITE");
    noteCall("call.arrived", taken);
    taken.arrived(call, invite);
    return taken;
  }

  @Override
  public int register(SipConnection connection, SipMessageView register) {
    long seconds = expires(register);
    boolean leaves = seconds == 0;
    CentreLine line = (CentreLine) connection;
    if (line.rules().isNew()) {
      line.rules().began("REGISTER");
    }
    boolean refused = !leaves && behaviour.does(Misbehaviour.REFUSES_EACH_REGISTRATION);
    if (!refused) {
      registered.bind(line, seconds);
    }
    if (leaves) {
      line.rules().over();
    } else {
      line.rules().goesOn();
    }
    observations.note(
        Subject.DCM,
        refused ? "registration.refused" : leaves ? "deregistered" : "registered",
        Map.of("expires", register.header("Expires").orElse("")));
    timeline.changed();
    return refused ? 503 : 200;
  }

  /** The centre is a strict partner of a DCM: what the interface forbids is noted. */
  @Override
  public void arrived(SipConnection connection, SipMessageView request) {
    String vin = ((CentreLine) connection).vin();
    String address = map.addressOf(vin);
    if (address != null) {
      PartnerNotes.About about = notes.about(vin);
      RequestRules.broken(address, request).forEach(each -> about.wrong(each.kind(), each.what()));
      series.broken(request).forEach(each -> about.wrong(each.kind(), each.what()));
    }
  }

  /** A call is over, and with it what its connection was for. */
  void over(CentreCall call) {
    CentreLine line = lines.get(call);
    if (line != null && !call.isCallBack()) {
      line.rules().over();
    }
  }

  /** The parameter of Contact comes before the header field (RFC 3261 10.3). */
  private static long expires(SipMessageView register) {
    Matcher own = CONTACT_EXPIRES.matcher(register.header("Contact").orElse(""));
    String words = own.find() ? own.group(1) : register.header("Expires").orElse("").strip();
    return SECONDS.matcher(words).matches() ? Long.parseLong(words) : DEFAULT_EXPIRES;
  }

  @Override
  public void malformed(SipConnection connection, String why) {
    about(connection).wrong(WrongKind.SIP, "no SIP message: " + why);
  }

  @Override
  public void refused(SipConnection connection, int status, String why) {
    about(connection).wrong(WrongKind.SIP, "refused with " + status + ": " + why);
  }

  private PartnerNotes.About about(SipConnection connection) {
    return notes.about(((CentreLine) connection).vin());
  }

  /** The newest call of a vehicle that goes on; null when there is none. */
  private @Nullable CentreCall current(String vin) {
    for (int index = calls.size() - 1; index >= 0; index--) {
      CentreCall call = calls.get(index);
      if (!call.isOver() && call.vin().equals(vin)) {
        return call;
      }
    }
    return null;
  }

  // The port: behaviour.

  @Override
  public void ringTime(Duration duration) {
    behaviour.ringTime = duration;
    behaviour.answers = true;
  }

  @Override
  public void neverAnswer() {
    behaviour.answers = false;
  }

  @Override
  public void refuse(int status, int count) {
    behaviour.refuseStatus = status;
    behaviour.refusals = count;
  }

  @Override
  public void acknowledgeMsd(boolean acknowledge) {
    behaviour.acknowledgesMsd = acknowledge;
  }

  @Override
  public void rejectMsd(boolean reject) {
    behaviour.rejectsMsd = reject;
  }

  @Override
  public void occupant(Occupant occupant) {
    behaviour.occupant = occupant;
  }

  @Override
  public void servicesNeeded(List<String> services) {
    behaviour.servicesNeeded = List.copyOf(services);
  }

  @Override
  public void speak(double hertz) {
    behaviour.agentHertz = hertz;
    calls.stream().filter(call -> !call.isOver()).forEach(call -> call.speak(hertz));
  }

  @Override
  public void misbehave(Misbehaviour how) {
    behaviour.misbehave(how);
  }

  @Override
  public void behave() {
    behaviour.behave();
  }

  @Override
  public void talkTime(Duration duration) {
    behaviour.talkTime = duration;
  }

  // The port: now.

  @Override
  public void requestMsd(String vin) {
    CentreCall call = current(vin);
    if (call != null) {
      call.requestMsd();
    }
  }

  @Override
  public void requestMsdOutOfOrder(String vin) {
    CentreCall call = current(vin);
    CentreLine line = call == null ? null : lines.get(call);
    if (call != null && line != null) {
      call.outOfOrder().ifPresent(line::write);
    }
  }

  @Override
  public void hangUp(String vin) {
    CentreCall call = current(vin);
    if (call != null) {
      call.hangUp();
    }
  }

  @Override
  public void loseCall(String vin) {
    CentreCall call = current(vin);
    if (call != null) {
      call.lose();
      CentreLine line = lines.get(call);
      if (line != null) {
        line.close();
        sip.closed(line);
      }
    }
  }

  @Override
  public void callBack(String vin) {
    String address = map.addressOf(vin);
    if (address == null) {
      throw new BenchBroken("the network knows no vehicle '" + vin + "'; name a car of this bench");
    }
    CentreLine to = registered.lineTo(vin);
    String uri = "sip:vehicle@" + address + ":5060;transport=tcp";
    CentreCall placed = new CentreCall(this, behaviour, vin, true, uri, nextRtpPort());
    calls.add(placed);
    noteCall("call.placed", placed);
    if (to == null) {
      placed.undeliverable();
      return;
    }
    lines.put(placed, to);
    placed.placed(
        sip.call(
            to,
            new SipUserAgent.OutgoingCall(
                uri,
                "sip:centre@assist.dcmrig.example",
                uri,
                Map.of(),
                "application/sdp",
                placed.offer()),
            placed));
  }

  // The port: what was seen.

  @Override
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public List<Incident> incidents() {
    return agent.incidents();
  }

  @Override
  public List<Wrong> wrongs() {
    return notes.all();
  }

  /** Closes the port and every call's sound. */
  public void close() {
    for (CentreCall call : calls) {
      call.lose();
    }
    NetServer listening = server;
    if (listening != null) {
      listening.close();
    }
  }
}
