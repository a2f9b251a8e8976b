// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.sim.InFlight.Transport;
import dev.dcmrig.sim.Timeline;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.function.Consumer;

/** The network's end of one connection of the modem, counted as the interface asks. */
final class TestConnection {
  private final Timeline timeline;
  private final String name;
  private final Socket socket;
  private boolean ended;

  TestConnection(Timeline timeline, String name, Socket socket) {
    this.timeline = timeline;
    this.name = name;
    this.socket = socket;
  }

  /** Reads on the calling thread until the other side closes. */
  void read(Consumer<byte[]> received, Runnable closed) {
    byte[] buffer = new byte[8192];
    try (socket) {
      int count = socket.getInputStream().read(buffer);
      while (count >= 0) {
        byte[] bytes = Arrays.copyOf(buffer, count);
        timeline.post(name, () -> received.accept(bytes));
        consumed(count);
        count = socket.getInputStream().read(buffer);
      }
      timeline.post(name, () -> over(closed));
      consumed(1);
    } catch (IOException e) {
      timeline.post(name, () -> over(closed));
      timeline.inFlight().abandoned(Transport.TCP, socket.getPort(), socket.getLocalPort());
    }
  }

  private void consumed(int count) {
    timeline.inFlight().consumed(Transport.TCP, socket.getPort(), socket.getLocalPort(), count);
  }

  private void over(Runnable closed) {
    if (!ended) {
      ended = true;
      closed.run();
    }
  }

  void write(byte[] bytes) {
    if (ended) {
      return;
    }
    handedOver(bytes.length);
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      timeline.inFlight().abandoned(Transport.TCP, socket.getLocalPort(), socket.getPort());
    }
  }

  /** Ends the stream towards the DCM. */
  void close() {
    if (ended) {
      return;
    }
    ended = true;
    handedOver(1);
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      timeline.inFlight().abandoned(Transport.TCP, socket.getLocalPort(), socket.getPort());
    }
  }

  private void handedOver(int count) {
    timeline.inFlight().handedOver(Transport.TCP, socket.getLocalPort(), socket.getPort(), count);
  }
}
