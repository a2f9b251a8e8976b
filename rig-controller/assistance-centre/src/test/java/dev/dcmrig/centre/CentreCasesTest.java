// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import static dev.dcmrig.centre.CaseTexts.body;
import static dev.dcmrig.centre.CaseTexts.message;
import static dev.dcmrig.centre.CaseTexts.msdPart;
import static dev.dcmrig.centre.CaseTexts.multipart;
import static dev.dcmrig.centre.CaseTexts.part;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.EmergencyCentre.WrongKind;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers send who keep to the standards in their own way, and such who don't. */
class CentreCasesTest {
  private static final byte[] MSD =
      HexFormat.of()
          .parseHex(
              "02251C0680E30A51439E2955D43800800437F80A3105669023F8A71166932185B004150043C040");
  private static final byte[] OUT_OF_RANGE =
      HexFormat.of()
          .parseHex("02241C0680E30A51439E2955D438008004340A8C4159A49A7EC80C59A4C8616C01054010F010");
  private static final String SDP =
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
          + "m=audio 40000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=ptime:20\r\na=sendrecv\r\n";

  private CentreUnderTest centre;
  private SipSocket caller;

  @BeforeEach
  void open() throws Exception {
    centre = new CentreUnderTest();
    caller = centre.caller();
  }

  @AfterEach
  void close() throws Exception {
    caller.close();
    centre.close();
  }

  private static String tagOf(String response) {
    Matcher tag = Pattern.compile("\r\nTo: [^\r]*;tag=([^;\r]*)").matcher(response);
    assertTrue(tag.find(), response);
    return tag.group(1);
  }

  private static void answeredBy(int status, String response) {
    assertTrue(response.startsWith("SIP/2.0 " + status + " "), response);
  }

  /** Calls, and is connected; answers the tag of the centre. */
  private String call(String callId) throws IOException {
    caller.send(
        message(
            "INVITE",
            callId,
            1,
            "",
            multipart(part("Content-Type: application/sdp", SDP), msdPart(MSD))));
    String ok = caller.answer();
    answeredBy(200, ok);
    caller.send(message("ACK", callId, 1, tagOf(ok), "Content-Length: 0\r\n\r\n"));
    return tagOf(ok);
  }

  private String invite(String more) throws IOException {
    caller.send(message("INVITE", "c1", 1, "", more));
    return caller.answer();
  }

  private String info(String case_, String callId) throws IOException {
    String tag = call(callId);
    caller.send(SipSocket.resource(case_).replace("PUT-THE-TAG-OF-THE-200-HERE", tag));
    return caller.answer();
  }

  @Test
  void typesCompareWithoutCase() throws Exception {
    caller.send(SipSocket.resource("multipart-capitals.sip"));
    String ok = caller.answer();
    answeredBy(200, ok);
    assertTrue(ok.contains("<ack received=\"true\" ref=\"m1@v.example\"/>"), ok);
    assertEquals(List.of(), centre.wrongs());
  }

  @Test
  void anInfoWithTheMsdInAMultipartBodyIsReadAndAcknowledged() throws Exception {
    answeredBy(200, info("info-multipart.sip", "case5"));
    String control = caller.answer();
    assertTrue(control.startsWith("INFO "), control);
    assertTrue(control.contains("<ack received=\"true\" ref=\"m2@v.example\"/>"), control);
    assertEquals(List.of(), centre.wrongs());
  }

