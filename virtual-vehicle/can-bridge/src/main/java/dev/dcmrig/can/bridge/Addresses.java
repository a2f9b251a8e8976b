// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.bridge;

import dev.dcmrig.can.BusException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses of sockets, and their end. */
final class Addresses {
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("([A-Za-z0-9.-]{1,255}):([0-9]{1,5})");
  private static final int MAX_PORT = 65_535;
  private static final int JOIN_MILLIS = 5_000;

  private Addresses() {}

  /**
   * Reads HOST:PORT.
   *
   * @param what for the message: the whole address
   * @throws BusException when it is none, or the host is not known
   */
  static InetSocketAddress parse(String what, String text) {
    Matcher matcher = HOST_AND_PORT.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > MAX_PORT) {
      throw new BusException(
          "'" + what + "': '" + text + "' is not HOST:PORT, for instance 127.0.0.1:20000");
    }
    InetSocketAddress address =
        new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
    if (address.isUnresolved()) {
      throw new BusException("'" + what + "': no machine is known as '" + matcher.group(1) + "'");
    }
    return address;
  }

  /**
   * Reads a port.
   *
   * @throws BusException when it is none
   */
  static int port(String what, String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MAX_PORT) {
      throw new BusException("'" + what + "': '" + text + "' is no port, for instance 20000");
    }
    return Integer.parseInt(text);
  }

  /** As HOST:PORT. */
  static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  static InetSocketAddress local(NetworkChannel channel) {
    try {
      if (channel.getLocalAddress() instanceof InetSocketAddress address) {
        return address;
      }
      throw new IllegalStateException("a channel that is not bound");
    } catch (IOException e) {
      throw new BusException("a socket is closed already: " + e.getMessage());
    }
  }

  static void close(@Nullable Closeable socket) {
    if (socket == null) {
      return;
    }
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more, whatever the system thinks of it.
      return;
    }
  }

  /** Waits for a thread whose socket was closed; its own thread doesn't. */
  static void join(Thread thread) {
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
