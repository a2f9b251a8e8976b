// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.modem;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.DcmService;
import dev.dcmrig.sim.host.PatientSocket;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The DCM's one modem: opens connections through the proxy that plays the radio link (SOCKS5, RFC
 * 1928, with the SIM as user name, RFC 1929). The handshake blocks for as long as a loopback proxy
 * takes; no virtual time passes in it, and its bytes are not counted as under way. A proxy that
 * does not answer is no lack of coverage: the bench is broken.
 *
 * <p>Does not simulate: network registration, bearers, signal strength.
 */
public final class Modem implements DcmService {
  /** Connections open at one time. */
  private static final int MAX_CHANNELS = 16;

  static final int CONNECT = 1;
  static final int UDP_ASSOCIATE = 3;

  private static final List<Line> NEEDED = List.of(Line.MODEM, Line.CELLULAR_ANTENNA, Line.SIM);

  private final DcmContext dcm;
  private final ModemRules rules;
  private final Set<TcpChannel> open = new LinkedHashSet<>();
  private int channels;
  private boolean on;

  /** A modem that goes by the requirements. */
  public Modem(DcmContext dcm) {
    this(dcm, ModemRules.REQUIRED);
  }

  public Modem(DcmContext dcm, ModemRules rules) {
    this.dcm = dcm;
    this.rules = rules;
  }

  /**
   * Opens a connection.
   *
   * @throws NoNetworkException when there is no coverage, or the modem has no supply, or it, its
   *     antenna or its SIM is out of order
   */
  public TcpChannel connect(String host, int port, TcpChannel.Listener listener)
      throws NoNetworkException {
    Handshake handshake = handshake(CONNECT, host, port);
    return adopt(handshake.socket, listener);
  }

  /** Opens an association for datagrams. */
  public UdpChannel associate(UdpChannel.Listener listener) throws NoNetworkException {
    Handshake handshake = handshake(UDP_ASSOCIATE, "0.0.0.0", 0);
    TcpChannel control = adopt(handshake.socket, TcpChannel.Listener.NONE);
    try {
      expect(handshake.boundPort != 0, "names no port for datagrams");
      return new UdpChannel(
          dcm.timeline(),
          source(channels),
          control,
          new UdpChannel.Ends(
              handshake.socket.getLocalAddress(),
              new InetSocketAddress(handshake.socket.getInetAddress(), handshake.boundPort)),
          listener);
    } catch (IOException e) {
      control.close();
      throw new NoNetworkException("no socket for datagrams: " + e.getMessage(), e);
    } catch (NoNetworkException e) {
      control.close();
      throw e;
    }
  }

  @Override
  public void boot() {
    on = true;
  }

  /** Drops every connection and opens none, as a modem without supply. */
  @Override
  public void stop() {
    on = false;
    for (TcpChannel channel : List.copyOf(open)) {
      channel.close();
    }
  }

  private TcpChannel adopt(Socket socket, TcpChannel.Listener listener) {
    TcpChannel channel =
        new TcpChannel(dcm.timeline(), source(++channels), socket, listener, open::remove);
    open.add(channel);
    channel.start();
    return channel;
  }

  private String source(int number) {
    return String.format(Locale.ROOT, "dcm/%s/%05d", dcm.access().address(), number);
  }

  private record Handshake(Socket socket, int boundPort) {}

  private Handshake handshake(int command, String host, int port) throws NoNetworkException {
    if (!on) {
      throw new NoNetworkException("the modem has no supply");
    }
    for (Line line : NEEDED) {
      if (dcm.pins().condition(line) != Condition.OK) {
        throw new NoNetworkException(line + " is " + dcm.pins().condition(line));
      }
    }
    if (open.size() >= MAX_CHANNELS) {
      throw new NoNetworkException(MAX_CHANNELS + " connections are open already");
    }
    if (command == CONNECT) {
      expect(dcm.access().cell().reaches(host, port), "has no coverage");
    }
    PatientSocket socket = null;
    try {
      InetAddress proxy = InetAddress.getByName(dcm.access().proxyHost());
      socket = new PatientSocket("the radio link's answer to a connection to " + host);
      socket.connect(new InetSocketAddress(proxy, dcm.access().proxyPort()));
      int boundPort = negotiate(socket, command, host, port);
      socket.waitForEver();
      return new Handshake(socket, boundPort);
    } catch (IOException | NoNetworkException e) {
      try {
        if (socket != null) {
          socket.close();
        }
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      if (e instanceof NoNetworkException refused) {
        throw refused;
      }
      throw new NoNetworkException("the radio link does not answer: " + e.getMessage(), e);
    }
  }

  /**
   * Greeting, login and request go out together, since the modem offers one method only: three
   * turns between two threads would cost more than all the rest of a try.
   */
  private int negotiate(Socket socket, int command, String host, int port)
      throws IOException, NoNetworkException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {5, 1, 2});
    byte[] user = dcm.access().imsi().getBytes(StandardCharsets.US_ASCII);
    byte[] password = "sim".getBytes(StandardCharsets.US_ASCII);
    out.write(1);
    out.write(user.length);
    out.writeBytes(user);
    out.write(password.length);
    out.writeBytes(password);
    byte[] name = host.getBytes(StandardCharsets.US_ASCII);
    out.writeBytes(new byte[] {5, (byte) command, 0, 3, (byte) name.length});
    out.writeBytes(name);
    out.write(port >> 8);
    out.write(port);
    socket.getOutputStream().write(out.toByteArray());
    return reply(socket.getInputStream(), host);
  }

  /** Reads no byte more than the answer has: what follows is the service's. */
  private int reply(InputStream in, String host) throws IOException, NoNetworkException {
    byte[] before = in.readNBytes(4);
    expect(before.length >= 2 && before[0] == 5 && before[1] == 2, "asks for no user name");
    expect(before.length == 4 && before[2] == 1 && before[3] == 0, "does not know this SIM");
    byte[] head = in.readNBytes(5);
    expect(head.length == 5 && head[0] == 5, "speaks no SOCKS5");
    int rest = rules.restOfAddress(head[3], head[4] & 0xFF);
    byte[] bound = in.readNBytes(rest + 2);
    expect(bound.length == rest + 2, "ends in mid-answer");
    expect(
        head[1] == 0,
        head[1] == 3 ? "has no coverage" : "refuses " + host + " with code " + head[1]);
    return ((bound[rest] & 0xFF) << 8) | (bound[rest + 1] & 0xFF);
  }

  private static void expect(boolean holds, String what) throws NoNetworkException {
    if (!holds) {
      throw new NoNetworkException("the radio link " + what);
    }
  }
}