  @Test
  void nestedPartsBase64AndQuotedPrintableAreReadAndAcknowledged() throws Exception {
    String tag = call("n1");
    String base64 = Base64.getMimeEncoder(20, new byte[] {13, 10}).encodeToString(MSD);
    StringBuilder quoted = new StringBuilder();
    for (byte each : MSD) {
      quoted.append(String.format(Locale.ROOT, "=%02X", each & 0xFF));
    }
    String[] encodings = {"Base64\r\n\r\n" + base64, "quoted-printable\r\n\r\n" + quoted};
    for (int i = 0; i < encodings.length; i++) {
      String inner =
          "--i\r\ncontent-type: APPLICATION/emergencycalldata.ecall.msd\r\n"
              + "content-id:\r\n <n"
              + i
              + "@v.example>\r\nContent-Transfer-Encoding: "
              + encodings[i]
              + "\r\n--i--\r\n";
      caller.send(
          message(
              "INFO",
              "n1",
              2 + i,
              tag,
              "info-package : emergencycalldata.ecall.msd ;v=1\r\n"
                  + multipart(part("Content-Type: multipart/mixed; boundary=\"i\"", inner))));
      answeredBy(200, caller.answer());
      String control = caller.answer();
      assertTrue(control.contains("received=\"true\" ref=\"n" + i + "@v.example\""), control);
    }
    assertEquals(List.of(), centre.wrongs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"info-wrong-package.sip:case6", "info-no-package.sip:case9"})
  void anInfoOfAnotherPackageIsRefusedAndNoted(String which) throws Exception {
    String answer = info(which.split(":")[0], which.split(":")[1]);
    answeredBy(469, answer);
    assertTrue(answer.contains("\r\nRecv-Info: EmergencyCallData.eCall.MSD\r\n"), answer);
    assertEquals(List.of(WrongKind.INFO_PACKAGE), centre.kinds());
    assertTrue(
        centre.observed.stream()
            .anyMatch(each -> each.startsWith("DCM noted") && each.contains("info-package")),
        centre.observed.toString());
  }

  @Test
  void zerosBeforeANumberChangeNothing() throws Exception {
    caller.send(SipSocket.resource("max-forwards-0068.sip"));
    answeredBy(200, caller.answer());
    assertEquals(List.of(), centre.wrongs());
  }

  @Test
  void anUnknownBodyIsRefusedAtOnceWithWhatIsUnderstood() throws Exception {
    caller.send(SipSocket.resource("unknown-body-type.sip"));
    answeredBy(100, caller.read());
    String refusal = caller.read();
    answeredBy(415, refusal);
    assertTrue(refusal.contains("\r\nAccept: application/sdp, multipart/mixed, "), refusal);
    assertEquals(List.of(WrongKind.BODY), centre.kinds());
  }

  @Test
  void aCallWithoutAnOfferGetsOneAndTheAckAnswersIt() throws Exception {
    caller.send(SipSocket.resource("offerless.sip"));
    String ok = caller.answer();
    answeredBy(200, ok);
    assertTrue(ok.contains("m=audio 30000 RTP/AVP 0"), ok);
    caller.send(
        message("ACK", "case3", 1, tagOf(ok), body("Content-Type: Application/SDP\r\n", SDP)));
    caller.send(message("BYE", "case3", 2, tagOf(ok), "Content-Length: 0\r\n\r\n"));
    answeredBy(200, caller.answer());
    assertTrue(
        centre.observed.stream().anyMatch(each -> each.contains("call.connected")),
        centre.observed.toString());
    assertEquals(List.of(WrongKind.MSD_MISSING), centre.kinds());
  }

  @Test
  void anAckWithoutTheAnswerEndsTheCallAndIsNoted() throws Exception {
    caller.send(SipSocket.resource("offerless.sip"));
    String ok = caller.answer();
    caller.send(message("ACK", "case3", 1, tagOf(ok), "Content-Length: 0\r\n\r\n"));
    assertTrue(caller.answer().startsWith("BYE "));
    assertEquals(List.of(WrongKind.MSD_MISSING, WrongKind.SDP), centre.kinds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"msd-version-1.sip", "msd-version-3.sip"})
  void theOtherVersionsAreAcknowledgedAsTheirBytesDeserve(String name) throws Exception {
    caller.send(SipSocket.resource(name));
    String ok = caller.answer();
    answeredBy(200, ok);
    boolean good = centre.wrongs().isEmpty();
    assertTrue(ok.contains("<ack received=\"" + good + "\" ref=\"m1@v.example\"/>"), ok);
  }

