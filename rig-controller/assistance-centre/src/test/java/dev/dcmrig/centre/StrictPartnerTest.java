// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.EmergencyCentre.Wrong;
import dev.dcmrig.api.EmergencyCentre.WrongKind;
import dev.dcmrig.api.Observations;
import dev.dcmrig.centre.RequestRules.Finding;
import dev.dcmrig.ecall.rtp.RtpPacket;
import dev.dcmrig.ecall.sdp.Direction;
import dev.dcmrig.ecall.sdp.Media;
import dev.dcmrig.ecall.sdp.Sdp;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sip.SipMessageView;
import dev.dcmrig.sip.SipStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of a strict partner sees the one thing that breaks it, and nothing in what is good. */
class StrictPartnerTest {
  private static final String ADDRESS = "10.64.0.2";
  private static final String BODY =
      "--b\r\n"
          + "Content-Type: application/sdp\r\n\r\n"
          + "v=0\r\n\r\n"
          + "--b\r\n"
          + "Content-Type: application/EmergencyCallData.eCall.MSD\r\n"
          + "Content-ID: <m1@10.64.0.2>\r\n"
          + "Content-Disposition: by-reference;handling=optional\r\n\r\n"
          + "x\r\n"
          + "--b--\r\n";
  private static final String INVITE =
      head("INVITE sip:+618@assist.dcmrig.example;user=phone", "1 INVITE", "z9hG4bK1")
          + "To: <sip:+618@assist.dcmrig.example;user=phone>\r\n"
          + "Contact: <sip:+614@10.64.0.2:5060;transport=tcp>\r\n"
          + "Call-Info: <cid:m1@10.64.0.2>; purpose=EmergencyCallData.eCall.MSD\r\n"
          + "Recv-Info: EmergencyCallData.eCall.MSD\r\n"
          + "Accept: application/sdp, application/EmergencyCallData.Control+xml,"
          + " multipart/mixed\r\n"
          + "Content-Type: multipart/mixed;boundary=b\r\n"
          + "Content-Length: "
          + BODY.length()
          + "\r\n\r\n"
          + BODY;
  private static final String INFO =
      head("INFO sip:centre@198.51.100.10:5060;transport=tcp", "2 INFO", "z9hG4bK2")
          + "To: <sip:+618@assist.dcmrig.example>;tag=c1\r\n"
          + "Info-Package: EmergencyCallData.eCall.MSD\r\nContent-Disposition: Info-Package\r\n"
          + "Content-Length: 0\r\n\r\n";
  private static final String REGISTER =
      head("REGISTER sip:register.dcmrig.example", "1 REGISTER", "z9hG4bK3")
          + "To: <sip:+614@dcmrig.example;user=phone>\r\n"
          + "Contact: <sip:+614@10.64.0.2:5060;transport=tcp>\r\nExpires: 3600\r\n"
          + "Content-Length: 0\r\n\r\n";

  private static String head(String line, String cseq, String branch) {
    return line
        + " SIP/2.0\r\nVia: SIP/2.0/TCP 10.64.0.2:5060;branch="
        + branch
        + "\r\nMax-Forwards: 70\r\nFrom: <sip:+614@dcmrig.example;user=phone>;tag=d1\r\n"
        + "Call-ID: c@10.64.0.2\r\nCSeq: "
        + cseq
        + "\r\n";
  }

