// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdpTest {
  private static byte[] bytes(String... lines) {
    return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void anOfferIsWrittenLineByLine() {
    Sdp offer = Sdp.offer(77, "10.64.0.2", 40_000, Direction.SENDRECV);
    assertEquals(
        text(
            bytes(
                "v=0",
                "o=- 77 1 IN IP4 10.64.0.2",
                "s=-",
                "c=IN IP4 10.64.0.2",
                "t=0 0",
                "m=audio 40000 RTP/AVP 0",
                "a=rtpmap:0 PCMU/8000",
                "a=ptime:20",
                "a=sendrecv")),
        text(offer.write()));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws SdpException {
    Sdp offer = Sdp.offer(77, "10.64.0.2", 40_000, Direction.SENDONLY);
    assertEquals(offer, Sdp.parse(offer.write()));
  }

  /** From RFC 3264 10.1, the offer, with PCMU among other things. */
  @Test
  void theOfferOfRfc3264IsAnsweredWithPcmuAndTheRestRefused() throws SdpException {
    Sdp offer =
        Sdp.parse(
            bytes(
                "v=0",
                "o=alice 2890844526 2890844526 IN IP4 host.anywhere.com",
                "s=",
                "c=IN IP4 host.anywhere.com",
                "t=0 0",
                "m=audio 49170 RTP/AVP 0",
                "a=rtpmap:0 PCMU/8000",
                "m=video 51372 RTP/AVP 31",
                "a=rtpmap:31 H261/90000",
                "m=video 53000 RTP/AVP 32",
                "a=rtpmap:32 MPV/90000"));
    Sdp answer = Sdp.answer(offer, 5, "198.51.100.10", 30_000, Direction.SENDRECV);
    String written = text(answer.write());
    assertTrue(written.contains("m=audio 30000 RTP/AVP 0\r\n"), written);
    assertTrue(written.contains("m=video 0 RTP/AVP 31\r\n"), written);
    assertTrue(written.contains("m=video 0 RTP/AVP 32\r\n"), written);
    assertEquals(3, answer.media().size());
    assertEquals(1, offer.media().stream().filter(Media::offersPcmu).count());
  }

  @Test
  void readingIsTolerant() throws SdpException {
    Sdp sdp =
        Sdp.parse(
            "v=0\no=x 99999999999999999999999 1 IN IP4 1.2.3.4\ns=a b\nb=AS:64\na=recvonly\nt=0 0\nfoo\nm=audio 4000/2 RTP/AVP 96 8\nc=IN IP4 5.6.7.8/127\na=rtpmap:96 pcmu/8000/1\na=fmtp:96 x\na=ptime:30"
                .getBytes(StandardCharsets.UTF_8));
    Media media = sdp.pcmu().orElseThrow();
    assertEquals(96, media.pcmuPayloadType());
    assertEquals("5.6.7.8", media.connectionAddress());
    assertEquals(4000, media.port());
    assertEquals(30, media.ptimeMillis());
    assertEquals(Direction.RECVONLY, media.direction());
  }

  @Test
  void directionsAreAnsweredAsRfc3264Says() {
    assertEquals(Direction.RECVONLY, Direction.SENDONLY.answer(Direction.SENDRECV));
    assertEquals(Direction.SENDONLY, Direction.RECVONLY.answer(Direction.SENDRECV));
    assertEquals(Direction.INACTIVE, Direction.SENDONLY.answer(Direction.SENDONLY));
    assertEquals(Direction.INACTIVE, Direction.INACTIVE.answer(Direction.SENDRECV));
    assertEquals(Direction.SENDRECV, Direction.SENDRECV.answer(Direction.SENDRECV));
  }

  @Test
  void anOfferWithoutPcmuCannotBeAnswered() throws SdpException {
    Sdp offer =
        Sdp.parse(
            bytes("v=0", "o=- 1 1 IN IP4 1.2.3.4", "c=IN IP4 1.2.3.4", "m=audio 4000 RTP/AVP 8"));
    assertThrows(
        SdpException.class, () -> Sdp.answer(offer, 1, "5.6.7.8", 30_000, Direction.SENDRECV));
    Sdp refused =
        Sdp.parse(
            bytes("v=0", "o=- 1 1 IN IP4 1.2.3.4", "c=IN IP4 1.2.3.4", "m=audio 0 RTP/AVP 0"));
    assertTrue(refused.pcmu().isEmpty());
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThrows(SdpException.class, () -> Sdp.parse(new byte[0]));
    assertThrows(SdpException.class, () -> Sdp.parse(bytes("hello")));
    assertThrows(SdpException.class, () -> Sdp.parse(bytes("v=0", "m=audio 4000 RTP/AVP 0")));
    assertThrows(
        SdpException.class,
        () -> Sdp.parse(bytes("v=0", "o=- 1 1 IN IP4 1.2.3.4", "m=audio 4000 RTP/AVP 0")));
    assertThrows(
        SdpException.class,
        () ->
            Sdp.parse(
                bytes(
                    "v=0",
                    "o=- 1 1 IN IP4 1.2.3.4",
                    "c=IN IP4 1.2.3.4",
                    "m=audio 70000 RTP/AVP 0")));
  }

  @Property(seed = "8866", tries = 2000)
  void anyTextGivesADescriptionOrAnSdpException(@ForAll String text) {
    try {
      Sdp.parse(("v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\nm=" + text).getBytes(StandardCharsets.UTF_8));
    } catch (SdpException e) {
      assertTrue(e.getMessage().length() > 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.10, true",
    "0.0.0.0, true",
    "255.255.255.255, true",
    "256.0.0.1, false",
    "1.2.3, false",
    "1.2.3.4.5, false",
    "1.2.3.4., false",
    "::1, false",
    "host.anywhere.com, false"
  })
  void anAddressIsFourNumbersOrHasToBeLookedUp(String address, boolean ipv4) throws SdpException {
    Sdp sdp = Sdp.offer(1, address, 4000, Direction.SENDRECV);
    assertEquals(ipv4, Sdp.parse(sdp.write()).media().get(0).hasIpv4Address());
  }
}
