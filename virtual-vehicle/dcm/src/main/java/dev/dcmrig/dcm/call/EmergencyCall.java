// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.ecall.control.Control;
import dev.dcmrig.ecall.control.ControlException;
import dev.dcmrig.ecall.control.ControlXml;
import dev.dcmrig.ecall.mime.MimeException;
import dev.dcmrig.ecall.mime.MimePart;
import dev.dcmrig.ecall.mime.Multipart;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.ecall.sdp.Media;
import dev.dcmrig.ecall.sdp.Sdp;
import dev.dcmrig.ecall.sdp.SdpException;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sip.SipAnswer;
import dev.dcmrig.sip.SipCall;
import dev.dcmrig.sip.SipMessageView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call, placed or taken: its INVITE, the minimum set of data that goes with it, its voice and
 * its end. States: ringing until connected; connected until over.
 */
final class EmergencyCall implements SipCall.Listener {
  private static final String INFO_PACKAGE = "EmergencyCallData.eCall.MSD";

  /** Told of the two things that matter to a service. */
  interface Listener {
    void connected();

    /**
     * The call is over, or was never connected.
     *
     * @param wasConnected whether anybody answered
     */
    void over(boolean wasConnected);
  }

  private final CallParts parts;
  private final DcmContext dcm;
  private final CallSettings settings;
  private final Listener listener;
  private final Timer answerTimeout;
  private final Timer tooLong;
  private final Timer resend;
  private final Incident incident;
  private final MsdWriter writer;
  private @Nullable SipCall sip;
  private @Nullable VoiceStream voice;
  private String unacknowledged = "";
  private int resends;
  private final List<CrashReport> reports = new ArrayList<>();
  private int infosSent;
  private int infosAnswered;
  private boolean connected;
  private boolean over;

  EmergencyCall(CallParts parts, Incident incident, Listener listener) {
    this.parts = parts;
    this.dcm = parts.dcm();
    this.settings = parts.call();
    this.incident = incident;
    this.writer = incident.writer(parts);
    this.listener = listener;
    this.answerTimeout = dcm.timeline().timer(this::giveUp);
    this.tooLong = dcm.timeline().timer(this::giveUp);
    this.resend = dcm.timeline().timer(this::resendMsd);
  }

  /** The INVITE's body: the offer and the minimum set of data. */
  Body invitation() {
    String cid = newContentId();
    unacknowledged = cid;
    String boundary = "b" + dcm.ids().token();
    Multipart multipart = new Multipart(List.of(sdpPart(offer().write()), msdPart(cid)));
    Map<String, String> headers = new LinkedHashMap<>();
    if (parts.rules().isMsdNamed()) {
      headers.put("Call-Info", "<cid:" + cid + ">; purpose=" + INFO_PACKAGE);
    }
    headers.put("Recv-Info", INFO_PACKAGE);
    headers.put("Accept", "application/sdp, " + Control.CONTENT_TYPE + ", multipart/mixed");
    return new Body(headers, Multipart.contentType(boundary), multipart.write(boundary));
  }

  /** Headers, content type and bytes of a message. */
  record Body(Map<String, String> headers, String contentType, byte[] bytes) {}

  private Sdp offer() {
    return Sdp.offer(
        dcm.ids().nextInt(Integer.MAX_VALUE),
        dcm.access().address(),
        VoiceStream.RTP_PORT,
        dev.dcmrig.ecall.sdp.Direction.SENDRECV);
  }

  private static MimePart sdpPart(byte[] sdp) {
    return MimePart.of("application/sdp", sdp);
  }

  private MimePart msdPart(String cid) {
    return MimePart.of(Msd.CONTENT_TYPE, writer.next(incident.data()))
        .with("Content-ID", "<" + cid + ">")
        .with("Content-Disposition", "by-reference;handling=optional");
  }

  private String newContentId() {
    return dcm.ids().token() + "@" + dcm.access().address();
  }

  /** The INVITE is out. */
  void placed(SipCall call) {
    sip = call;
    answerTimeout.armAfter(settings.answerTimeout().toNanos());
  }

  /** Answers a call back at once. */
  void answer(SipCall call, SipMessageView invite) {
    sip = call;
    try {
      Sdp offered = Sdp.parse(sdpOf(invite));
      Sdp answer =
          Sdp.answer(
              offered,
              dcm.ids().nextInt(Integer.MAX_VALUE),
              dcm.access().address(),
              VoiceStream.RTP_PORT,
              dev.dcmrig.ecall.sdp.Direction.SENDRECV);
      talk(offered);
      call.answer(Map.of(), "application/sdp", answer.write());
      connected = true;
      listener.connected();
    } catch (SdpException | MimeException | NoNetworkException e) {
      call.reject(488, "Not Acceptable Here");
      finish();
    }
  }

  private static byte[] sdpOf(SipMessageView message) throws MimeException {
    return Multipart.parse(message.contentType(), message.body())
        .part("application/sdp")
        .map(MimePart::body)
        .orElse(new byte[0]);
  }

