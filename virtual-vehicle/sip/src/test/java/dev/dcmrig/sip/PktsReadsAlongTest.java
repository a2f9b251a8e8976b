// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pkts.packet.sip.SipMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Another library reads what the agent writes: the encoder doesn't judge itself. */
class PktsReadsAlongTest {

  @Test
  void everyMessageOfACallIsReadByPktsSip() throws IOException {
    SipPair pair = new SipPair();
    pair.centre.onIncoming = SipCall::ring;
    SipCall call = pair.callCentre();
    pair.settle();
    pair.centre.call.answer(
        Map.of("X-A", "b"), "application/sdp", "v=0\r\n".getBytes(StandardCharsets.US_ASCII));
    pair.settle();
    call.info(Map.of("Info-Package", "x"), "text/plain", new byte[] {'x'});
    pair.settle();
    call.end();
    pair.settle();
    List<String> all = new ArrayList<>(pair.car.sent);
    all.addAll(pair.centre.sent);
    assertEquals(9, all.size());
    for (String each : all) {
      SipMessage message = SipMessage.frame(each.getBytes(StandardCharsets.UTF_8));
      message.verify();
      assertEquals(call.id(), message.getCallIDHeader().getCallId().toString());
      assertTrue(message.getViaHeader().getBranch().toString().startsWith("z9hG4bK"));
      assertTrue(message.getViaHeader().isTCP());
      assertEquals(1, message.getViaHeaders().size());
      assertTrue(message.getFromHeader().getTag().toString().length() > 0);
      assertEquals(
          each.substring(each.indexOf("\r\n\r\n") + 4),
          message.hasContent() ? message.getContent().toString() : "");
    }
  }
}
