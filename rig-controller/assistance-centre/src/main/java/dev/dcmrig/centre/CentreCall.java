// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.EmergencyCentre.Misbehaviour;
import dev.dcmrig.api.EmergencyCentre.WrongKind;
import dev.dcmrig.centre.agent.Agent;
import dev.dcmrig.ecall.control.Control;
import dev.dcmrig.ecall.mime.MimeException;
import dev.dcmrig.ecall.mime.MimePart;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.sip.SipAnswer;
import dev.dcmrig.sip.SipCall;
import dev.dcmrig.sip.SipMessageView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call at the centre, taken or placed: signalling, data, voice, and the agent's case. */
final class CentreCall implements SipCall.Listener, Call {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final int NOT_ACCEPTABLE_HERE = 488;

  private final Centre centre;
  private final RingBehaviour behaviour;
  private final String vin;
  private final boolean callBack;
  private final String dialled;
  private final Duration started;
  private final CentreVoice voice;
  private final PartnerNotes.About notes;
  private final ControlBodies bodies;
  private final CallData data;
  private final InfoHandler infos;
  private final VoiceAgreement agreement;
  private @Nullable SipCall sip;

  /** Whether the other end has said that it takes INFO of the package (RFC 6086 4.2.1). */
  private boolean takesInfo = true;

  private @Nullable SipMessageView invite;
  private @Nullable SipMessageView ack;
  private int infosSent;

  /** What the answer to the INVITE says of the newest MSD. */
  private Optional<Control> acknowledgement = Optional.empty();

  private Agent.@Nullable Case incident;
  private @Nullable Duration connected;
  private @Nullable Duration ended;
  private @Nullable String endedBy;

  CentreCall(
      Centre centre,
      RingBehaviour behaviour,
      String vin,
      boolean callBack,
      String dialled,
      int rtpPort) {
    this.centre = centre;
    this.behaviour = behaviour;
    this.vin = vin;
    this.callBack = callBack;
    this.dialled = dialled;
    this.started = centre.now();
    this.notes = centre.notes().about(vin);
    this.voice = centre.newVoice(NetworkMap.CENTRE_ADDRESS + ":" + rtpPort, new VoiceRules(notes));
    voice.speak(behaviour.agentHertz);
    this.bodies = new ControlBodies(behaviour, centre.ids());
    this.data = new CallData(behaviour, bodies, notes);
    this.agreement = new VoiceAgreement(notes, centre.ids(), rtpPort);
    this.infos = new InfoHandler(notes, this::msdArrived);
  }

  // A call that comes in.

  void arrived(SipCall call, SipMessageView request) {
    sip = call;
    invite = request;
    // A caller that the network does not know is no DCM, and promises nothing.
    takesInfo = vin.isEmpty() || RequestRules.takesInfo(request);
    Optional<SipAnswer> refusal = take(request);
    incident = centre.agent().open(vin, data.isCrash(), data.position());
    if (refusal.isPresent()) {
      refuse(call, refusal.get());
      return;
    }
    if (behaviour.refusals > 0) {
      behaviour.refusals--;
      call.reject(behaviour.refuseStatus, "Refused by script");
      end(String.valueOf(behaviour.refuseStatus));
      return;
    }
    call.ring();
    if (behaviour.answers) {
      centre.timeline().after(behaviour.ringTime.toNanos(), this::answer);
    }
  }

  private void refuse(SipCall call, SipAnswer refusal) {
    String reason =
        switch (refusal.status()) {
          case UNSUPPORTED_MEDIA_TYPE -> "Unsupported Media Type";
          case NOT_ACCEPTABLE_HERE -> "Not Acceptable Here";
          default -> "Bad Request";
        };
    call.reject(refusal.status(), reason, refusal.headers());
    end(String.valueOf(refusal.status()));
  }

  /** Reads the INVITE's body; a refusal where it can't be used (RFC 3261 8.2.3, 13.3.1.3). */
  private Optional<SipAnswer> take(SipMessageView request) {
    CallBody body;
    try {
      body = CallBody.of(request);
    } catch (MimeException e) {
      wrong(WrongKind.BODY, "body of INVITE: " + e.getMessage());
      return Optional.of(SipAnswer.of(BAD_REQUEST));
    }
    Optional<String> unknown = body.unknownType();
    if (unknown.isPresent()) {
      wrong(WrongKind.BODY, "INVITE with a body of type " + unknown.get());
      return Optional.of(new SipAnswer(UNSUPPORTED_MEDIA_TYPE, Map.of("Accept", CallBody.ACCEPT)));
    }
    if (body.msd().isPresent()) {
      acknowledgement = data.take(centre.now(), body.msd().get());
    } else {
      wrong(WrongKind.MSD_MISSING, "INVITE without an MSD");
    }
    centre.timeline().changed();
    boolean usable = body.sdp().isEmpty() || agreement.offered(body.sdp().get());
    return usable ? Optional.empty() : Optional.of(SipAnswer.of(NOT_ACCEPTABLE_HERE));
  }

  private void wrong(WrongKind kind, String what) {
    notes.wrong(kind, what);
  }

