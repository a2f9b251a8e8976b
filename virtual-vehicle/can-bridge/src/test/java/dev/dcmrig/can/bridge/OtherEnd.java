// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;

/** The other end of a bridge as bytes, so that our own encoder doesn't check itself. */
interface OtherEnd extends AutoCloseable {

  /** HOST:PORT. */
  String address();

  /** Sends these bytes. */
  void say(String hex);

  /** Waits for as many bytes. */
  String hear(int bytes);

  @Override
  void close();

  /** A datagram socket; answers to who has sent last. */
  static OtherEnd udp() {
    return new Udp();
  }

  /** Accepts one connection. */
  static OtherEnd tcp() {
    return new Tcp();
  }

  /** Over UDP. */
  final class Udp implements OtherEnd {
    private final DatagramSocket socket;
    private InetSocketAddress from;

    private Udp() {
      try {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout(20_000);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String address() {
      return "127.0.0.1:" + socket.getLocalPort();
    }

    /** The next datagram, whatever its length. */
    String datagram() {
      DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
      try {
        socket.receive(packet);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      from = (InetSocketAddress) packet.getSocketAddress();
      return HexFormat.of().formatHex(packet.getData(), 0, packet.getLength());
    }

    /** The next datagram with frames; empty ones only say who is there. */
    @Override
    public String hear(int bytes) {
      String hex = datagram();
      while (hex.endsWith("0000") && hex.length() == 10) {
        hex = datagram();
      }
      return hex;
    }

    /** Sends without having heard anything. */
    void sendTo(int port, String hex) throws IOException {
      byte[] bytes = HexFormat.of().parseHex(hex);
      InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    @Override
    public void say(String hex) {
      byte[] bytes = HexFormat.of().parseHex(hex);
      if (from == null) {
        datagram();
      }
      try {
        socket.send(new DatagramPacket(bytes, bytes.length, from));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /** Over TCP. */
  final class Tcp implements OtherEnd {
    private final ServerSocket server;
    private Socket socket;

    private Tcp() {
      try {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(20_000);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Waits for the connection in the background and says these bytes at once. */
    Tcp saying(String hex) {
      Thread thread = new Thread(() -> say(hex), "other end");
      thread.setDaemon(true);
      thread.start();
      return this;
    }

    @Override
    public String address() {
      return "127.0.0.1:" + server.getLocalPort();
    }

    private synchronized Socket socket() throws IOException {
      if (socket == null) {
        socket = server.accept();
        socket.setSoTimeout(20_000);
      }
      return socket;
    }

    @Override
    public void say(String hex) {
      try {
        socket().getOutputStream().write(HexFormat.of().parseHex(hex));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String hear(int bytes) {
      try {
        byte[] read = socket().getInputStream().readNBytes(bytes);
        return HexFormat.of().formatHex(Arrays.copyOf(read, read.length));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      Addresses.close(socket);
      Addresses.close(server);
    }
  }
}
