// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.mail;

import dev.dcmrig.api.Mailbox;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Sends mail by SMTP (RFC 5321) on the timeline's thread, oldest first. While the server can't be
 * reached a mail waits and is tried again each {@link #RETRY}, at most {@link #TRIES} times in a
 * row; after that it goes on waiting and the next mail begins a new row, so that none is lost. A
 * mail whose address no server takes is dropped, and kept in {@link #undeliverable()}.
 */
public final class SmtpMailer implements Mailbox, OwnerMail {

  /** From one try to the next. */
  public static final Duration RETRY = Duration.ofHours(1);

  /** Tries in a row: a week. */
  public static final int TRIES = 168;

  /** Mails that may wait. */
  public static final int WAITING_LIMIT = 1_000;

  private record Letter(int number, String to, String subject, String text) {}

  private final Timeline timeline;
  private final MailServer server;
  private final Deque<Letter> waiting = new ArrayDeque<>();

  /** When each letter went out, by its number. */
  private final Map<Integer, Duration> sent = new HashMap<>();

  private final List<Push> pushes = new ArrayList<>();
  private final List<String> undeliverable = new ArrayList<>();
  private @Nullable Timer retry;
  private int letters;
  private int failures;

  public SmtpMailer(Timeline timeline, MailServer server) {
    this.timeline = timeline;
    this.server = server;
  }

  @Override
  public void mail(String to, String subject, String text) {
    synchronized (this) {
      if (waiting.size() >= WAITING_LIMIT) {
        throw new IllegalStateException(WAITING_LIMIT + " mails wait; is the mail server down?");
      }
      waiting.add(new Letter(letters++, to, subject, text));
      failures = 0;
    }
    timeline.post("service/mail", this::sendWaiting);
  }

  @Override
  public synchronized void push(String owner, String text) {
    pushes.add(new Push(Duration.ofNanos(timeline.nowNanos()), owner, text));
    timeline.changed();
  }

  /** How many mails have not reached the server yet. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** Letters that were dropped, since no server would ever take them: subject, address, and why. */
  public synchronized List<String> undeliverable() {
    return List.copyOf(undeliverable);
  }

  private synchronized void sendWaiting() {
    while (!waiting.isEmpty()) {
      Letter letter = waiting.element();
      try {
        send(letter);
        sent.put(letter.number(), Duration.ofNanos(timeline.nowNanos()));
      } catch (MessagingException e) {
        if (isFinal(e)) {
          undeliverable.add(letter.subject() + " to " + letter.to() + ": " + e.getMessage());
          waiting.remove();
          continue;
        }
        failures++;
        if (failures < TRIES) {
          retryTimer().armAfter(RETRY.toNanos());
        }
        return;
      }
      failures = 0;
      waiting.remove();
    }
    timeline.changed();
  }

  /** Whether no later try can succeed: the address has no form, or the server refused it. */
  private static boolean isFinal(MessagingException e) {
    return e instanceof AddressException
        || (e instanceof SendFailedException refused
            && refused.getInvalidAddresses() != null
            && refused.getInvalidAddresses().length > 0);
  }

  private Timer retryTimer() {
    Timer timer = retry;
    if (timer == null) {
      timer = timeline.timer(this::sendWaiting);
      retry = timer;
    }
    return timer;
  }

  private void send(Letter letter) throws MessagingException {
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.host", "127.0.0.1");
    settings.setProperty("mail.smtp.port", Integer.toString(server.port()));
    settings.put("mail.smtp.socketFactory", new PromptSockets());
    settings.setProperty("mail.smtp.localhost", "telematics.dcmrig.example");
    MimeMessage message = new Numbered(Session.getInstance(settings), letter.number());
    message.setFrom(new InternetAddress("service@dcmrig.example"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(timeline.now()));
    message.setText(letter.text(), StandardCharsets.UTF_8.name());
    Transport.send(message);
  }

  @Override
  public List<Mail> mails() {
    List<MimeMessage> received = new ArrayList<>(server.received());
    received.sort(Comparator.comparingInt(Numbered::numberOf));
    List<Mail> mails = new ArrayList<>();
    synchronized (this) {
      for (MimeMessage message : received) {
        mails.add(read(message, sent.getOrDefault(Numbered.numberOf(message), Duration.ZERO)));
      }
    }
    return mails;
  }

  private static Mail read(MimeMessage message, Duration at) {
    try {
      return new Mail(
          at,
          message.getAllRecipients()[0].toString(),
          message.getSubject(),
          message.getContent().toString().replace("\r\n", "\n").strip());
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("a mail that arrived can't be read", e);
    }
  }

  @Override
  public synchronized List<Push> pushes() {
    return List.copyOf(pushes);
  }

  /** A message whose identifier is its number, where the library would draw one by lot. */
  private static final class Numbered extends MimeMessage {
    private static final String DOMAIN = "@telematics.dcmrig.example>";
    private final int number;

    Numbered(Session session, int number) {
      super(session);
      this.number = number;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + number + DOMAIN);
    }

    static int numberOf(MimeMessage message) {
      try {
        String id = message.getMessageID();
        return Integer.parseInt(id.substring(1, id.length() - DOMAIN.length()));
      } catch (MessagingException e) {
        throw new IllegalStateException("a mail that arrived can't be read", e);
      }
    }
  }
}
