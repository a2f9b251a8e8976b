// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.mail;

import dev.dcmrig.sim.host.PatientSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets of the SMTP client. They send at once: the end of a mail is a small segment after a large
 * one. And they wait with patience: a mail server that is slow is no mail server that is down.
 */
final class PromptSockets extends SocketFactory {
  private static final String EXCHANGE = "the mail server's answer";

  @Override
  public Socket createSocket() throws IOException {
    return new PatientSocket(EXCHANGE);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private static Socket connected(InetSocketAddress server) throws IOException {
    PatientSocket socket = new PatientSocket(EXCHANGE);
    try {
      socket.connect(server);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return socket;
  }
}
