// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.api.RadioLink.Attempt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the link makes of a DCM's tries to call: how many there were, and when each was over. */
class AttemptLogTest {
  private final AttemptLog log = new AttemptLog();

  private static Duration at(int second) {
    return Duration.ofSeconds(second);
  }

  private void up(int second, int flow, String first) {
    log.passed(at(second), flow, true, message(first + " sip:1@a SIP/2.0", "1 " + first));
  }

  private void answer(int second, int flow, int status, String about) {
    log.passed(at(second), flow, false, message("SIP/2.0 " + status + " x", about));
  }

  private static byte[] message(String first, String cseq) {
    return (first + "\r\nCSeq: " + cseq + "\r\n\r\nCSeq: 1 INVITE\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private void are(Attempt... expected) {
    assertEquals(List.of(expected), log.all());
  }

  @Test
  void aConnectionThatIsRefusedIsAnAttemptOfNoLength() {
    log.requested(at(1), 7, false);
    are(new Attempt(at(1), null, at(1), false));
    log.end(at(2), 7);
    are(new Attempt(at(1), null, at(1), false));
  }

  @Test
  void anAttemptIsFromItsConnectionToItsBye() {
    log.requested(at(1), 7, true);
    up(2, 7, "INVITE");
    up(3, 7, "INVITE");
    answer(4, 7, 180, "1 INVITE");
    are(new Attempt(at(1), at(2), null, false));
    answer(5, 7, 299, "1 INVITE");
    are(new Attempt(at(1), at(2), null, true));
    up(6, 7, "INFO");
    answer(7, 7, 500, "2 INFO");
    are(new Attempt(at(1), at(2), null, true));
    up(9, 7, "BYE");
    log.end(at(10), 7);
    are(new Attempt(at(1), at(2), at(9), true));
  }

  @Test
  void aRefusalOrACancelEndsItAndTheNextInviteIsAnother() {
    log.requested(at(1), 7, true);
    up(2, 7, "INVITE");
    answer(3, 7, 300, "1 INVITE");
    up(8, 7, "INVITE");
    up(9, 7, "CANCEL");
    are(new Attempt(at(1), at(2), at(3), false), new Attempt(at(8), at(8), at(9), false));
  }

  @Test
  void theEndOfAConnectionEndsItAndOthersGoOn() {
    log.requested(at(1), 7, true);
    log.requested(at(2), 8, true);
    log.end(at(3), 7);
    up(4, 8, "INVITE");
    answer(5, 8, 200, "1 INVITE");
    are(new Attempt(at(1), null, at(3), false), new Attempt(at(2), at(4), null, true));
  }

  @Test
  void aCallBackOverAKeptConnectionIsNoAttempt() {
    log.passed(at(1), 9, false, message("INVITE sip:1@a SIP/2.0", "1 INVITE"));
    log.passed(at(2), 9, true, message("SIP/2.0 200 OK", "1 INVITE"));
    answer(3, 9, 200, "1 INVITE");
    are();
  }

  @Test
  void theCentresAnswersCountAndNotTheDcms() {
    log.requested(at(1), 7, true);
    up(2, 7, "INVITE");
    log.passed(at(3), 7, true, message("SIP/2.0 200 OK", "1 INVITE"));
    log.passed(at(4), 7, true, message("SIP/2.0 500 no", "1 INVITE"));
    are(new Attempt(at(1), at(2), null, false));
  }
}
