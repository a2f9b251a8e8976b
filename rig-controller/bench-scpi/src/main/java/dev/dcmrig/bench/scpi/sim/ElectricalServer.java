// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.sim;

import dev.dcmrig.bench.process.ElectricalLines;
import dev.dcmrig.bench.process.LineSocket;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Lamp;
import dev.dcmrig.sim.pins.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The electrical socket of docs/DCM-INTERFACE.md, section 0, at whose other end a DCM is: what the
 * wires carry is told to it, and what it drives goes onto the wires. One DCM at a time. It resets
 * and ends nobody, and has no sound.
 */
final class ElectricalServer implements AutoCloseable {
  private final DeskWires wires;
  private final ServerSocket server;

  /** Listens; port 0 takes one that is free. */
  ElectricalServer(DeskWires wires, InetAddress host, int port) throws IOException {
    this.wires = wires;
    this.server = new ServerSocket();
    server.setReuseAddress(true);
    try {
      server.bind(new InetSocketAddress(host, port), 1);
    } catch (IOException e) {
      server.close();
      throw new IOException("port " + port + " is not free for the electrical socket", e);
    }
    Thread thread = new Thread(this::serve, "electrical socket");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.setTcpNoDelay(true);
        new Plugged(socket).untilUnplugged();
      } catch (IOException e) {
        // This DCM is gone, or the server is closed; then the loop ends.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** A DCM that is plugged in. */
  private final class Plugged implements LineSocket.Listener, ElectricalLines.FromDcm {
    private final LineSocket lines;
    private final Map<Line, Condition> told = new EnumMap<>(Line.class);
    private final CountDownLatch unplugged = new CountDownLatch(1);
    private String toldSupply = "";
    private String toldSos = "";

    Plugged(Socket socket) {
      this.lines = new LineSocket("plugged", socket, this);
    }

    void untilUnplugged() throws InterruptedException {
      lines.start();
      unplugged.await();
      wires.unplugged();
      lines.close();
    }

    /** Under the lock of the wires. */
    private void tell() {
      String supply = ElectricalLines.supply(wires.volts());
      if (!supply.equals(toldSupply)) {
        toldSupply = supply;
        say(supply);
      }
      String sos = ElectricalLines.sos(wires.sosPressed());
      if (!sos.equals(toldSos)) {
        toldSos = sos;
        say(sos);
      }
      for (Line line : Line.values()) {
        Condition condition = wires.condition(line);
        if (told.put(line, condition) != condition) {
          say(ElectricalLines.line(line, condition));
        }
      }
    }

    private void say(String line) {
      if (!lines.send(line)) {
        unplugged.countDown();
      }
    }

    @Override
    public void line(String line) {
      try {
        ElectricalLines.readFromDcm(line, this);
      } catch (ElectricalLines.BadLine e) {
        unplugged.countDown();
      }
    }

    @Override
    public void ended(String why) {
      unplugged.countDown();
    }

    @Override
    public void hello(String name, String version) {
      wires.plugged(this::tell);
    }

    @Override
    public void defects(List<String> ids) {
      // Nobody hands it any.
    }

    @Override
    public void lamp(Lamp lamp, double brightness) {
      wires.lamp(lamp, brightness);
    }

    @Override
    public void draw(double amperes) {
      wires.draw(amperes);
    }

    @Override
    public void speaker(short[] samples) {
      // There is no sound on these wires.
    }

    @Override
    public void audio(boolean on) {
      // There is no sound on these wires.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // It is of no use any more, whatever the system thinks of it.
      return;
    }
  }
}