  @Test
  void anMsdThatCanNotBeReadIsAcknowledgedAsNotReceivedAndNoted() throws Exception {
    byte[] cut = java.util.Arrays.copyOf(MSD, 20);
    cut[1] = 18;
    String ok = invite(multipart(part("Content-Type: application/sdp", SDP), msdPart(cut)));
    answeredBy(200, ok);
    assertTrue(ok.contains("<ack received=\"false\" ref=\"m1@v.example\"/>"), ok);
    String what = centre.wrongs().get(0).what();
    assertEquals(WrongKind.MSD_UNREADABLE, centre.wrongs().get(0).kind());
    assertTrue(what.contains("the message ends inside timestamp"), what);
    assertTrue(what.contains("at bit 155"), what);
    assertTrue(what.contains("read up to otherStorage of 02121C06"), what);
  }

  @Test
  void anMsdWithoutANameIsNotAcknowledgedAndNoted() throws Exception {
    for (String nameless : List.of("Content-ID: \r\n", "Content-ID: <>\r\n", "")) {
      String part = msdPart(MSD).replace("Content-ID: <m1@v.example>\r\n", nameless);
      long before = nameless();
      caller.send(
          message(
              "INVITE",
              "c" + nameless.length(),
              1,
              "",
              multipart(part("Content-Type: application/sdp", SDP), part)));
      String ok = caller.answer();
      answeredBy(200, ok);
      assertFalse(ok.contains("<ack"), ok);
      assertEquals(before + 1, nameless(), nameless);
    }
  }

  private long nameless() throws Exception {
    return centre.kinds().stream().filter(WrongKind.MSD_MISSING::equals).count();
  }

  @Test
  void aVersionThatNobodyDefinedIsNotReceived() throws Exception {
    byte[] fourth = MSD.clone();
    fourth[0] = 4;
    String ok = invite(multipart(part("Content-Type: application/sdp", SDP), msdPart(fourth)));
    assertTrue(ok.contains("<ack received=\"false\""), ok);
    assertEquals(List.of(WrongKind.MSD_UNREADABLE), centre.kinds());
  }

  @Test
  void aCentreThatIsToldSoRejectsAGoodMsd() throws Exception {
    centre.set(each -> each.rejectMsd(true));
    String ok = invite(multipart(part("Content-Type: application/sdp", SDP), msdPart(MSD)));
    assertTrue(ok.contains("<ack received=\"false\" ref=\"m1@v.example\"/>"), ok);
    assertEquals(List.of(), centre.wrongs());
  }

  @Test
  void aValueOutOfRangeIsTakenAndNoted() throws Exception {
    String ok =
        invite(multipart(part("Content-Type: application/sdp", SDP), msdPart(OUT_OF_RANGE)));
    assertTrue(ok.contains("<ack received=\"true\""), ok);
    assertEquals(List.of(WrongKind.MSD_OUT_OF_RANGE), centre.kinds());
    assertTrue(
        centre.wrongs().get(0).what().contains("324000001 mas is out of range"),
        centre.wrongs().toString());
  }

  @Test
  void anOptionalPartThatNobodyKnowsIsPassedOver() throws Exception {
    String optional =
        part(
            "Content-Type: application/x-unknown\r\nContent-Disposition: render; handling=OPTIONAL",
            "xyz");
    String location = part("Content-Type: application/pidf+xml", "<presence/>");
    String ok =
        invite(
            multipart(
                optional, part("Content-Type: application/sdp", SDP), location, msdPart(MSD)));
    answeredBy(200, ok);
    assertEquals(List.of(), centre.wrongs());
  }

  @Test
  void aPartThatMustBeUnderstoodIsRefused() throws Exception {
    String refusal =
        invite(
            multipart(
                part("Content-Type: application/sdp", SDP),
                part("Content-Type: application/x-unknown", "xyz"),
                msdPart(MSD)));
    answeredBy(415, refusal);
    assertEquals(List.of(WrongKind.BODY), centre.kinds());
  }

