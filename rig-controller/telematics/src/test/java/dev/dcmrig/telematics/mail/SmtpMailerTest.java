// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.api.Mailbox.Mail;
import dev.dcmrig.sim.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Letters go out in order, wait for a server that is down, and never for a wrong address. */
class SmtpMailerTest {
  private final VirtualTimeline timeline = new VirtualTimeline();
  private final MailServer server = new MailServer();
  private final SmtpMailer mailer = new SmtpMailer(timeline, server);

  @AfterEach
  void close() {
    server.close();
  }

  private void pass(Duration duration) {
    timeline.runUntil(timeline.nowNanos() + duration.toNanos());
  }

  private List<String> subjects() {
    return mailer.mails().stream().map(Mail::subject).toList();
  }

  @Test
  void lettersArriveInTheOrderOfWriting() {
    mailer.mail("a@owners.dcmrig.example", "one", "text");
    pass(Duration.ofSeconds(1));
    mailer.mail("a@owners.dcmrig.example", "two", "text");
    mailer.mail("b@owners.dcmrig.example", "three", "text");
    pass(Duration.ofSeconds(1));
    assertEquals(List.of("one", "two", "three"), subjects());
    assertEquals(Duration.ofSeconds(1), mailer.mails().get(2).at());
  }

  @Test
  void aLetterWaitsForAServerThatIsDown() {
    server.stop();
    mailer.mail("a@owners.dcmrig.example", "one", "text");
    pass(Duration.ofMinutes(90));
    assertEquals(1, mailer.waiting());
    server.restart();
    pass(Duration.ofHours(1));
    assertEquals(0, mailer.waiting());
    assertEquals(List.of("one"), subjects());
    assertEquals(Duration.ofHours(2), mailer.mails().get(0).at());
  }

  @Test
  void aLetterThatNobodyCanDeliverIsDroppedAndTheNextOneGoesOut() {
    mailer.mail("a@x..y", "lost", "text");
    mailer.mail("a@owners.dcmrig.example", "next", "text");
    pass(Duration.ofSeconds(1));
    assertEquals(List.of("next"), subjects());
    assertEquals(0, mailer.waiting());
    assertEquals(
        List.of("lost to a@x..y"),
        mailer.undeliverable().stream().map(note -> note.substring(0, 14)).toList());
  }
}
