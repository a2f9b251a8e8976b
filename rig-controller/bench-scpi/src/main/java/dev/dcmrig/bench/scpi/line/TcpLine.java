// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.line;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A raw TCP socket, as most instruments offer it at port 5025. */
final class TcpLine implements InstrumentLine {
  private final Socket socket;

  TcpLine(String host, int port, int connectMillis) throws IOException {
    this.socket = new Socket(Proxy.NO_PROXY);
    try {
      socket.connect(new InetSocketAddress(host, port), connectMillis);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(LOOK_MILLIS);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  @Override
  public int read(byte[] into) throws IOException {
    try {
      int count = socket.getInputStream().read(into);
      if (count < 0) {
        throw new EOFException("it has closed the connection");
      }
      return count;
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more, whatever the system thinks of it.
      return;
    }
  }
}
