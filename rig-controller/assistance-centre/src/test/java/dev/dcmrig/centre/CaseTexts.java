// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import java.nio.charset.StandardCharsets;

/** SIP messages of a caller, as texts. */
final class CaseTexts {
  static final String MSD_TYPE = "application/EmergencyCallData.eCall.MSD";

  private CaseTexts() {}

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static String message(String method, String callId, int cseq, String tag, String more) {
    return method
        + " urn:service:sos.ecall.manual SIP/2.0\r\n"
        + "Via: SIP/2.0/TCP 127.0.0.1:5060;branch=z9hG4bK"
        + callId
        + cseq
        + method
        + "\r\n"
        + "Max-Forwards: 70\r\n"
        + "From: <sip:+61491570156@dcmrig.example>;tag=f1\r\n"
        + "To: <urn:service:sos.ecall.manual>"
        + (tag.isEmpty() ? "" : ";tag=" + tag)
        + "\r\n"
        + "Call-ID: "
        + callId
        + "@v.example\r\n"
        + "CSeq: "
        + cseq
        + " "
        + method
        + "\r\n"
        + "Contact: <sip:+61491570156@127.0.0.1:5060;transport=tcp>\r\n"
        + more;
  }

  static String body(String headers, String body) {
    return headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  static String part(String headers, String content) {
    return "--b\r\n" + headers + "\r\n\r\n" + content + "\r\n";
  }

  static String multipart(String... parts) {
    return body(
        "Content-Type: multipart/mixed;boundary=b\r\n", String.join("", parts) + "--b--\r\n");
  }

  static String msdPart(byte[] msd) {
    return part(
        "Content-Type: "
            + MSD_TYPE
            + "\r\nContent-ID: <m1@v.example>\r\n"
            + "Content-Disposition: by-reference;handling=optional",
        text(msd));
  }
}
