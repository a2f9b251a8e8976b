// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.api.RadioLink.Registration;
import dev.dcmrig.api.RadioLink.VoicePacket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the network takes down of registrations and voice. */
class RegistrationLogTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] register(String expires) {
    return bytes(
        "REGISTER sip:r SIP/2.0\r\nCSeq: 1 REGISTER\r\n" + expires + "\r\n\r\nExpires: 9\r\n");
  }

  private static byte[] answer(int status) {
    return bytes("SIP/2.0 " + status + " x\r\nCSeq: 1 REGISTER\r\n\r\n");
  }

  @Test
  void eachTryStandsWithWhatItAskedForAndWhatCameOfIt() {
    RegistrationLog log = new RegistrationLog();
    log.refused(Duration.ofSeconds(1));
    log.passed(Duration.ofSeconds(2), 5, true, register("Expires: 3600"));
    log.passed(Duration.ofSeconds(3), 5, false, answer(503));
    log.passed(Duration.ofSeconds(4), 5, true, register("expires :0"));
    log.passed(Duration.ofSeconds(5), 6, false, answer(486));
    log.passed(Duration.ofSeconds(6), 5, true, register("Subject: none"));
    log.passed(Duration.ofSeconds(7), 5, false, answer(200));
    assertEquals(
        List.of(
            new Registration(Duration.ofSeconds(1), false, -1, 0),
            new Registration(Duration.ofSeconds(2), true, 3_600, 503),
            new Registration(Duration.ofSeconds(4), true, 0, 0),
            new Registration(Duration.ofSeconds(6), true, -1, 200)),
        log.all());
  }

  @Test
  void ofVoiceTheNewestIsKept() {
    VoiceLog log = new VoiceLog();
    for (int second = 0; second < 20_001; second++) {
      log.passed(Duration.ofSeconds(second), second % 2 == 0);
    }
    List<VoicePacket> kept = log.all();
    assertEquals(20_000, kept.size());
    assertEquals(new VoicePacket(Duration.ofSeconds(1), false), kept.get(0));
  }
}
