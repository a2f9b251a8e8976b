// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.mime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MultipartTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The example of RFC 2046 5.1.1, shortened by its prose. */
  @Test
  void theExampleOfRfc2046IsRead() throws MimeException {
    Multipart multipart =
        Multipart.parse(
            "multipart/mixed; boundary=\"simple boundary\"",
            bytes(
                "This is the preamble.\r\n\r\n"
                    + "--simple boundary\r\n\r\n"
                    + "No line break.\r\n"
                    + "--simple boundary\r\n"
                    + "Content-type: text/plain; charset=us-ascii\r\n\r\n"
                    + "With a line break.\r\n\r\n"
                    + "--simple boundary--\r\n\r\n"
                    + "This is the epilogue."));
    assertEquals(2, multipart.parts().size());
    assertEquals("No line break.", multipart.parts().get(0).text());
    assertEquals("text/plain", multipart.parts().get(0).contentType());
    assertEquals("With a line break.\r\n", multipart.parts().get(1).text());
    assertEquals("text/plain; charset=us-ascii", multipart.parts().get(1).contentType());
  }

  @Test
  void partsAreWrittenAsTheyAre() throws MimeException {
    byte[] binary = {0, 1, 13, 10, 45, 45, -1};
    Multipart multipart =
        new Multipart(
            List.of(
                MimePart.of("application/sdp", bytes("v=0\r\n")),
                MimePart.of("application/EmergencyCallData.eCall.MSD", binary)
                    .with("Content-ID", "<1@dcm>")));
    byte[] body = multipart.write("b1");
    String text = new String(body, StandardCharsets.ISO_8859_1);
    assertTrue(
        text.startsWith("--b1\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n\r\n--b1\r\n"), text);
    Multipart read = Multipart.parse(Multipart.contentType("b1"), body);
    MimePart msd = read.part("application/emergencycalldata.ecall.msd").orElseThrow();
    assertArrayEquals(binary, msd.body());
    assertEquals("1@dcm", msd.contentId().orElseThrow());
  }

  @Test
  void aPartInBase64IsDecoded() throws MimeException {
    Multipart read =
        Multipart.parse(
            "multipart/mixed;boundary=x",
            bytes(
                "--x\r\n"
                    + "Content-Type: a/b\r\n"
                    + "Content-Transfer-Encoding: base64\r\n\r\n"
                    + "AQID\r\n"
                    + "--x--"));
    assertArrayEquals(new byte[] {1, 2, 3}, read.parts().get(0).body());
  }

  @Test
  void aPartInQuotedPrintableIsDecoded() throws MimeException {
    Multipart read =
        Multipart.parse(
            "Multipart/Mixed ;  Boundary = x",
            bytes(
                "--x\r\nContent-Type : a/b\r\nCONTENT-TRANSFER-ENCODING: Quoted-Printable\r\n\r\n"
                    + "=02=25=\r\n=0D\r\n--x--"));
    assertArrayEquals(new byte[] {2, 0x25, 13}, read.parts().get(0).body());
    assertTrue(read.parts().get(0).is("A/B"));
  }

  /** Three levels, one in base64 lines, with folded headers: each part in its place. */
  @Test
  void partsOfPartsStandInTheirPlace() throws MimeException {
    Multipart read =
        Multipart.parse(
            "multipart/mixed;boundary=x",
            bytes(
                "--x\r\n"
                    + "Content-Type: multipart/related;\r\n"
                    + " boundary=\"y y\"\r\n\r\n"
                    + "--y y\r\n"
                    + "Content-Type: multipart/alternative;boundary=z\r\n\r\n"
                    + "--z\r\n"
                    + "Content-Type: a/1\r\n\r\n"
                    + "one\r\n"
                    + "--z--\r\n"
                    + "--y y\r\n"
                    + "Content-Type: a/2\r\n"
                    + "Content-Transfer-Encoding: BASE64\r\n\r\n"
                    + "AQ\r\n"
                    + "ID\r\n"
                    + "--y y--\r\n"
                    + "--x\r\n"
                    + "Content-Type: a/3\r\n\r\n"
                    + "three\r\n"
                    + "--x--\r\n"));
    assertEquals(3, read.parts().size());
    assertEquals("one", read.part("a/1").orElseThrow().text());
    assertArrayEquals(new byte[] {1, 2, 3}, read.part("a/2").orElseThrow().body());
    assertEquals("three", read.parts().get(2).text());
  }

  @Test
  void nestingAndPartsAreBounded() {
    String deep = "";
    for (int level = 6; level >= 1; level--) {
      deep =
          "--b"
              + level
              + "\r\nContent-Type: multipart/mixed;boundary=b"
              + (level + 1)
              + "\r\n\r\n"
              + deep
              + "\r\n--b"
              + level
              + "--\r\n";
    }
    String body = deep;
    MimeException refused =
        assertThrows(
            MimeException.class, () -> Multipart.parse("multipart/mixed;boundary=b1", bytes(body)));
    assertTrue(refused.getMessage().contains("nested"), refused.getMessage());
    String many = "--x\r\n\r\na\r\n".repeat(33) + "--x--";
    assertThrows(
        MimeException.class, () -> Multipart.parse("multipart/mixed;boundary=x", bytes(many)));
  }

  @Test
  void aPartIsOptionalOnlyWhenItSaysSo() {
    MimePart part = MimePart.of("a/b", bytes("x"));
    assertEquals(false, part.isOptional());
    assertEquals(false, part.with("Content-Disposition", "by-reference").isOptional());
    assertEquals(
        true, part.with("content-disposition", "render ; Handling=\"OPTIONAL\"").isOptional());
    assertEquals(
        false, part.with("Content-Disposition", "by-reference;handling=required").isOptional());
  }

  @Test
  void brokenEncodingsAreNamed() {
    for (String each :
        List.of(
            "Content-Transfer-Encoding: base64\r\n\r\nAQI",
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n=ZZ")) {
      assertThrows(
          MimeException.class,
          () ->
              Multipart.parse("multipart/mixed;boundary=x", bytes("--x\r\n" + each + "\r\n--x--")));
    }
  }

  @Test
  void aLineThatOnlyBeginsLikeTheBoundaryIsContent() throws MimeException {
    Multipart read =
        Multipart.parse(
            "multipart/mixed;boundary=x", bytes("--x\r\n\r\na\r\n--xy\r\nb --x\r\n--x--\r\n"));
    assertEquals("a\r\n--xy\r\nb --x", read.parts().get(0).text());
  }

  @Test
  void aBodyThatIsNotMultipartIsOnePart() throws MimeException {
    Multipart read = Multipart.parse("application/sdp", bytes("v=0"));
    assertEquals("v=0", read.part("application/sdp").orElseThrow().text());
  }

  @Test
  void brokenBodiesAreNamed() {
    assertThrows(MimeException.class, () -> Multipart.parse("multipart/mixed", bytes("--x")));
    assertThrows(MimeException.class, () -> Multipart.parse("nonsense", bytes("--x")));
    assertThrows(
        MimeException.class, () -> Multipart.parse("multipart/mixed;boundary=x", bytes("--y--")));
    MimeException cut =
        assertThrows(
            MimeException.class,
            () -> Multipart.parse("multipart/mixed;boundary=x", bytes("--x\r\n\r\nabc")));
    assertTrue(cut.getMessage().contains("cut"), cut.getMessage());
    assertThrows(
        MimeException.class,
        () -> Multipart.parse("multipart/mixed;boundary=x", bytes("--x\r\nabc\r\n\r\n\r\n--x--")));
    String tooLong = "x".repeat(71);
    MimeException refused =
        assertThrows(
            MimeException.class,
            () ->
                Multipart.parse(
                    "multipart/mixed;boundary=" + tooLong,
                    bytes("--" + tooLong + "\r\n\r\na\r\n--" + tooLong + "--")));
    assertTrue(refused.getMessage().contains("70"), refused.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Multipart(List.of(MimePart.of("a/b", bytes("..--x..")))).write("x"));
  }

  @Test
  void contentTypesAreTakenApart() throws MimeException {
    ContentType type =
        ContentType.parse("Multipart/Mixed ; Boundary=\"a;\\\"b\" ; charset=utf-8;x");
    assertTrue(type.is("multipart/mixed"));
    assertEquals("a;\"b", type.parameter("BOUNDARY").orElseThrow());
    assertEquals("utf-8", type.parameter("charset").orElseThrow());
  }

  @Property(seed = "2046", tries = 2000)
  void anyBytesComeBack(@ForAll @Size(max = 100) byte[] first, @ForAll @Size(max = 9) byte[] second)
      throws MimeException {
    Multipart multipart =
        new Multipart(List.of(MimePart.of("a/b", first), MimePart.of("a/c", second)));
    String boundary = "boundary-2046";
    Multipart read = Multipart.parse(Multipart.contentType(boundary), multipart.write(boundary));
    assertArrayEquals(first, read.parts().get(0).body());
    assertArrayEquals(second, read.parts().get(1).body());
  }

  @Property(seed = "2047", tries = 2000)
  void anyTextGivesPartsOrAMimeException(@ForAll String type, @ForAll String body) {
    for (String each : List.of(type, "multipart/mixed;boundary=x")) {
      try {
        Multipart.parse(each, ("--x\r\n" + body + "\r\n--x--").getBytes(StandardCharsets.UTF_8));
      } catch (MimeException e) {
        assertTrue(e.getMessage().length() > 0);
      }
    }
  }
}
