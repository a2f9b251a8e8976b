// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A mail server on a loopback port of its own that takes every mail (GreenMail). */
public final class MailServer implements AutoCloseable {
  private GreenMail server;
  private int port;

  public MailServer() {
    server = started();
    port = server.getSmtp().getPort();
  }

  private static GreenMail started() {
    GreenMail server = new Prompt(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return server;
  }

  /** Where it listens, or listened last. */
  public synchronized int port() {
    return port;
  }

  /** Everything that has arrived, in no certain order. */
  synchronized List<MimeMessage> received() {
    return List.of(server.getReceivedMessages());
  }

  /** Forgets what has arrived; the port stays. */
  public synchronized void reset() {
    try {
      server.purgeEmailFromAllMailboxes();
    } catch (FolderException e) {
      throw new IllegalStateException("the mail server can't empty its mailboxes", e);
    }
  }

  /** Nobody listens any more; what has arrived stays readable. */
  public synchronized void stop() {
    server.stop();
  }

  /** After {@link #stop}: listens again, on a new port and with empty mailboxes. */
  public synchronized void restart() {
    server = started();
    port = server.getSmtp().getPort();
  }

  @Override
  public void close() {
    stop();
  }

  /** Answers at once: of an answer in several segments the second one would wait for some 40 ms. */
  private static final class Prompt extends GreenMail {
    Prompt(ServerSetup setup) {
      super(setup);
    }

    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
      Map<String, AbstractServer> services = new HashMap<>();
      for (ServerSetup setup : setups) {
        services.put(setup.getProtocol(), new PromptSmtp(setup, managers));
      }
      return services;
    }
  }

  private static final class PromptSmtp extends SmtpServer {
    PromptSmtp(ServerSetup setup, Managers managers) {
      super(setup, managers);
    }

    @Override
    protected void handleClientSocket(Socket client) throws SocketException {
      client.setTcpNoDelay(true);
      super.handleClientSocket(client);
    }
  }
}
