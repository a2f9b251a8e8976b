// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.centre.agent.Agent;
import dev.dcmrig.ecall.control.Control;
import dev.dcmrig.ecall.control.ControlXml;
import dev.dcmrig.ecall.mime.MimeException;
import dev.dcmrig.ecall.mime.MimePart;
import dev.dcmrig.ecall.mime.Multipart;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.ecall.msd.MsdException;
import dev.dcmrig.ecall.sdp.Direction;
import dev.dcmrig.ecall.sdp.Media;
import dev.dcmrig.ecall.sdp.Sdp;
import dev.dcmrig.ecall.sdp.SdpException;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.sip.SipCall;
import dev.dcmrig.sip.SipMessageView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call at the centre, taken or placed: signalling, data, voice, and the agent's case. */
final class CentreCall implements SipCall.Listener, Call {
  private static final String INFO_PACKAGE = "EmergencyCallData.eCall.MSD";

  private final Centre centre;
  private final RingBehaviour behaviour;
  private final boolean callBack;
  private final String dialled;
  private final Duration started;
  private final int rtpPort;
  private final CentreVoice voice;
  private final List<CrashData> data = new ArrayList<>();
  private @Nullable SipCall sip;
  private @Nullable SipMessageView invite;
  private @Nullable String contentId;
  private Agent.@Nullable Case incident;
  private @Nullable Duration connected;
  private @Nullable Duration ended;
  private @Nullable String endedBy;

  CentreCall(
      Centre centre, RingBehaviour behaviour, boolean callBack, String dialled, int rtpPort) {
    this.centre = centre;
    this.behaviour = behaviour;
    this.callBack = callBack;
    this.dialled = dialled;
    this.started = centre.now();
    this.rtpPort = rtpPort;
    this.voice = centre.newVoice(NetworkMap.CENTRE_ADDRESS + ":" + rtpPort);
    voice.speak(behaviour.agentHertz);
  }

  // A call that comes in.

  void arrived(SipCall call, SipMessageView request) {
    sip = call;
    invite = request;
    contentId = readBody(request.contentType(), request.body()).orElse(null);
    incident =
        centre.agent().open(data.isEmpty() ? new Place(Double.NaN, Double.NaN) : last().position());
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

  private CrashData last() {
    return data.get(data.size() - 1);
  }

  private void answer() {
    SipCall call = sip;
    SipMessageView request = invite;
    if (call == null || request == null || ended != null) {
      return;
    }
    try {
      Sdp offer = Sdp.parse(sdpOf(request));
      Sdp answer =
          Sdp.answer(
              offer,
              centre.ids().nextInt(Integer.MAX_VALUE),
              NetworkMap.CENTRE_ADDRESS,
              rtpPort,
              Direction.SENDRECV);
      farSide = offer.pcmu();
      String id = contentId;
      if (id != null && behaviour.acknowledgesMsd) {
        String boundary = "c" + centre.ids().token();
        Multipart body =
            new Multipart(
                List.of(
                    MimePart.of("application/sdp", answer.write()),
                    MimePart.of(Control.CONTENT_TYPE, ControlXml.write(Control.ack(id, true)))
                        .with("Content-Disposition", "by-reference;handling=optional")));
        call.answer(Map.of(), Multipart.contentType(boundary), body.write(boundary));
      } else {
        call.answer(Map.of(), "application/sdp", answer.write());
      }
    } catch (SdpException | MimeException e) {
      note("sdp.malformed", e.getMessage());
      call.reject(488, "Not Acceptable Here");
      end("488");
    }
  }

  private Optional<Media> farSide = Optional.empty();

  private static byte[] sdpOf(SipMessageView message) throws MimeException {
    if (!message.contentType().startsWith("multipart/")) {
      return message.body();
    }
    return Multipart.parse(message.contentType(), message.body())
        .part("application/sdp")
        .map(MimePart::body)
        .orElse(new byte[0]);
  }

  /** Takes the data in a body; returns their Content-ID if there were any that can be read. */
  private Optional<String> readBody(String contentType, byte[] body) {
    try {
      if (contentType.startsWith("multipart/")) {
        Optional<MimePart> part = Multipart.parse(contentType, body).part(Msd.CONTENT_TYPE);
        if (part.isPresent() && readMsd(part.get().body())) {
          return Optional.of(part.get().contentId().orElse(""));
        }
      }
    } catch (MimeException e) {
      note("body.malformed", e.getMessage());
    }
    return Optional.empty();
  }

  private boolean readMsd(byte[] bytes) {
    try {
      data.add(MsdReading.read(centre.now(), bytes));
      Agent.Case open = incident;
      if (open != null) {
        open.position(last().position());
      }
      centre.timeline().changed();
      return true;
    } catch (MsdException e) {
      note("msd.malformed", e.getMessage());
      return false;
    }
  }

  private void note(String kind, @Nullable String why) {
    centre.observations().note(Subject.DCM, kind, Map.of("why", String.valueOf(why)));
  }

  // A call that the centre places.

  void placed(SipCall call) {
    sip = call;
  }

  byte[] offer() {
    return Sdp.offer(
            centre.ids().nextInt(Integer.MAX_VALUE),
            NetworkMap.CENTRE_ADDRESS,
            rtpPort,
            Direction.SENDRECV)
        .write();
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
    connected = centre.now();
    if (callBack) {
      try {
        farSide = Sdp.parse(sdpOf(message)).pcmu();
      } catch (SdpException | MimeException e) {
        note("sdp.malformed", e.getMessage());
      }
    }
    farSide.ifPresent(voice::start);
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
  public int info(SipMessageView request) {
    String type = request.contentType();
    if (!type.startsWith(Msd.CONTENT_TYPE)) {
      return 200;
    }
    boolean read = readMsd(request.body());
    String id = request.header("Content-ID").orElse("").replaceAll("[<>]", "");
    if (read && connected == null) {
      // Still ringing: the answer to the INVITE acknowledges what came last.
      contentId = id;
    } else if (read && behaviour.acknowledgesMsd) {
      centre.timeline().after(0, () -> sendControl(Control.ack(id, true)));
    }
    return 200;
  }

  private void sendControl(Control control) {
    SipCall call = sip;
    if (call != null && isUp()) {
      call.info(
          Map.of("Info-Package", INFO_PACKAGE), Control.CONTENT_TYPE, ControlXml.write(control));
    }
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
      Agent.Case open = incident;
      if (open != null) {
        open.close();
      }
      centre.noteCall("call.ended", this);
    }
  }

  // The port.

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
    return List.copyOf(data);
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