  private static SipMessageView message(String text) {
    List<SipMessageView> read =
        new SipStreamReader().read(text.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(1, read.size(), text);
    return read.get(0);
  }

  private static String request(String name) {
    return name.equals("INVITE") ? INVITE : name.equals("INFO") ? INFO : REGISTER;
  }

  @Test
  void whatTheInterfaceHasIsGood() {
    for (String good : List.of(INVITE, INFO, REGISTER)) {
      assertEquals(List.of(), RequestRules.broken(ADDRESS, message(good)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      value = {
        "INVITE   | Max-Forwards: 70                     | X-Forwards: 70          | HEADER",
        "INVITE   | SIP/2.0/TCP                          | SIP/2.0/UDP             | HEADER",
        "INVITE   | TCP 10.64.0.2:5060                   | TCP 10.64.0.3:5060      | HEADER",
        "INVITE   | branch=z9hG4bK1                      | branch=1                | HEADER",
        "INVITE   | user=phone>;tag=d1                   | user=phone>             | DIALOG",
        "INVITE   | To: <sip:+618@assist.dcmrig.example;user=phone> "
            + "| To: <sip:+618@assist.dcmrig.example;user=phone>;tag=x | DIALOG",
        "INVITE   | To: <sip:+618@assist                 | To: <sip:+619@assist    | HEADER",
        "INVITE   | Contact: <sip:+614@10.64.0.2:5060    | Contact: <sip:+615@10.64.0.2:5060 |"
            + " HEADER",
        "INVITE   | 5060;transport=tcp>                  | 5060>                   | HEADER",
        "INVITE   | Contact: <sip:+614@10.64.0.2         | Contact: <sip:+614@10.64.0.9 | HEADER",
        "INVITE   | Call-Info:                           | X-Info:                 | MSD_MISSING",
        "INVITE   | <cid:m1@10.64.0.2>                   | <cid:m2@10.64.0.2>      | MSD_MISSING",
        "INVITE   | purpose=EmergencyCallData.eCall.MSD  | purpose=icon            | MSD_MISSING",
        "INVITE   | Recv-Info: EmergencyCallData.eCall.MSD | Recv-Info: other      | INFO_PACKAGE",
        "INVITE   | Recv-Info:                           | X-Info:                 | INFO_PACKAGE",
        "INVITE   | , multipart/mixed                    | nothing                 | HEADER",
        "INVITE   | application/sdp, app                 | app                     | HEADER",
        "INVITE   | application/EmergencyCallData.Control+xml, | nothing           | HEADER",
        "INFO     | Content-Disposition: Info-Package    | Content-Disposition: render | HEADER",
        "INFO     | Content-Disposition: Info-Package    | X-None: 1               | HEADER",
        "REGISTER | Expires: 3600                        | X-None: 1               | REGISTRATION",
        "REGISTER | Expires: 3600                        | Expires: soon           | REGISTRATION",
        "REGISTER | register.dcmrig                      | assist.dcmrig           | REGISTRATION",
        "REGISTER | To: <sip:+614                        | To: <sip:+615           | REGISTRATION",
        "REGISTER | Contact: <sip:+614                   | Contact: <sip:+615      | REGISTRATION",
      })
  void oneThingWrongIsSeen(String which, String from, String to, WrongKind kind) {
    String good = request(which);
    String bad = good.replace(from, to == null ? "" : to);
    assertNotEquals(good, bad);
    List<Finding> found = RequestRules.broken(ADDRESS, message(bad));
    assertEquals(List.of(kind), found.stream().map(Finding::kind).toList(), found.toString());
  }

  private static String second(String from, String to) {
    return INFO.replace(from, to);
  }

  private static List<String> series(String... texts) {
    RequestSeries series = new RequestSeries();
    return java.util.Arrays.stream(texts)
        .flatMap(text -> series.broken(message(text)).stream())
        .map(Finding::what)
        .toList();
  }

  @Test
  void requestsThatCountUpAreGood() {
    String ack = second("2 INFO", "1 ACK").replace("INFO sip", "ACK sip").replace("bK2", "bK9");
    String bye = second("2 INFO", "3 BYE").replace("INFO sip", "BYE sip").replace("bK2", "bK4");
    assertEquals(List.of(), series(INVITE, ack, INFO, bye));
    String cancel =
        INVITE
            .replace("INVITE", "CANCEL")
            .replaceFirst("(?s)Content-Type.*", "Content-Length: 0\r\n\r\n");
    assertEquals(List.of(), series(INVITE, cancel));
  }

  @Test
  void whatDoesNotFollowIsSeen() {
    assertEquals(
        List.of("INFO: CSeq 1; the last was 1 (RFC 3261 12.2.1.1)"),
        series(INVITE, second("2 INFO", "1 INFO")));
    assertEquals(
        List.of("INFO: branch z9hG4bK1 was used before (RFC 3261 8.1.1.7)"),
        series(INVITE, second("bK2", "bK1")));
    assertEquals(
        List.of("INFO: tag of From d2; it was d1 (RFC 3261 12.2.1.1)"),
        series(INVITE, second("tag=d1", "tag=d2")));
    assertEquals(
        List.of("INFO: no tag of To within a dialog (RFC 3261 12.2.1.1)"),
        series(INVITE, second(";tag=c1", "")));
    assertEquals(
        List.of("INFO: tag of To c2; it was c1 (RFC 3261 12.2.1.1)"),
        series(
            INVITE,
            INFO,
            second("tag=c1", "tag=c2").replace("2 INFO", "3 INFO").replace("bK2", "bK5")));
    String ack = second("2 INFO", "2 ACK").replace("INFO sip", "ACK sip");
    assertEquals(List.of("ACK: CSeq 2; that of its INVITE is 1"), series(INVITE, ack));
    String cancel =
        INVITE
            .replace("INVITE", "CANCEL")
            .replace("bK1", "bK8")
            .replaceFirst("(?s)Content-Type.*", "Content-Length: 0\r\n\r\n");
    assertEquals(
        List.of("CANCEL: branch z9hG4bK8; that of its INVITE is z9hG4bK1"), series(INVITE, cancel));
    assertEquals(
        List.of("REGISTER: CSeq 1; the last was 1 (RFC 3261 12.2.1.1)"),
        series(REGISTER, REGISTER.replace("bK3", "bK6")));
  }

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final PartnerNotes notes = new PartnerNotes(timeline, new Unkept());

  private static final class Unkept implements Observations {
    @Override
    public void note(Subject source, String kind, Map<String, String> details) {}

    @Override
    public List<Observation> all() {
      return List.of();
    }
  }

  private List<String> noted() {
    return notes.all().stream().map(Wrong::what).toList();
  }

  private void pass(Duration time) {
    timeline.runUntil(timeline.nowNanos() + time.toNanos());
  }

  private static Media agreed(Direction direction) {
    return Sdp.offer(1, ADDRESS, 40_000, direction).pcmu().orElseThrow();
  }

  private static RtpPacket packet(int type, int sequence, long stamp, long ssrc, int bytes) {
    return new RtpPacket(type, false, sequence, stamp, ssrc, new byte[bytes]);
  }

  private String voice(Direction direction, RtpPacket... packets) {
    VoiceRules rules = new VoiceRules(notes.about("DCM"));
    for (RtpPacket each : packets) {
      // In time, whatever its stamp was before: 8 samples a millisecond.
      rules.look(each, agreed(direction), (each.timestamp() + 160) % (1L << 32) * 125_000);
    }
    return String.join("; ", noted());
  }

  @Test
  void voiceThatLosesPacketsOnTheWayAndWrapsAroundIsGood() {
    assertEquals(
        "",
        voice(
            Direction.SENDRECV,
            packet(0, 65_535, (1L << 32) - 160, 7, 160),
            packet(0, 0, 0, 7, 160),
            packet(0, 3, 480, 7, 160),
            packet(0, 4, 480 + 16_000, 7, 160)));
  }

  @Test
  void voiceThatIsNotWhatWasAgreedIsSeen() {
    RtpPacket first = packet(0, 1, 160, 7, 160);
    assertTrue(voice(Direction.SENDRECV, packet(8, 1, 160, 7, 160)).contains("payload type 8"));
    assertTrue(voice(Direction.RECVONLY, first).contains("voice although"));
    assertTrue(voice(Direction.INACTIVE, first).contains("inactive"));
    assertTrue(voice(Direction.SENDRECV, packet(0, 1, 160, 7, 80)).contains("80 bytes"));
    assertTrue(voice(Direction.SENDRECV, first, packet(0, 2, 320, 8, 160)).contains("SSRC"));
    assertTrue(voice(Direction.SENDRECV, first, packet(0, 1, 320, 7, 160)).contains("after 1 "));
    assertTrue(voice(Direction.SENDRECV, first, packet(0, 0, 320, 7, 160)).contains("number 0 "));
    assertTrue(voice(Direction.SENDRECV, first, packet(0, 2, 240, 7, 160)).contains("stamp 80 "));
    assertTrue(voice(Direction.SENDRECV, first, packet(0, 3, 320, 7, 160)).contains("of 2 pack"));
  }

  @Test
  void voiceWhoseClockStandsWhileNothingIsSaidIsSeen() {
    VoiceRules rules = new VoiceRules(notes.about("DCM"));
    rules.look(packet(0, 1, 160, 7, 160), agreed(Direction.SENDRECV), 0);
    rules.look(packet(0, 2, 320, 7, 160), agreed(Direction.SENDRECV), 1_980_000_000);
    assertEquals(List.of(), noted());
    rules.look(packet(0, 3, 480, 7, 160), agreed(Direction.SENDRECV), 6_980_000_000L);
    assertEquals(
        List.of("RTP: a time stamp 160 samples on, 40000 samples later (RFC 3550 5.1)"), noted());
  }

  @Test
  void aConnectionThatOutlivesItsCallIsSeen() {
    LineRules closed = new LineRules(timeline, notes.about("DCM"));
    closed.began("INVITE");
    closed.over();
    closed.heard();
    pass(Duration.ofMillis(2_000));
    closed.closed();
    pass(Duration.ofSeconds(10));
    assertEquals(List.of(), noted());
    LineRules open = new LineRules(timeline, notes.about("DCM"));
    open.began("INVITE");
    open.heard();
    pass(Duration.ofSeconds(10));
    assertEquals(List.of(), noted());
    open.over();
    open.heard();
    pass(Duration.ofMillis(2_600));
    assertEquals(List.of("the connection is open more than 2 s after its call"), noted());
  }

  @Test
  void aConnectionOfTwoPurposesIsSeen() {
    LineRules line = new LineRules(timeline, notes.about("DCM"));
    line.began("INVITE");
    line.began("REGISTER");
    assertEquals(List.of("REGISTER on a connection that is for INVITE already"), noted());
  }

  @Test
  void aSecondCallOnOneConnectionIsSeen() {
    LineRules line = new LineRules(timeline, notes.about("DCM"));
    line.began("INVITE");
    line.began("INVITE");
    assertEquals(List.of("a second call on one connection"), noted());
  }

  @Test
  void aConnectionThatOutlivesItsRegistrationIsSeen() {
    LineRules line = new LineRules(timeline, notes.about("DCM"));
    line.began("REGISTER");
    line.over();
    line.heard();
    line.goesOn();
    pass(Duration.ofSeconds(10));
    assertEquals(List.of(), noted(), "it was registered again");
    line.over();
    line.heard();
    pass(Duration.ofMillis(2_400));
    assertEquals(List.of(), noted());
    pass(Duration.ofMillis(200));
    assertEquals(
        List.of("the connection is open more than 2 s after the registration was taken back"),
        noted());
  }

  @Test
  void eachKindOfFaultInTheVoiceIsNotedOnce() {
    RtpPacket wrong = packet(8, 1, 160, 7, 160);
    assertEquals(
        "RTP: payload type 8; agreed was 0",
        voice(Direction.SENDRECV, wrong, packet(8, 2, 320, 7, 160)));
  }
}