  private void answer() {
    SipCall call = sip;
    if (call == null || ended != null || !behaviour.answers) {
      return;
    }
    ControlBodies.Body body = bodies.answer(agreement.description(), acknowledgement);
    call.answer(Map.of(), body.contentType(), body.bytes());
  }

  // A call that the centre places.

  void placed(SipCall call) {
    sip = call;
  }

  byte[] offer() {
    return bodies.offer(agreement.offer());
  }

  void undeliverable() {
    end("no registration");
  }

  // What happens in a call.

  @Override
  public void connected(SipMessageView message) {
    if (connected != null || ended != null) {
      return;
    }
    boolean heard = agreement.isOffered() || agreement.answered(callBack ? "200" : "ACK", message);
    if (!heard && !callBack) {
      // A call in which nothing can be heard helps nobody.
      hangUpAfterAck();
      return;
    }
    connected = centre.now();
    ack = callBack ? null : message;
    agreement.farSide().ifPresent(voice::start);
    Agent.Case open = incident;
    if (open != null) {
      open.listen(behaviour.occupant, behaviour.servicesNeeded, this::hangUp);
    }
    Duration talk = behaviour.talkTime;
    if (talk != null) {
      centre.timeline().after(talk.toNanos(), this::hangUp);
    }
    centre.noteCall("call.connected", this);
  }

  private void hangUpAfterAck() {
    SipCall call = sip;
    if (call != null) {
      call.end();
    }
    end("centre");
  }

  @Override
  public void failed(int status, String reason) {
    end(String.valueOf(status));
  }

  @Override
  public void ended(SipCall.EndReason reason) {
    end(
        switch (reason) {
          case REMOTE_BYE, REMOTE_CANCEL -> "vehicle";
          case NO_ACK, CONNECTION_LOST -> "lost";
        });
  }

  @Override
  public SipAnswer info(SipMessageView request) {
    return behaviour.does(Misbehaviour.REFUSES_EACH_INFO)
        ? SipAnswer.of(FORBIDDEN)
        : infos.answer(request);
  }

  /** An MSD in the call. */
  private void msdArrived(MimePart msd) {
    Optional<Control> control = data.take(centre.now(), msd);
    Agent.Case open = incident;
    if (open != null) {
      open.update(data.isCrash(), data.position());
    }
    centre.timeline().changed();
    if (connected == null) {
      // Still ringing: the answer to the INVITE acknowledges what came last.
      acknowledgement = control;
    } else if (control.isPresent()) {
      centre.timeline().after(0, () -> sendControl(control.get()));
    }
  }

  private void sendControl(Control control) {
    SipCall call = sip;
    if (call != null && isUp() && takesInfo) {
      ControlBodies.Body body = bodies.control(control);
      infosSent++;
      call.info(Map.of("Info-Package", InfoHandler.PACKAGE), body.contentType(), body.bytes());
    }
  }

  /** A request for the MSD whose number is used up; empty before the call is up. */
  Optional<byte[]> outOfOrder() {
    SipMessageView begun = invite;
    SipMessageView confirmed = ack;
    return begun == null || confirmed == null || !isUp()
        ? Optional.empty()
        : RawInfo.of(begun, confirmed, centre.ids().token(), Math.min(infosSent, 1));
  }

  void requestMsd() {
    sendControl(Control.requestMsd());
  }

  boolean isUp() {
    return connected != null && ended == null;
  }

  boolean isOver() {
    return ended != null;
  }

  void hangUp() {
    SipCall call = sip;
    if (call != null && ended == null) {
      if (connected == null && !callBack) {
        call.reject(480, "Temporarily Unavailable");
      } else if (behaviour.does(Misbehaviour.ENDS_CALLS_WITHOUT_BYE)) {
        voice.silence();
        return;
      } else {
        call.end();
      }
      end("centre");
    }
  }

  /** Breaks off without a word. */
  void lose() {
    if (ended == null) {
      end("lost");
    }
  }

  void speak(double hertz) {
    voice.speak(hertz);
  }

  private void end(String by) {
    if (ended == null) {
      ended = centre.now();
      endedBy = by;
      voice.close();
      centre.over(this);
      Agent.Case open = incident;
      if (open != null) {
        open.close();
      }
      centre.noteCall("call.ended", this);
    }
  }

  // The port.

  @Override
  public String vin() {
    return vin;
  }

  @Override
  public boolean isCallBack() {
    return callBack;
  }

  @Override
  public Duration started() {
    return started;
  }

  @Override
  public @Nullable Duration connected() {
    return connected;
  }

  @Override
  public @Nullable Duration ended() {
    return ended;
  }

  @Override
  public Optional<String> endedBy() {
    return Optional.ofNullable(endedBy);
  }

  @Override
  public String dialled() {
    return dialled;
  }

  @Override
  public List<CrashData> data() {
    return data.all();
  }

  @Override
  public boolean heard(double hertz) {
    return voice.heard(hertz);
  }

  @Override
  public List<Integer> payloadTypes() {
    return voice.payloadTypes();
  }
}
