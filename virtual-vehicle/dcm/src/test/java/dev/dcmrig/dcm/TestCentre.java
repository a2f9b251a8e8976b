// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.ecall.control.Control;
import dev.dcmrig.ecall.control.ControlXml;
import dev.dcmrig.ecall.mime.MimePart;
import dev.dcmrig.ecall.mime.Multipart;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.ecall.msd.MsdCodec;
import dev.dcmrig.ecall.sdp.Direction;
import dev.dcmrig.ecall.sdp.Sdp;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sip.SipAnswer;
import dev.dcmrig.sip.SipCall;
import dev.dcmrig.sip.SipConnection;
import dev.dcmrig.sip.SipMessageView;
import dev.dcmrig.sip.SipSettings;
import dev.dcmrig.sip.SipUserAgent;
import dev.dcmrig.sip.SipUserAgents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A centre that does what a test says, and keeps what it saw. */
final class TestCentre implements SipUserAgent.Listener {
  /** What becomes of a call that comes in. */
  enum Manner {
    ANSWER,
    RING,
    TRYING,
    REFUSE
  }

  final SipUserAgent agent;
  final List<Call> calls = new ArrayList<>();
  final List<String> registrations = new ArrayList<>();
  Manner manner = Manner.ANSWER;
  boolean acknowledges = true;
  boolean speaks = true;
  int infoStatus = 200;

  /** Where the answer says that voice goes to. */
  String voiceAddress = "198.51.100.10";

  private final Timeline timeline;
  private @Nullable SipConnection registered;

  TestCentre(Timeline timeline, Seed.Stream ids) {
    this.timeline = timeline;
    this.agent = SipUserAgents.create(timeline, ids, SipSettings.of("Centre", "centre"), this);
  }

  /** One call, taken or placed. */
  final class Call implements SipCall.Listener {
    final List<Msd> data = new ArrayList<>();
    final SipConnection connection;
    SipCall sip;
    @Nullable SipMessageView invite;
    boolean connected;
    boolean ended;
    String cid = "";

    Call(SipConnection connection, SipCall sip) {
      this.connection = connection;
      this.sip = sip;
    }

    @Override
    public void connected(SipMessageView message) {
      connected = true;
    }

    @Override
    public void failed(int status, String reason) {
      ended = true;
    }

    @Override
    public void ended(SipCall.EndReason reason) {
      ended = true;
    }

    @Override
    public SipAnswer info(SipMessageView request) {
      if (infoStatus != 200) {
        return SipAnswer.of(infoStatus);
      }
      if (request.contentType().startsWith(Msd.CONTENT_TYPE)) {
        take(request.body());
        cid = request.header("Content-ID").orElse("").replaceAll("[<>]", "");
        String newest = cid;
        if (acknowledges && connected) {
          timeline.after(0, () -> control(Control.ack(newest, true)));
        }
      }
      return SipAnswer.OK;
    }

    void control(Control control) {
      if (!ended) {
        sip.info(
            Map.of("Info-Package", "EmergencyCallData.eCall.MSD"),
            Control.CONTENT_TYPE,
            ControlXml.write(control));
      }
    }

    private void take(byte[] msd) {
      try {
        data.add(MsdCodec.decode(msd));
      } catch (dev.dcmrig.ecall.msd.MsdException e) {
        throw new AssertionError("the DCM sends data that can't be read", e);
      }
    }

    void ring() {
      sip.ring();
    }

    void answer() {
      try {
        Multipart body = Multipart.parse(invite.contentType(), invite.body());
        Sdp offer = Sdp.parse(body.part("application/sdp").orElseThrow().body());
        byte[] sdp = Sdp.answer(offer, 1, voiceAddress, 30_000, Direction.SENDRECV).write();
        if (acknowledges) {
          Multipart answer =
              new Multipart(
                  List.of(
                      MimePart.of("application/sdp", sdp),
                      MimePart.of(Control.CONTENT_TYPE, ControlXml.write(Control.ack(cid, true)))));
          sip.answer(Map.of(), Multipart.contentType("x"), answer.write("x"));
        } else {
          sip.answer(Map.of(), "application/sdp", sdp);
        }
      } catch (dev.dcmrig.ecall.mime.MimeException | dev.dcmrig.ecall.sdp.SdpException e) {
        throw new AssertionError("the DCM's INVITE can't be read", e);
      }
    }

    void hangUp() {
      sip.end();
      ended = true;
    }

    /** The line breaks. */
    void lose() {
      connection.close();
      agent.closed(connection);
    }
  }

  @Override
  public SipCall.Listener incoming(SipConnection connection, SipCall sip, SipMessageView invite) {
    Call call = new Call(connection, sip);
    call.invite = invite;
    calls.add(call);
    try {
      MimePart msd =
          Multipart.parse(invite.contentType(), invite.body()).part(Msd.CONTENT_TYPE).orElseThrow();
      call.cid = msd.contentId().orElse("");
      call.take(msd.body());
    } catch (dev.dcmrig.ecall.mime.MimeException e) {
      throw new AssertionError("the DCM's INVITE can't be read", e);
    }
    switch (manner) {
      case REFUSE -> {
        sip.reject(503, "Service Unavailable");
        call.ended = true;
      }
      case RING -> sip.ring();
      case ANSWER -> {
        sip.ring();
        timeline.after(1_000_000_000L, call::answer);
      }
      case TRYING -> {}
    }
    return call;
  }

  @Override
  public int register(SipConnection connection, SipMessageView register) {
    String expires = register.header("Expires").orElse("");
    registrations.add(expires);
    registered = expires.equals("0") ? null : connection;
    return 200;
  }

  void lost(SipConnection connection) {
    if (connection.equals(registered)) {
      registered = null;
    }
    agent.closed(connection);
  }

  boolean isRegistered() {
    return registered != null;
  }

  /** Calls back with this offer. */
  Call callBack() {
    return callBack(Sdp.offer(1, "198.51.100.10", 30_002, Direction.SENDRECV).write());
  }

  Call callBack(byte[] offer) {
    String uri = "sip:vehicle@10.64.0.2:5060;transport=tcp";
    Call[] made = new Call[1];
    SipCall sip =
        agent.call(
            registered,
            new SipUserAgent.OutgoingCall(
                uri, "sip:centre@assist.dcmrig.example", uri, Map.of(), Sdp.CONTENT_TYPE, offer),
            new SipCall.Listener() {
              @Override
              public void connected(SipMessageView message) {
                made[0].connected(message);
              }

              @Override
              public void failed(int status, String reason) {
                made[0].failed(status, reason);
              }

              @Override
              public void ended(SipCall.EndReason reason) {
                made[0].ended(reason);
              }

              @Override
              public SipAnswer info(SipMessageView request) {
                return made[0].info(request);
              }
            });
    made[0] = new Call(registered, sip);
    return made[0];
  }

  Call last() {
    return calls.get(calls.size() - 1);
  }
}