  @Test
  void anOptionalBodyThatNobodyKnowsIsNoOffer() throws Exception {
    String ok =
        invite(
            body(
                "Content-Type: application/x-unknown\r\n"
                    + "Content-Disposition: render;handling=optional\r\n",
                "xyz"));
    answeredBy(200, ok);
    assertTrue(ok.contains("m=audio 30000"), ok);
  }

  @Test
  void aBodyThatWasCutIsRefused() throws Exception {
    String whole = part("Content-Type: application/sdp", SDP) + msdPart(MSD);
    String refusal = invite(body("Content-Type: multipart/mixed;boundary=b\r\n", whole));
    answeredBy(400, refusal);
    assertEquals(List.of(WrongKind.BODY), centre.kinds());
  }

  @Test
  void anOfferThatCanNotBeUsedIsRefusedAtOnce() throws Exception {
    String refusal =
        invite(body("Content-Type: application/sdp\r\n", SDP.replace("RTP/AVP 0", "RTP/AVP 8")));
    answeredBy(488, refusal);
    assertTrue(centre.kinds().contains(WrongKind.SDP), centre.wrongs().toString());
  }

  @Test
  void whatIsAskedTooMuchIsRefusedByItsNameAndNoted() throws Exception {
    String good = multipart(part("Content-Type: application/sdp", SDP), msdPart(MSD));
    String extension = invite("Require: 100rel, x-foo\r\nSupported: timer\r\n" + good);
    answeredBy(420, extension);
    assertTrue(extension.contains("\r\nUnsupported: 100rel, x-foo\r\n"), extension);
    caller.send(message("ACK", "c1", 1, tagOf(extension), "Content-Length: 0\r\n\r\n"));
    caller.send(message("INVITE", "c2", 1, "", "e: gzip\r\n" + good));
    String coding = caller.answer();
    answeredBy(415, coding);
    assertTrue(coding.contains("\r\nAccept-Encoding: identity\r\n"), coding);
    assertEquals(List.of(WrongKind.SIP, WrongKind.SIP), centre.kinds());
  }

  @Test
  void anInfoOfAnUnknownTypeIsRefusedAndOneWithoutMsdNoted() throws Exception {
    String tag = call("u1");
    String known = "Info-Package: EmergencyCallData.eCall.MSD\r\n";
    caller.send(
        message("INFO", "u1", 2, tag, known + body("Content-Type: text/plain\r\n", "hello")));
    String refusal = caller.answer();
    answeredBy(415, refusal);
    assertTrue(refusal.contains("\r\nAccept: "), refusal);
    caller.send(message("INFO", "u1", 3, tag, known + "Content-Length: 0\r\n\r\n"));
    answeredBy(200, caller.answer());
    caller.send(
        message("INFO", "u1", 3, tag, known + "Content-Length: 0\r\n\r\n").replace("u13I", "u1xI"));
    answeredBy(500, caller.answer());
    assertEquals(List.of(WrongKind.BODY, WrongKind.MSD_MISSING), centre.kinds());
  }

  @Test
  void aRegistrationIsTakenBackByItsContactToo() throws Exception {
    String register = message("REGISTER", "r1", 1, "", "Content-Length: 0\r\n\r\n");
    caller.send(register.replace("transport=tcp>", "transport=tcp>;expires=3600"));
    answeredBy(200, caller.answer());
    String leaving = message("REGISTER", "r1", 2, "", "Expires: 3600\r\nContent-Length: 0\r\n\r\n");
    caller.send(leaving.replace("transport=tcp>", "transport=tcp>;Expires = 0"));
    answeredBy(200, caller.answer());
    assertFalse(centre.observed.isEmpty());
    assertTrue(centre.observed.get(0).contains(" registered "), centre.observed.toString());
    assertTrue(centre.observed.get(1).contains(" deregistered "), centre.observed.toString());
  }
}
