// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.sms;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.DcmService;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.dcm.modem.TcpChannel;
import dev.dcmrig.sim.Timer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The modem's ear for short messages (docs/DCM-INTERFACE.md, 2.7): a connection that is held while
 * there is coverage, sleep included. On the timeline's thread.
 */
public final class SmsChannel implements DcmService {
  /** Told of each message. */
  @FunctionalInterface
  public interface Listener {
    void sms(String sender, String text);
  }

  private static final String HOST = "sms.dcmrig.example";
  private static final int PORT = 2775;

  /** Bytes of a line, without its end; a longer one is none of this network's. */
  private static final int MAX_LINE = 1_000;

  private static final byte[] OK = {'o', 'k', '\n'};

  private final SmsSettings settings;
  private final SmsRules rules;
  private final Modem modem;
  private final Listener listener;
  private final Timer again;
  private final StringBuilder heard = new StringBuilder();
  private @Nullable TcpChannel channel;
  private boolean on;

  public SmsChannel(
      DcmContext dcm, SmsSettings settings, SmsRules rules, Modem modem, Listener listener) {
    this.settings = settings;
    this.rules = rules;
    this.modem = modem;
    this.listener = listener;
    this.again = dcm.timeline().timer(this::connect);
  }

  @Override
  public void boot() {
    on = true;
    again.armAfter(0);
  }

  @Override
  public void stop() {
    on = false;
    again.cancel();
    close();
  }

  private void close() {
    TcpChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }

  private void connect() {
    heard.setLength(0);
    try {
      channel = modem.connect(HOST, PORT, new Events());
    } catch (NoNetworkException e) {
      again.armAfter(settings.retry().toNanos());
    }
  }

  private final class Events implements TcpChannel.Listener {
    @Override
    public void received(byte[] bytes) {
      // One char a byte until the line is whole: a piece may end within a letter.
      heard.append(new String(bytes, StandardCharsets.ISO_8859_1));
      int end = heard.indexOf("\n");
      while (end >= 0 && !rules.isTooLong(end, MAX_LINE)) {
        byte[] whole = heard.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
        String line = new String(whole, StandardCharsets.UTF_8).strip();
        heard.delete(0, end + 1);
        answer();
        String[] parts = line.split(" ", 3);
        if (parts.length == 3 && parts[0].equals("sms")) {
          listener.sms(parts[1], parts[2]);
        }
        end = heard.indexOf("\n");
      }
      if (rules.isTooLong(heard.length(), MAX_LINE)) {
        // Nobody can tell what of it is a message: what comes next begins on a new connection.
        close();
        again.armAfter(settings.retry().toNanos());
      }
    }

    @Override
    public void closed() {
      channel = null;
      if (on) {
        again.armAfter(settings.retry().toNanos());
      }
    }
  }

  private void answer() {
    TcpChannel open = channel;
    if (open != null) {
      open.write(OK);
    }
  }
}