  @Override
  public void connected(SipMessageView message) {
    if (over || connected) {
      return;
    }
    connected = true;
    answerTimeout.cancel();
    try {
      talk(Sdp.parse(sdpOf(message)));
    } catch (SdpException | MimeException | NoNetworkException e) {
      // An answer without voice is no call that helps anybody; the attempt has failed.
      connected = false;
      giveUp();
      return;
    }
    takeControl(message.contentType(), message.body());
    if (!unacknowledged.isEmpty() && parts.rules().isRepeatedAfterAnswer(!reports.isEmpty())) {
      resend.armAfter(settings.msdResend().toNanos());
    }
    listener.connected();
    reports.forEach(CrashReport::connected);
    if (reports.stream().anyMatch(CrashReport::isUnheard)) {
      // Not sent yet, or refused while the call was ringing.
      sendMsd();
    }
  }

  @Override
  public void ringing(SipMessageView response) {
    if (reports.stream().anyMatch(CrashReport::isUnsent)) {
      sendMsd();
    }
  }

  private void talk(Sdp far) throws NoNetworkException {
    Media media = far.pcmu().orElseThrow(() -> new NoNetworkException("no PCMU stream offered"));
    if (!media.hasIpv4Address()) {
      throw new NoNetworkException("no way to send voice to " + media.connectionAddress());
    }
    tooLong.armAfter(parts.rules().longestNanos(settings.maxDuration().toNanos()));
    voice = new VoiceStream(parts, media, this::giveUp);
  }

  private void takeControl(String contentType, byte[] body) {
    for (Control control : controls(contentType, body)) {
      boolean named = control.acknowledges(unacknowledged);
      if (!unacknowledged.isEmpty()
          && parts.rules().isAcknowledged(named, !control.acks().isEmpty())) {
        unacknowledged = "";
        resend.cancel();
      }
      if (control.asksForMsd()) {
        sendMsd();
      }
    }
  }

  private static List<Control> controls(String contentType, byte[] body) {
    try {
      // Types compare without case, and the document may stand alone or as a part.
      Optional<byte[]> xml =
          Multipart.parse(contentType, body).part(Control.CONTENT_TYPE).map(MimePart::body);
      return xml.isPresent() ? List.of(ControlXml.parse(xml.get())) : List.of();
    } catch (MimeException | ControlException e) {
      // Control data that can't be read asks for nothing and acknowledges nothing.
      return List.of();
    }
  }

  /**
   * Another incident is reported in this call (ACN-14): at once where there is a dialog, be it an
   * early one, else as soon as there is.
   */
  void report(CrashData newer, CallManager.ReportResult result) {
    if (!connected && !parts.rules().isReportedWhileRinging()) {
      return;
    }
    reports.add(new CrashReport(result, connected));
    incident.update(newer);
    sendMsd();
  }

  private void sendMsd() {
    SipCall call = sip;
    if (call == null || over || !call.hasDialog()) {
      return;
    }
    String cid = newContentId();
    unacknowledged = cid;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Info-Package", INFO_PACKAGE);
    headers.put("Content-ID", "<" + cid + ">");
    headers.put("Content-Disposition", "Info-Package");
    infosSent++;
    reports.forEach(crash -> crash.sent(infosSent));
    call.info(headers, Msd.CONTENT_TYPE, writer.next(incident.data()));
    if (connected) {
      resend.armAfter(settings.msdResend().toNanos());
    }
  }

  /** Answers come in the order of the requests: the connection is one stream. */
  @Override
  public void infoAnswered(SipMessageView response) {
    infosAnswered++;
    reports.forEach(crash -> crash.answered(infosAnswered, response.status()));
  }

  private void resendMsd() {
    if (resends < settings.msdResends()) {
      resends++;
      sendMsd();
    }
  }

  @Override
  public void failed(int status, String reason) {
    finish();
  }

  @Override
  public void ended(SipCall.EndReason reason) {
    if (reason != SipCall.EndReason.NO_ACK || parts.rules().isUnconfirmedCallOver()) {
      finish();
    }
  }

  @Override
  public SipAnswer info(SipMessageView request) {
    // The answer to the request goes first, then what it asks for.
    dcm.timeline().after(0, () -> takeControl(request.contentType(), request.body()));
    return SipAnswer.OK;
  }

  /** Ends the call from this side: not answered, too long, or nothing to be heard any more. */
  void giveUp() {
    SipCall call = sip;
    if (call != null && !over) {
      call.end();
    }
    finish();
  }

  /** The DCM has lost its power: nothing more is sent. */
  void abandon() {
    over = true;
    stopTimers();
  }

  private void stopTimers() {
    answerTimeout.cancel();
    tooLong.cancel();
    resend.cancel();
    VoiceStream stream = voice;
    if (stream != null) {
      stream.close();
    }
  }

  private void finish() {
    if (!over) {
      over = true;
      stopTimers();
      listener.over(connected);
      reports.forEach(CrashReport::over);
    }
  }
}
