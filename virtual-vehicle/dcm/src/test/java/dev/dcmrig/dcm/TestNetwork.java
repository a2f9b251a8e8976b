// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.dcm.core.ModemAccess;
import dev.dcmrig.sim.InFlight.Transport;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sip.SipConnection;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The network beyond the modem: a SOCKS5 proxy with the centre and the telematics service behind
 * it, without delay. Does not simulate: latency, loss.
 */
final class TestNetwork implements AutoCloseable {
  private static final byte[] NO_COVERAGE = {5, 3, 0, 1, 0, 0, 0, 0, 0, 0};
  private static final long PIECE_NANOS = 100_000_000;
  private static final byte[] RTP_HEADER = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  final TestCentre centre;

  /** First lines of the requests to the telematics service. */
  final List<String> requests = new ArrayList<>();

  /** Bodies of the notices of emergencies. */
  final List<String> notices = new ArrayList<>();

  /** Connections asked for, coverage or not: name and instant in nanoseconds. */
  final List<String> connects = new ArrayList<>();

  volatile boolean coverage = true;

  /** What the telematics service answers, a tenth of a second between two pieces. */
  List<String> answer = List.of("HTTP/1.1 204 No Content\r\n\r\n");

  /** Whether it closes the connection then. */
  boolean closesAfterAnswer;

  private @Nullable TestConnection messages;
  private final Timeline timeline;
  private final ServerSocket server;
  private final AtomicInteger numbers = new AtomicInteger();

  TestNetwork(Timeline timeline, Seed.Stream ids) {
    this.timeline = timeline;
    this.centre = new TestCentre(timeline, ids);
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon("proxy", this::accept);
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  ModemAccess access() {
    return new ModemAccess(
        "127.0.0.1",
        server.getLocalPort(),
        "505010000000001",
        "10.64.0.2",
        "sip:+61491570156@dcmrig.example;user=phone",
        "6T153BK360X070769",
        java.nio.file.Path.of(""));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        daemon("network", () -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readNBytes(3);
      socket.getOutputStream().write(new byte[] {5, 2});
      in.readNBytes(1);
      in.readNBytes(in.readUnsignedByte());
      in.readNBytes(in.readUnsignedByte());
      socket.getOutputStream().write(new byte[] {1, 0});
      byte[] head = in.readNBytes(4);
      String host = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
      in.readUnsignedShort();
      String name = String.format("network/%05d", numbers.incrementAndGet());
      boolean covered = coverage;
      timeline.post(name, () -> connects.add(host + " " + timeline.nowNanos()));
      if (!covered) {
        socket.getOutputStream().write(NO_COVERAGE);
        socket.close();
      } else if (head[1] == 3) {
        associate(socket, name);
      } else {
        connect(socket, name, host);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] granted(int port) {
    return new byte[] {5, 0, 0, 1, 127, 0, 0, 1, (byte) (port >> 8), (byte) port};
  }

  private void connect(Socket socket, String name, String host) throws IOException {
    TestConnection connection = new TestConnection(timeline, name, socket);
    if (host.startsWith("sms")) {
      timeline.post(name, () -> messages = connection);
      socket.getOutputStream().write(granted(0));
      connection.read(bytes -> {}, () -> {});
    } else if (host.startsWith("telematics")) {
      socket.getOutputStream().write(granted(0));
      connection.read(bytes -> telematics(connection, bytes), () -> {});
    } else {
      Line line = new Line(name, connection);
      timeline.post(name, () -> centre.agent.connected(line));
      socket.getOutputStream().write(granted(0));
      connection.read(bytes -> centre.agent.received(line, bytes), () -> centre.lost(line));
    }
  }

  /** A short message arrives. */
  void sms(String text) {
    messages.write(("sms 61491570156 " + text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void telematics(TestConnection connection, byte[] bytes) {
    String request = new String(bytes, StandardCharsets.UTF_8);
    requests.add(request.substring(0, request.indexOf("\r\n")));
    if (request.contains("/emergency-events ")) {
      notices.add(request.substring(request.indexOf("\r\n\r\n") + 4));
    }
    long delay = 0;
    for (String piece : answer) {
      timeline.after(delay, () -> connection.write(piece.getBytes(StandardCharsets.UTF_8)));
      delay += PIECE_NANOS;
    }
    if (closesAfterAnswer) {
      timeline.after(delay, connection::close);
    }
  }

  /** One connection that carries SIP. */
  private record Line(String name, TestConnection connection) implements SipConnection {
    @Override
    public String localAddress() {
      return "198.51.100.10:5060";
    }

    @Override
    public void write(byte[] bytes) {
      connection.write(bytes);
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  private void associate(Socket socket, String name) throws IOException {
    DatagramSocket relay =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    int port = relay.getLocalPort();
    daemon(name + "/udp", () -> relay(relay, name));
    socket.getOutputStream().write(granted(port));
    new TestConnection(timeline, name, socket).read(bytes -> {}, relay::close);
  }

  private void relay(DatagramSocket relay, String name) {
    byte[] buffer = new byte[2048];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        relay.receive(packet);
        int from = packet.getPort();
        timeline.post(name, () -> heard(relay, from));
        timeline.inFlight().consumed(Transport.UDP, from, relay.getLocalPort(), 1);
      }
    } catch (IOException e) {
      return;
    }
  }

  /** While the centre speaks, each packet of voice is answered with one. */
  private void heard(DatagramSocket relay, int to) {
    if (!centre.speaks) {
      return;
    }
    byte[] datagram = new byte[10 + RTP_HEADER.length + 160];
    datagram[3] = 1;
    System.arraycopy(RTP_HEADER, 0, datagram, 10, RTP_HEADER.length);
    timeline.inFlight().handedOver(Transport.UDP, relay.getLocalPort(), to, 1);
    try {
      relay.send(
          new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), to));
    } catch (IOException e) {
      timeline.inFlight().abandoned(Transport.UDP, relay.getLocalPort(), to);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
